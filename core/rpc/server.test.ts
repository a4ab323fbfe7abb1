import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../contract/app-error.ts'
import type { Contract } from '../contract/operation.ts'
import { connect } from './client.ts'
import { fakeSchedule } from './fake-schedule.ts'
import type { Emit, Handlers } from './handlers.ts'
import { memoryChannelPair } from './memory-channel.ts'
import { serve, type ServeOptions } from './server.ts'

const contract = {
  'echo.say': { kind: 'query', input: z.object({ text: z.string() }), output: z.string() },
  'echo.ticks': { kind: 'stream', input: z.object({}), output: z.number() },
  'echo.count': { kind: 'job', input: z.object({}), progress: z.number(), output: z.string() },
} as const satisfies Contract
type EchoHandlers = Handlers<typeof contract, string>

const quiet: EchoHandlers = {
  'echo.say': ({ text }) => text,
  'echo.ticks': () => () => undefined,
  'echo.count': () => 'done',
}

async function connected(changes: Partial<EchoHandlers>, options: ServeOptions = {}) {
  const [clientSide, serverSide] = memoryChannelPair()
  const connecting = connect(clientSide, contract, fakeSchedule())
  serve(serverSide, contract, { ...quiet, ...changes }, 'martin', options)
  return { client: await connecting, clientSide }
}

/** Everything posted before has been answered when this resolves: channels keep their order. */
async function settled(client: { call(name: 'echo.say', input: { text: string }): unknown }) {
  await client.call('echo.say', { text: '' })
}

test('the context of the connection reaches each kind of handler', async () => {
  const { client } = await connected({
    'echo.say': (_input, user) => user,
    'echo.ticks': (_input, emit, user) => (emit(user.length), () => undefined),
    'echo.count': (_input, _job, user) => user,
  })
  expect(await client.call('echo.say', { text: '' })).toBe('martin')
  expect(await client.run('echo.count', {})).toBe('martin')
  const seen = Promise.withResolvers<number>()
  client.subscribe('echo.ticks', {}, seen.resolve, seen.reject)
  expect(await seen.promise).toBe(6)
})

test('missing and unknown handlers are named when serving starts', () => {
  const [, channel] = memoryChannelPair()
  const handlers = { 'echo.say': quiet['echo.say'], 'echo.shout': () => '' }
  expect(() => serve(channel, contract, handlers as never, 'martin')).toThrow(
    'no handler for echo.ticks, echo.count; no operation for echo.shout',
  )
})

describe('errors', () => {
  test('an unexpected exception crosses without its text and is reported', async () => {
    const reported: unknown[] = []
    const secret = new Error('SQLITE_IOERR in workspace.db')
    const { client } = await connected(
      {
        'echo.say': () => {
          throw secret
        },
      },
      { onError: (error, operation) => reported.push([operation, error]) },
    )
    const [outcome] = await Promise.allSettled([client.call('echo.say', { text: '' })])
    const failure = (outcome as unknown as { reason: AppError }).reason
    expect(failure.toFailure()).toEqual({
      code: 'INTERNAL',
      message: 'The operation failed unexpectedly.',
    })
    expect(reported).toEqual([['echo.say', secret]])
  })

  test('an AppError crosses whole and is not reported', async () => {
    const reported: unknown[] = []
    const { client } = await connected(
      {
        'echo.say': () => Promise.reject(new AppError('E-ATT-TOO-LARGE', 'too large', { max: 25 })),
      },
      { onError: (error) => reported.push(error) },
    )
    await expect(client.call('echo.say', { text: '' })).rejects.toMatchObject({
      code: 'E-ATT-TOO-LARGE',
      message: 'too large',
      details: { max: 25 },
    })
    expect(reported).toEqual([])
  })

  test('output that does not fit the contract is an error only where it is checked', async () => {
    const wrong: Partial<EchoHandlers> = { 'echo.say': () => 7 as never }
    const unchecked = await connected(wrong)
    expect(await unchecked.client.call('echo.say', { text: '' })).toBe(7)

    const reported: unknown[] = []
    const checked = await connected(wrong, {
      validateOutput: true,
      onError: (error) => reported.push((error as Error).message),
    })
    await expect(checked.client.call('echo.say', { text: '' })).rejects.toMatchObject({
      code: 'INTERNAL',
    })
    expect(reported).toEqual([
      'output does not fit the contract: output: Invalid input: expected string, received number',
    ])
  })
})

