import type { ChangedTable } from '../app/change-feed.ts'
import type { Projection } from './projection.ts'

/** For small root maps that are read from their document: nothing to write, only to announce. */
export function noticeProjection(root: string, table: ChangedTable): Projection {
  return {
    root,
    tables: [],
    project: ({ ids, changes }) => {
      for (const id of ids) changes.add(table, id)
    },
  }
}
