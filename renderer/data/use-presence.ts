import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import type { Present, TextCursor } from '../../core/contract/presence.ts'
import { DocumentPresence } from './document-presence.ts'
import { useBackend, type BackendClient } from './use-backend.ts'

interface Entry {
  readonly presence: DocumentPresence
  users: number
}

/** One presence in a document per window, shared by the components that show parts of it. */
const opened = new WeakMap<BackendClient, Map<string, Entry>>()

interface PresenceHere {
  /** All other pages that have the document open, of whomever. */
  readonly others: ComputedRef<readonly Present[]>
  /** The caret of this component; `undefined` when it is not there. */
  showCursor(this: void, cursor: TextCursor | undefined): void
}

/**
 * This page in the room of a document, for as long as the component lives.
 *
 * @param documentId `undefined` for none yet
 * @param activityId what the component shows, where it shows one
 */
export function usePresence(
  documentId: () => string | undefined,
  activityId: () => string | undefined = () => undefined,
): PresenceHere {
  const backend = useBackend()
  const owner = {}
  const current = shallowRef<DocumentPresence>()
  let leave = (): void => undefined

  watch(
    documentId,
    (id) => {
      leave()
      const entry = id === undefined ? undefined : enter(backend, id)
      current.value = entry?.presence
      leave = () => id !== undefined && entry && release(backend, id, entry, owner)
    },
    { immediate: true },
  )
  watch([current, activityId], ([presence, id]) => presence?.showActivity(owner, id), {
    immediate: true,
  })
  onScopeDispose(() => leave())

  return {
    others: computed(() => current.value?.others.value ?? []),
    showCursor: (cursor) => current.value?.showCursor(owner, cursor),
  }
}

function enter(backend: BackendClient, documentId: string): Entry {
  const entries = opened.get(backend) ?? new Map<string, Entry>()
  opened.set(backend, entries)
  const entry = entries.get(documentId) ?? {
    presence: new DocumentPresence(backend, documentId),
    users: 0,
  }
  entries.set(documentId, entry)
  entry.users += 1
  return entry
}

function release(backend: BackendClient, documentId: string, entry: Entry, owner: object): void {
  entry.presence.showActivity(owner, undefined)
  entry.presence.showCursor(owner, undefined)
  entry.users -= 1
  if (entry.users > 0) return
  opened.get(backend)?.delete(documentId)
  entry.presence.destroy()
}
