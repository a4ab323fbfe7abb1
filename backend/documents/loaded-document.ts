import * as Y from 'yjs'
import {
  attemptsRoot,
  chainHeadsRoot,
  deviceKeysRoot,
  positionsRoot,
} from '../../core/crdt/verification-evidence.ts'
import { conversationRecord } from '../../core/crdt/records/conversation-record.ts'
import { seenNotesRoot, subscriptionsRoot } from '../../core/crdt/attention.ts'
import { salesRoot } from '../../core/crdt/customer-sales.ts'
import { summaryFeedbackRoot } from '../../core/crdt/summary-feedback.ts'
import { type DocumentKind, documentKind } from '../../core/crdt/document-id.ts'

export const formRoots = ['form', 'sections', 'fields', 'options', 'versions'] as const

/** Root maps of each kind of document; anything else in a document is kept, and not projected. */
export const rootsOf: Readonly<Record<DocumentKind, readonly string[]>> = {
  settings: ['organisation', 'builtinTypes', 'activityTypes', 'teams'],
  directory: ['members'],
  form: formRoots,
  customer: [
    ...['customers', 'contacts', 'tasks', 'attachments', 'conflicts'],
    salesRoot,
    summaryFeedbackRoot,
  ],
  activities: ['attachments', 'notes', 'reports', attemptsRoot, 'activities', 'conflicts'],
  user: ['preferences', 'savedViews', subscriptionsRoot, seenNotesRoot, conversationRecord.root],
  positions: [positionsRoot],
  evidence: [deviceKeysRoot, chainHeadsRoot],
}

/** Ids of changed records (or keys of a flat map) by root map. */
export type Touched = ReadonlyMap<string, ReadonlySet<string>>

/** Marks updates read from the log: they are neither appended again nor projected. */
export const loadOrigin = Symbol('load')

export interface LoadedDocument {
  readonly id: string
  readonly kind: DocumentKind
  readonly doc: Y.Doc
  /** What `read` makes of the document, kept until it changes; do not change what you get. */
  view<T>(read: (doc: Y.Doc) => T): T
  /** What changed since the last call. */
  takeTouched(): Touched
  /** Updates made since the last call. */
  takeUpdates(): Uint8Array[]
  /** Number of records in all root maps. */
  recordCount(): number
}

/**
 * A document in memory, restored from its updates in one transaction. The clientID is fresh for
 * every load: a stored one would fork silently when a data folder is cloned.
 */
export function loadDocument(id: string, updates: readonly Uint8Array[]): LoadedDocument {
  const kind = documentKind(id)
  if (!kind) throw new Error(`not a document id: ${id}`)
  const doc = new Y.Doc({ guid: id })
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update, loadOrigin)
  }, loadOrigin)

  let touched = new Map<string, Set<string>>()
  let made: Uint8Array[] = []
  for (const root of rootsOf[kind])
    doc.getMap(root).observeDeep((events) => {
      const ids = touched.get(root) ?? new Set()
      touched.set(root, ids)
      for (const event of events) {
        const [record] = event.path
        if (record !== undefined) ids.add(String(record))
        else for (const key of event.changes.keys.keys()) ids.add(key)
      }
    })
  const views = new Map<(doc: Y.Doc) => unknown, unknown>()
  doc.on('update', (update: Uint8Array) => {
    made.push(update)
    views.clear()
  })

  return {
    id,
    kind,
    doc,
    view<T>(read: (of: Y.Doc) => T) {
      if (!views.has(read)) views.set(read, read(doc))
      return views.get(read) as T
    },
    takeTouched() {
      const taken = touched
      touched = new Map()
      return taken
    },
    takeUpdates() {
      const taken = made
      made = []
      return taken
    },
    recordCount: () => rootsOf[kind].reduce((count, root) => count + doc.getMap(root).size, 0),
  }
}

/** Every record of every root map, as if all had just been written. */
export function everythingTouched({ kind, doc }: LoadedDocument): Touched {
  return new Map(rootsOf[kind].map((root) => [root, new Set(doc.getMap(root).keys())]))
}

/** What either of two touches. */
export function union(one: Touched, other: Touched): Touched {
  const roots = new Set([...one.keys(), ...other.keys()])
  return new Map(
    [...roots].map((root) => [
      root,
      new Set([...(one.get(root) ?? []), ...(other.get(root) ?? [])]),
    ]),
  )
}
