import { describe, expect, test, vi } from 'vitest'
import type { Draft } from '../../core/contract/drafts.ts'
import { createFakeBackend, withBackend } from '../testing/fake-backend.ts'
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
          ? {
              key,
              payload: { writer: 'gone', value: stored[key] },
              updatedAt: 1_764_000_000_000,
              revision: 1,
            }
          : null,
    },
    calls: {
      'drafts.save': () => ({ revision: 2 }),
      'drafts.discard': ({ key }) => {
        delete stored[key]
        return {}
      },
    },
  })
  const kept = (): unknown[] =>
    backend
      .inputs('drafts.save')
      .map(({ key, payload }) => [key, (payload as { value: unknown }).value])
  return { backend, kept, ...withBackend(backend, () => useFormDraft({ name: '' }, isForm)) }
}

describe('ACT-20 a form being filled is kept on this device', () => {
  test('what is typed is kept at once', async () => {
    const { kept, result } = setUp()
    await result.open('customer:new', { name: '' })
    result.form.value.name = 'N'
    expect(kept()).toEqual([['customer:new', { name: 'N' }]])
  })

  test('the draft is taken up again, and can be thrown away', async () => {
    const { backend, kept, result } = setUp({ 'customer:new': { name: 'Nor' } })
    await result.open('customer:new', { name: '' })
    expect(result.form.value).toEqual({ name: 'Nor' })
    expect(result.restoredAt.value).toBe(1_764_000_000_000)

    result.startAfresh()
    expect(result.form.value).toEqual({ name: '' })
    expect(result.restoredAt.value).toBeUndefined()
    expect(backend.inputs('drafts.discard')).toEqual([{ key: 'customer:new' }])
    expect(kept()).toEqual([])
  })

  test('a draft of another shape is ignored', async () => {
    const { result } = setUp({ 'customer:new': { title: 'x' } })
    await result.open('customer:new', { name: 'A' })
    expect(result.form.value).toEqual({ name: 'A' })
  })

  test('a form that is left as it began leaves no draft', async () => {
    const { backend, result } = setUp()
    await result.open('customer:c1', { name: 'A' })
    result.form.value.name = 'AB'
    result.form.value.name = 'A'
    result.leave()
    expect(backend.inputs('drafts.discard')).toEqual([{ key: 'customer:c1' }])
  })

  test('a form that is left changed stays as a draft', async () => {
    const { backend, kept, result, stop } = setUp()
    await result.open('customer:c1', { name: 'A' })
    result.form.value.name = 'AB'
    stop()
    expect(kept()).toEqual([['customer:c1', { name: 'AB' }]])
    expect(backend.inputs('drafts.discard')).toEqual([])
  })

  test('what was typed in one form is kept under its own key when another opens', async () => {
    const { kept, result } = setUp()
    await result.open('customer:c1', { name: 'A' })
    result.form.value.name = 'AB'
    result.form.value.name = 'ABC'
    await result.open('customer:c2', { name: 'Z' })
    await vi.waitFor(() =>
      expect(kept()).toEqual([
        ['customer:c1', { name: 'AB' }],
        ['customer:c1', { name: 'ABC' }],
      ]),
    )
    expect(result.form.value).toEqual({ name: 'Z' })
  })

  test('after a save nothing is written any more', async () => {
    const { backend, kept, result } = setUp()
    await result.open('customer:new', { name: '' })
    result.form.value.name = 'Norauto'
    result.discard()
    result.form.value.name = 'Norauto Rennes'
    expect(kept()).toEqual([['customer:new', { name: 'Norauto' }]])
    expect(backend.inputs('drafts.discard')).toEqual([{ key: 'customer:new' }])
  })
})
