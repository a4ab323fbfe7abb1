import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import type { CustomerRow } from '../../../core/contract/customers.ts'
import { createFakeBackend, withBackend } from '../../testing/fake-backend.ts'
import { useCustomerList } from './use-customer-list.ts'

const row = (name: string): CustomerRow => ({
  id: name,
  name,
  code: null,
  city: null,
  postcode: null,
  country: null,
  phone: null,
  parentId: null,
  parentName: null,
  branchCount: 0,
  archivedAt: null,
  lastActivityAt: null,
})

/** `count` customers, of which a page begins behind the cursor. */
function workspace(count: number) {
  let names = Array.from({ length: count }, (_, index) => `customer ${index}`)
  const backend = createFakeBackend({
    calls: {
      'customers.search': ({ cursor, limit = 100 }) => {
        const from = Number(cursor?.[0] ?? 0)
        const end = from + limit
        return {
          rows: names.slice(from, end).map(row),
          next: end < names.length ? [end] : null,
          total: names.length,
          totalIsCapped: false,
        }
      },
    },
  })
  return { backend, rename: (to: string[]) => (names = to) }
}

const settle = async (): Promise<void> => void (await vi.advanceTimersByTimeAsync(0))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('CUS-03 instant search of customers', () => {
  test('an answer that arrives after a later question is dropped', async () => {
    const answers = new Map<string, PromiseWithResolvers<CustomerRow[]>>()
    const backend = createFakeBackend({
      calls: {
        'customers.search': async ({ text = '' }) => {
          const answer = Promise.withResolvers<CustomerRow[]>()
          answers.set(text, answer)
          const rows = await answer.promise
          return { rows, next: null, total: rows.length, totalIsCapped: false }
        },
      },
    })
    const text = ref('')
    const { result: list } = withBackend(backend, () => useCustomerList(text, ref(false)))
    text.value = 'b'
    await vi.advanceTimersByTimeAsync(80)
    text.value = 'bo'
    await vi.advanceTimersByTimeAsync(80)

    answers.get('bo')!.resolve([row('Bosch')])
    await settle()
    answers.get('b')!.resolve([row('Bosch'), row('Brico')])
    answers.get('')!.resolve([row('Accor'), row('Bosch'), row('Brico')])
    await settle()

    expect(list.rows.value.map(({ name }) => name)).toEqual(['Bosch'])
    expect(list.total.value).toBe(1)
  })

  test('typing asks once, at most 80 ms after the last letter', async () => {
    const { backend } = workspace(3)
    const text = ref('')
    withBackend(backend, () => useCustomerList(text, ref(false)))
    await settle()
    for (const typed of ['b', 'bo', 'bos']) {
      text.value = typed
      await vi.advanceTimersByTimeAsync(20)
    }
    await vi.advanceTimersByTimeAsync(60)
    expect(backend.inputs('customers.search').map((input) => input.text)).toEqual(['', 'bos'])
  })
})

describe('CUS-01 pages of the customer list', () => {
  test('the following page is appended behind the cursor of the last one', async () => {
    const { backend } = workspace(250)
    const { result: list } = withBackend(backend, () => useCustomerList(ref(''), ref(false)))
    await settle()
    await list.loadMore()
    expect(list.rows.value).toHaveLength(200)
    await list.loadMore()
    expect(list.rows.value.map(({ name }) => name)).toEqual(
      Array.from({ length: 250 }, (_, index) => `customer ${index}`),
    )
    expect(list.hasMore.value).toBe(false)
    await list.loadMore()
    expect(backend.inputs('customers.search').map((input) => input.cursor)).toEqual([
      null,
      [100],
      [200],
    ])
  })

  test('two wishes for more at once give one page', async () => {
    const { backend } = workspace(250)
    const { result: list } = withBackend(backend, () => useCustomerList(ref(''), ref(false)))
    await settle()
    await Promise.all([list.loadMore(), list.loadMore()])
    expect(list.rows.value).toHaveLength(200)
  })

  test('a page of an older list is not appended to a new one', async () => {
    const { backend } = workspace(250)
    const archived = ref(false)
    const { result: list } = withBackend(backend, () => useCustomerList(ref(''), archived))
    await settle()
    const more = list.loadMore()
    archived.value = true
    await nextTick()
    await more
    await settle()
    expect(list.rows.value).toHaveLength(100)
  })
})

describe('CUS-01 the customer list is live', () => {
  test('a change reads as many rows again as the screen needs', async () => {
    const { backend, rename } = workspace(250)
    const { result: list } = withBackend(backend, () => useCustomerList(ref(''), ref(false)))
    await settle()
    await list.loadMore()
    list.keep(140)
    rename(['Alpha', ...Array.from({ length: 250 }, (_, index) => `customer ${index}`)])
    backend.emit('customers.changes', { ids: ['Alpha'], all: false })
    await vi.advanceTimersByTimeAsync(250)

    expect(list.rows.value).toHaveLength(140)
    expect(list.rows.value[0]?.name).toBe('Alpha')
    expect(list.total.value).toBe(251)
    await list.loadMore()
    expect(list.rows.value[140]?.name).toBe('customer 139')
  })

  test('a burst of changes, as of an import, reads the list once in 250 ms', async () => {
    const { backend } = workspace(10)
    withBackend(backend, () => useCustomerList(ref(''), ref(false)))
    await settle()
    for (let burst = 0; burst < 25; burst++) {
      backend.emit('customers.changes', { ids: [], all: true })
      await vi.advanceTimersByTimeAsync(10)
    }
    expect(backend.inputs('customers.search')).toHaveLength(2)
  })

  test('a list that is gone asks no more', async () => {
    const { backend } = workspace(10)
    const { stop } = withBackend(backend, () => useCustomerList(ref(''), ref(false)))
    await settle()
    backend.emit('customers.changes', { ids: [], all: true })
    stop()
    await vi.advanceTimersByTimeAsync(1000)
    expect(backend.inputs('customers.search')).toHaveLength(1)
  })
})
