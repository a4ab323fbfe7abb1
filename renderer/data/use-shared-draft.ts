import { onScopeDispose } from 'vue'
import { useBackend } from './use-backend.ts'

interface DraftReader<T> {
  /** What a payload says, or `undefined` when it does not fit this form. */
  read(this: void, payload: unknown): T | undefined
  /** Another window of the app changed the form. */
  changedElsewhere(this: void, value: T): void
  /** Another window saved the form or threw it away. */
  endedElsewhere(this: void): void
}

interface FoundDraft<T> {
  readonly value: T
  /** UTC ms. */
  readonly updatedAt: number
}

interface SharedDraft<T> {
  /** Starts to share the form under `key`; resolves to the draft that is already there. */
  open(key: string): Promise<FoundDraft<T> | undefined>
  /** Keeps the form as it is now; the newest wins when several come faster than they are kept. */
  keep(value: T): void
  /** The form is done with: saved, or thrown away. */
  discard(): void
}

/**
 * A form that outlives the window: kept on this device at every keystroke, found again after a crash,
 * and the same in all windows that show it (ACT-20).
 */
export function useSharedDraft<T>({
  read,
  changedElsewhere,
  endedElsewhere,
}: DraftReader<T>): SharedDraft<T> {
  const backend = useBackend()
  /** Tells this window's own writes from those of another. */
  const writer = crypto.randomUUID()
  let key: string | undefined
  let unsubscribe = (): void => undefined
  let exists = false
  let waiting: { key: string; value: T } | undefined
  let isWriting = false

  function open(forKey: string): Promise<FoundDraft<T> | undefined> {
    unsubscribe()
    key = forKey
    exists = false
    return new Promise((resolve) => {
      let isFirst = true
      unsubscribe = backend.subscribe(
        'drafts.watch',
        { key: forKey },
        (draft) => {
          const stored = draft ? unwrap(draft.payload) : undefined
          if (isFirst) {
            isFirst = false
            exists = draft !== null
            const value = stored && read(stored.value)
            resolve(value && draft ? { value, updatedAt: draft.updatedAt } : undefined)
          } else if (!draft) {
            if (exists) endedElsewhere()
            exists = false
          } else {
            exists = true
            // An echo comes after every keystroke: it is not read.
            const value = stored && stored.writer !== writer ? read(stored.value) : undefined
            if (value) changedElsewhere(value)
          }
        },
        // Without drafts the form still works; saving it tells what is wrong.
        () => resolve(undefined),
      )
    })
  }

  function keep(value: T): void {
    if (key === undefined) return
    waiting = { key, value }
    if (!isWriting) void write()
  }
  async function write(): Promise<void> {
    isWriting = true
    while (waiting) {
      const { key: forKey, value } = waiting
      waiting = undefined
      try {
        await backend.call('drafts.save', { key: forKey, payload: { writer, value } })
      } catch {
        // The next keystroke tries again.
      }
    }
    isWriting = false
  }

  function discard(): void {
    waiting = undefined
    unsubscribe()
    if (key !== undefined) void backend.call('drafts.discard', { key }).catch(() => undefined)
    key = undefined
  }

  onScopeDispose(() => unsubscribe())
  return { open, keep, discard }
}

function unwrap(payload: unknown): { writer: unknown; value: unknown } | undefined {
  if (typeof payload !== 'object' || payload === null || !('value' in payload)) return undefined
  return { writer: 'writer' in payload ? payload.writer : undefined, value: payload.value }
}
