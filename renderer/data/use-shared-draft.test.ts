import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Draft } from '../../core/contract/drafts.ts'
import { createFakeBackend, withBackend } from '../testing/fake-backend.ts'
import { useSharedDraft } from './use-shared-draft.ts'

interface Form {
  title: string
}
const read = (value: unknown): Form | undefined =>
  typeof (value as Form | null)?.title === 'string' ? (value as Form) : undefined

const draftOf = (payload: unknown): Draft => ({
  key: 'activity:new:all',
  payload,
  updatedAt: 1_764_000_000_000,
  revision: 1,
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

function setUp(stored: Draft | null = null) {
  const saves: (() => void)[] = []
  const backend = createFakeBackend({
    streams: { 'drafts.watch': () => stored },
    calls: {
      'drafts.save': () =>
        new Promise((resolve) => void saves.push(() => resolve({ revision: saves.length }))),
      'drafts.discard': () => ({}),
    },
  })
  const changedElsewhere = vi.fn()
  const endedElsewhere = vi.fn()
  const reading = vi.fn(read)
  const { result: draft, stop } = withBackend(backend, () =>
    useSharedDraft<Form>({ read: reading, changedElsewhere, endedElsewhere }),
  )
  const kept = (): unknown[] =>
    backend.inputs('drafts.save').map(({ payload }) => (payload as { value: unknown }).value)
  return { backend, draft, saves, kept, stop, reading, changedElsewhere, endedElsewhere }
}

describe('ACT-20 a draft is never lost', () => {
  test('every keystroke is kept, the newest when they come faster than they are kept', async () => {
    const { draft, saves, kept } = setUp()
    await draft.open('activity:new:all')
    draft.keep({ title: 'R' })
    draft.keep({ title: 'Re' })
    draft.keep({ title: 'Ret' })
    expect(kept()).toEqual([{ title: 'R' }])
    saves.shift()?.()
    await settle()
    expect(kept()).toEqual([{ title: 'R' }, { title: 'Ret' }])
  })

  test('a stored draft is found again', async () => {
    const { draft } = setUp(draftOf({ writer: 'gone', value: { title: 'Retour' } }))
    expect(await draft.open('activity:new:all')).toEqual({
      value: { title: 'Retour' },
      updatedAt: 1_764_000_000_000,
    })
  })

  test('a draft of another shape is not', async () => {
    const { draft } = setUp(draftOf({ writer: 'gone', value: 7 }))
    expect(await draft.open('activity:new:all')).toBeUndefined()
    expect(await setUp(draftOf('text')).draft.open('activity:new:all')).toBeUndefined()
  })
})

describe('ACT-20 two windows share a draft', () => {
  test('what the other one writes is taken over', async () => {
    const { draft, backend, changedElsewhere } = setUp()
    await draft.open('activity:new:all')
    draft.keep({ title: 'Ret' })
    backend.emit('drafts.watch', draftOf({ writer: 'other', value: { title: 'Retour' } }))
    expect(changedElsewhere).toHaveBeenCalledExactlyOnceWith({ title: 'Retour' })
  })

  test('an echo of one’s own, after every keystroke, is not even read', async () => {
    const { draft, backend, reading, changedElsewhere } = setUp()
    await draft.open('activity:new:all')
    draft.keep({ title: 'Ret' })
    backend.emit('drafts.watch', draftOf(backend.inputs('drafts.save')[0]?.payload))
    expect(changedElsewhere).not.toHaveBeenCalled()
    expect(reading).not.toHaveBeenCalled()
  })

  test('when the other one saves or discards, this one hears of it', async () => {
    const { draft, backend, endedElsewhere } = setUp()
    await draft.open('activity:new:all')
    backend.emit('drafts.watch', draftOf({ writer: 'other', value: { title: 'Retour' } }))
    backend.emit('drafts.watch', null)
    expect(endedElsewhere).toHaveBeenCalledOnce()
  })

  test('one’s own end is no news', async () => {
    const { draft, backend, endedElsewhere } = setUp(
      draftOf({ writer: 'x', value: { title: 'R' } }),
    )
    await draft.open('activity:new:all')
    draft.discard()
    backend.emit('drafts.watch', null)
    expect(endedElsewhere).not.toHaveBeenCalled()
    expect(backend.inputs('drafts.discard')).toEqual([{ key: 'activity:new:all' }])
  })
})
