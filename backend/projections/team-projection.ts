import { findRecord } from '../../core/crdt/record.ts'
import { readMemberships, teamRecord } from '../../core/crdt/records/team-record.ts'
import type { Connection } from '../storage/connection.ts'
import type { Projection } from './projection.ts'

/** Dated memberships as rows, for the team filter. */
export function teamProjection(writer: Connection): Projection {
  const remove = writer.prepared('delete from team_member where team_id = ?')
  const insert = writer.prepared(
    'insert into team_member (team_id, user_id, from_at, to_at) values (?, ?, ?, ?)',
  )
  return {
    root: teamRecord.root,
    tables: ['team_member'],
    project({ doc, ids, changes }) {
      for (const id of ids) {
        remove.run(id)
        const map = findRecord(doc, teamRecord, id)
        if (map)
          for (const [userId, { from, to }] of readMemberships(map))
            insert.run(id, userId, from, to)
        changes.add('team', id)
      }
    },
  }
}
