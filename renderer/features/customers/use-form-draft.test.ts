import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Draft } from '../../../core/contract/drafts.ts'
import { createFakeBackend, withBackend } from '../../testing/fake-backend.ts'
import { useFormDraft } from './use-form-draft.ts'

interface Form {
  name: string
}
const isForm = (value: unknown): value is Form => typeof (value as Form | null)?.name === 'string'

function setUp(stored: Record<string, unknown> = {}) {
  const backend = createFakeBackend({
    streams: {
      'drafts.watch': ({ key }): Draft | null =>
        key in stored
          ? { key, payload: stored[key], updatedAt: 1_764_000_000_000, revision: 1 }
          : null,
    },
    calls: { 'drafts.save': () => ({ revision: 2 }), 'drafts.discard': () => ({}) },
  })
  return { backend, ...withBackend(backend, () => useFormDraft({ name: '' }, isForm)) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('ACT-20 a form being filled is kept on this device', () => {
  test('what is typed is saved as a draft after a moment', async () => {
    const { backend, result } = setUp()
    await result.open('customer:new', { name: '' })
    result.form.value.name = 'Norauto'
    await vi.advanceTimersByTimeAsync(200)
    expect(backend.inputs('drafts.save')).toEqual([
      { key: 'customer:new', payload: { name: 'Norauto' } },
    ])
  })

  test('closing saves at once what is not yet saved', async () => {
    const { backend, result, stop } = setUp()
    await result.open('customer:new', { name: '' })
    result.form.value.name = 'Norauto'
    stop()
    expect(backend.inputs('drafts.save')).toHaveLength(1)
  })

  test('the draft is taken up again, and can be thrown away', async () => {
    const { backend, result } = setUp({ 'customer:new': { name: 'Nor' } })
    await result.open('customer:new', { name: '' })
    expect(result.form.value).toEqual({ name: 'Nor' })
    expect(result.restoredAt.value).toBe(1_764_000_000_000)

    result.startAfresh()
    expect(result.form.value).toEqual({ name: '' })
    expect(result.restoredAt.value).toBeUndefined()
    await vi.advanceTimersByTimeAsync(200)
    expect(backend.inputs('drafts.discard')).toEqual([{ key: 'customer:new' }])
    expect(backend.inputs('drafts.save')).toEqual([])
  })

  test('a draft of another shape is ignored', async () => {
    const { result } = setUp({ 'customer:new': { title: 'x' } })
    await result.open('customer:new', { name: 'A' })
    expect(result.form.value).toEqual({ name: 'A' })
  })

  test('a form typed back to its beginning leaves no draft', async () => {
    const { backend, result } = setUp()
    await result.open('customer:c1', { name: 'A' })
    result.form.value.name = 'AB'
    await vi.advanceTimersByTimeAsync(200)
    result.form.value.name = 'A'
    await vi.advanceTimersByTimeAsync(200)
    expect(backend.inputs('drafts.discard')).toEqual([{ key: 'customer:c1' }])
  })

  test('after a save nothing is written any more', async () => {
    const { backend, result } = setUp()
    await result.open('customer:new', { name: '' })
    result.form.value.name = 'Norauto'
    result.discard()
    await vi.advanceTimersByTimeAsync(200)
    expect(backend.inputs('drafts.save')).toEqual([])
    expect(backend.inputs('drafts.discard')).toEqual([{ key: 'customer:new' }])
  })
})
