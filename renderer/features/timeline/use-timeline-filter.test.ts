import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ref } from 'vue'
import { createFakeBackend, withBackend } from '../../testing/fake-backend.ts'
import { noFilter } from './remembered-filter.ts'
import { useTimelineFilter, type TimelineScreen } from './use-timeline-filter.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
beforeEach(() => void vi.useFakeTimers({ now }))
afterEach(() => void vi.useRealTimers())

function setUp(stored: Record<string, unknown> = {}, screen: TimelineScreen = 'customer') {
  const user = { ...stored }
  const backend = createFakeBackend({
    streams: { 'preferences.watch': () => ({ user, device: {} }) },
    calls: { 'preferences.set': () => ({}) },
  })
  const customerId = ref<string | null>('customer-1')
  return {
    backend,
    customerId,
    ...withBackend(backend, () =>
      useTimelineFilter({
        screen,
        customerId: () => customerId.value,
        tz: () => 'Europe/Paris',
        clock: () => now,
      }),
    ),
  }
}
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

describe('TL-15 filters are remembered per user and screen', () => {
  test('nothing is asked before the remembered filter is known', async () => {
    const { result } = setUp({ 'timeline.filter.customer': { typeIds: ['visit'] } })
    expect(result.filter.value).toBeUndefined()
    await settle()
    expect(result.filter.value?.typeIds).toEqual(['visit'])
  })

  test('another screen has its own', async () => {
    const { result } = setUp({ 'timeline.filter.customer': { typeIds: ['visit'] } }, 'all')
    await settle()
    expect(result.filter.value?.typeIds).toEqual([])
  })

  test('a choice is kept for the user', async () => {
    const { result, backend } = setUp()
    await settle()
    result.choice.value = { ...noFilter, statuses: ['overdue'] }
    expect(result.filter.value?.statuses).toEqual(['overdue'])
    expect(backend.inputs('preferences.set')).toEqual([
      {
        scope: 'user',
        key: 'timeline.filter.customer',
        value: { ...noFilter, statuses: ['overdue'] },
      },
    ])
  })

  test('another customer keeps the filter', async () => {
    const { result, customerId } = setUp({ 'timeline.filter.customer': { typeIds: ['visit'] } })
    await settle()
    customerId.value = 'customer-2'
    expect(result.filter.value).toMatchObject({ customerId: 'customer-2', typeIds: ['visit'] })
  })
})

describe('TL-13 text search', () => {
  test('the list follows after a pause in typing', async () => {
    const { result } = setUp()
    await settle()
    for (const typed of ['d', 'de', 'devis']) {
      result.text.value = typed
      await vi.advanceTimersByTimeAsync(50)
      expect(result.filter.value?.text).toBe('')
    }
    await vi.advanceTimersByTimeAsync(50)
    expect(result.filter.value?.text).toBe('devis')
  })

  test('a remembered text, and Clear all, show in the field', async () => {
    const { result } = setUp({ 'timeline.filter.customer': { text: 'devis' } })
    await settle()
    expect(result.text.value).toBe('devis')
    result.choice.value = noFilter
    await settle()
    expect(result.text.value).toBe('')
  })
})

test('TL-09 a reversed range keeps the previous one in force and says so', async () => {
  const { result } = setUp({
    'timeline.filter.customer': { dates: { from: '2026-11-01', to: '2026-11-24' } },
  })
  await settle()
  result.choice.value = {
    ...result.choice.value,
    dates: { from: '2026-11-30', to: '2026-11-24' },
    typeIds: ['visit'],
  }
  expect(result.rangeError.value?.code).toBe('E-FLT-RANGE')
  expect(result.filter.value).toMatchObject({
    from: '2026-11-01',
    to: '2026-11-24',
    typeIds: ['visit'],
  })

  result.choice.value = { ...result.choice.value, dates: null }
  expect(result.rangeError.value).toBeUndefined()
  expect(result.filter.value).toMatchObject({ from: null, to: null })
})
