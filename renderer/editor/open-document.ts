import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type * as Y from 'yjs'
import { useBackend, type BackendClient } from '../data/use-backend.ts'
import { schedule } from '../platform/schedule.ts'
import { DocumentReplica, type ReplicaState } from './document-replica.ts'

export interface OpenDocument {
  readonly doc: Y.Doc
  readonly state: Readonly<ShallowRef<ReplicaState>>
  flush(): Promise<void>
  /** Tries again; what the backend refused for good is thrown away, and the document read anew. */
  retry(): void
  /** The editor no longer needs it; what it wrote is still sent. */
  release(): void
}

interface Entry {
  readonly replica: ShallowRef<DocumentReplica>
  readonly state: ShallowRef<ReplicaState>
  /** Puts a new replica in the place of one that is void. */
  renew(this: void): void
  users: number
}

/** One replica of a document per window, shared by the editors on it. */
const opened = new WeakMap<BackendClient, Map<string, Entry>>()

/** Opens a document of the backend for an editor; `release` it once. */
function openDocument(backend: BackendClient, documentId: string): OpenDocument {
  const entries = entriesOf(backend)
  const entry = entries.get(documentId) ?? create(backend, documentId)
  entries.set(documentId, entry)
  entry.users += 1
  let isReleased = false

  return {
    get doc() {
      return entry.replica.value.doc
    },
    state: entry.state,
    flush: () => entry.replica.value.flush(),
    retry() {
      const { replica, renew } = entry
      if (replica.value.isVoid) renew()
      else replica.value.retry()
    },
    release() {
      if (isReleased) return
      isReleased = true
      entry.users -= 1
      void entry.replica.value.flush().then(() => closeWhenSaved(entries, documentId))
    },
  }
}

/** The document of a component, opened anew when the id changes and released with the component. */
export function useDocument(documentId: () => string): Readonly<ShallowRef<OpenDocument>> {
  const backend = useBackend()
  const document = shallowRef(openDocument(backend, documentId()))
  watch(documentId, (id) => {
    const before = document.value
    document.value = openDocument(backend, id)
    before.release()
  })
  onScopeDispose(() => document.value.release())
  return document
}

function create(backend: BackendClient, documentId: string): Entry {
  const state = shallowRef<ReplicaState>({ isLoaded: false, saving: 'saved', error: undefined })
  const open = (): DocumentReplica =>
    new DocumentReplica({
      documentId,
      backend,
      schedule,
      onState: (next) => {
        state.value = next
        if (next.saving === 'saved') closeWhenSaved(entriesOf(backend), documentId)
      },
    })
  const replica = shallowRef(open())
  const renew = (): void => {
    replica.value.destroy()
    replica.value = open()
  }
  return { replica, renew, state, users: 0 }
}

/** What could not be saved yet stays open and goes on trying, unless that is in vain. */
function closeWhenSaved(entries: Map<string, Entry>, documentId: string): void {
  const entry = entries.get(documentId)
  if (!entry || entry.users > 0) return
  if (entry.state.value.saving !== 'saved' && !entry.replica.value.isVoid) return
  entries.delete(documentId)
  entry.replica.value.destroy()
}

function entriesOf(backend: BackendClient): Map<string, Entry> {
  const existing = opened.get(backend)
  if (existing) return existing
  const entries = new Map<string, Entry>()
  opened.set(backend, entries)
  // The last quarter of a second of typing, when the window goes.
  const flushAll = (): void => {
    for (const { replica } of entries.values()) void replica.value.flush()
  }
  window.addEventListener('beforeunload', flushAll)
  window.addEventListener('pagehide', flushAll)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flushAll()
  })
  return entries
}
