import type * as Y from 'yjs'
import type { ChangeSet } from '../app/change-feed.ts'
import type { PendingTexts } from './pending-texts.ts'

/** One document's touched records of one root map. */
export interface Projected {
  readonly documentId: string
  readonly doc: Y.Doc
  readonly ids: ReadonlySet<string>
  /** Touched ids of the other root maps of the same document. */
  readonly touched: ReadonlyMap<string, ReadonlySet<string>>
  readonly changes: ChangeSet
  readonly texts: PendingTexts
}

/** Writes the read tables of one root map. It coerces and never throws on a record's content. */
export interface Projection {
  readonly root: string
  project(projected: Projected): void
  /** Tables to empty before a rebuild. */
  readonly tables: readonly string[]
}