describe('streams', () => {
  test('a stream that fails later ends for the subscriber and in the handler', async () => {
    const opened = Promise.withResolvers<Emit<number>>()
    const unsubscribed = Promise.withResolvers<void>()
    const failed = Promise.withResolvers<AppError>()
    const { client } = await connected({
      'echo.ticks': (_input, emit) => (opened.resolve(emit), unsubscribed.resolve),
    })
    client.subscribe('echo.ticks', {}, () => undefined, failed.resolve)
    const emit = await opened.promise
    emit.fail(new AppError('E-NOT-FOUND', 'gone'))
    expect((await failed.promise).code).toBe('E-NOT-FOUND')
    await unsubscribed.promise
  })

  test('a stream cancelled while it opens is unsubscribed once it is open', async () => {
    const opening = Promise.withResolvers<() => void>()
    const unsubscribed = Promise.withResolvers<void>()
    const { client } = await connected({ 'echo.ticks': () => opening.promise })
    client.subscribe(
      'echo.ticks',
      {},
      () => undefined,
      () => undefined,
    )()
    await settled(client)
    opening.resolve(unsubscribed.resolve)
    await unsubscribed.promise
  })

  test('after unsubscribing nothing is delivered, and the handler hears of it', async () => {
    const seen: number[] = []
    const opened = Promise.withResolvers<Emit<number>>()
    const unsubscribed = Promise.withResolvers<void>()
    const { client } = await connected({
      'echo.ticks': (_input, emit) => (opened.resolve(emit), unsubscribed.resolve),
    })
    const stop = client.subscribe(
      'echo.ticks',
      {},
      (value) => {
        seen.push(value)
        if (value === 2) stop()
      },
      () => undefined,
    )
    const emit = await opened.promise
    emit(1)
    emit(2)
    emit(3)
    await unsubscribed.promise
    emit(4)
    await settled(client)
    expect(seen).toEqual([1, 2])
  })
})

describe('jobs', () => {
  test('a job that finishes in spite of the cancel gives its result', async () => {
    const cancel = new AbortController()
    const { client } = await connected({
      'echo.count': async (_input, { signal }) => {
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
        return 'already written'
      },
    })
    const running = client.run('echo.count', {}, { signal: cancel.signal })
    cancel.abort()
    expect(await running).toBe('already written')
  })

  test('what Node throws for an aborted signal is CANCELLED and not reported', async () => {
    const reported: unknown[] = []
    const cancel = new AbortController()
    const { client } = await connected(
      {
        'echo.count': (_input, { signal }) =>
          new Promise((_resolve, reject) => {
            const abort = Object.assign(new Error('aborted'), { name: 'AbortError' })
            signal.addEventListener('abort', () => reject(abort))
          }),
      },
      { onError: (error) => reported.push(error) },
    )
    const running = client.run('echo.count', {}, { signal: cancel.signal })
    cancel.abort()
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(reported).toEqual([])
  })

  test('the signal of a finished job stays quiet when the connection closes', async () => {
    const aborted: string[] = []
    const { client, clientSide } = await connected({
      'echo.count': (_input, { signal }) => {
        signal.addEventListener('abort', () => aborted.push('aborted'))
        return 'done'
      },
    })
    expect(await client.run('echo.count', {})).toBe('done')
    clientSide.close()
    await Promise.resolve()
    expect(aborted).toEqual([])
  })
})
