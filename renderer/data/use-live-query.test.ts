import { describe, expect, test } from 'vitest'
import { createApp, effectScope, nextTick, reactive, shallowRef, type EffectScope } from 'vue'
import { AppError } from '../../core/contract/app-error.ts'
import { backendKey, type BackendClient } from './use-backend.ts'
import { useLiveQuery, type LiveQueryOptions } from './use-live-query.ts'

interface Subscription {
  readonly input: unknown
  isOpen: boolean
  next(value: unknown): void
  fail(error: AppError): void
}

/** A live query on a backend that the test plays. */
function start(input: () => { id: string } | undefined, options?: LiveQueryOptions) {
  const subscriptions: Subscription[] = []
  const subscribe = (
    _name: string,
    given: unknown,
    next: Subscription['next'],
    fail: Subscription['fail'],
  ): (() => void) => {
    const subscription = { input: given, isOpen: true, next, fail }
    subscriptions.push(subscription)
    return () => (subscription.isOpen = false)
  }
  const app = createApp({})
  app.provide(backendKey, { subscribe } as unknown as BackendClient)
  const scope: EffectScope = effectScope(true)
  const query = app.runWithContext(() =>
    scope.run(() => useLiveQuery('customers.watch', input, options)),
  )!
  return { query, subscriptions, scope }
}

const customer = (name: string) => ({ name }) as never

test('the latest value is the data, until the component goes', () => {
  const { query, subscriptions, scope } = start(() => ({ id: 'a' }))
  expect(subscriptions.map(({ input }) => input)).toEqual([{ id: 'a' }])
  expect(query.data.value).toBeUndefined()
  subscriptions[0]!.next(customer('Martin'))
  subscriptions[0]!.next(customer('Durand'))
  expect(query.data.value).toEqual({ name: 'Durand' })
  scope.stop()
  expect(subscriptions.map(({ isOpen }) => isOpen)).toEqual([false])
})

describe('when the input changes', () => {
  test('the former stream ends and its data goes with it', async () => {
    const id = shallowRef('a')
    const { query, subscriptions } = start(() => ({ id: id.value }))
    subscriptions[0]!.next(customer('Martin'))
    id.value = 'b'
    await nextTick()
    expect(subscriptions.map(({ input, isOpen }) => [input, isOpen])).toEqual([
      [{ id: 'a' }, false],
      [{ id: 'b' }, true],
    ])
    expect(query.data.value).toBeUndefined()
  })

  test('the former data can stay until the new one is there', async () => {
    const id = shallowRef('a')
    const { query, subscriptions } = start(() => ({ id: id.value }), { keepPrevious: true })
    subscriptions[0]!.next(customer('Martin'))
    id.value = 'b'
    await nextTick()
    expect(query.data.value).toEqual({ name: 'Martin' })
    subscriptions[1]!.next(customer('Durand'))
    expect(query.data.value).toEqual({ name: 'Durand' })
  })

  test('a change in its depth counts, an equal input does not', async () => {
    const filter = reactive({ types: ['visit'], unrelated: 0 })
    const { subscriptions } = start(() => ({ id: 'a', filter: { types: filter.types } }) as never)
    filter.types = ['visit']
    await nextTick()
    expect(subscriptions).toHaveLength(1)
    filter.types.push('call')
    await nextTick()
    expect(subscriptions.map(({ input }) => input)).toEqual([
      { id: 'a', filter: { types: ['visit'] } },
      { id: 'a', filter: { types: ['visit', 'call'] } },
    ])
  })

  test('nothing is asked while it is undefined', async () => {
    const id = shallowRef<string>()
    const { query, subscriptions } = start(() => (id.value ? { id: id.value } : undefined), {
      keepPrevious: true,
    })
    expect(subscriptions).toEqual([])
    id.value = 'a'
    await nextTick()
    subscriptions[0]!.next(customer('Martin'))
    id.value = undefined
    await nextTick()
    expect(subscriptions.map(({ isOpen }) => isOpen)).toEqual([false])
    expect(query.data.value).toBeUndefined()
  })
})

test('an error is told, and retry subscribes again', () => {
  const { query, subscriptions } = start(() => ({ id: 'a' }))
  const error = new AppError('E-NOT-FOUND', 'gone')
  subscriptions[0]!.fail(error)
  expect(query.error.value).toBe(error)
  query.retry()
  expect(query.error.value).toBeUndefined()
  subscriptions[1]!.next(customer('Martin'))
  expect(query.data.value).toEqual({ name: 'Martin' })
})
