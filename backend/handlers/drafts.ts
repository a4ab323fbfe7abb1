import type { Draft, draftsContract } from '../../core/contract/drafts.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { ChangeSet } from '../app/change-feed.ts'
import type { RequestContext } from '../app/request-context.ts'
import type { Services } from '../app/services.ts'
import { statements } from '../storage/statements.ts'

export function draftsHandlers({
  db: { writer },
  feed,
  live,
  now,
}: Services): Handlers<typeof draftsContract, RequestContext> {
  const find = (key: string): Draft | null => {
    const row = writer.first(statements.selectFrom('draft').selectAll().where('key', '=', key))
    return row ? fromRow(row) : null
  }
  const announce = (key: string): void => {
    const changes = new ChangeSet()
    changes.add('draft', key)
    feed.changed(changes)
  }
  return {
    'drafts.watch': ({ key }, emit) =>
      live.subscribe(
        {
          key: `drafts.watch ${key}`,
          tables: ['draft'],
          run: () => find(key),
          concerns: (changes) =>
            changes.ids('draft').includes(key) || changes.ids('draft') === 'all',
        },
        emit,
      ),
    'drafts.list': ({ prefix }) =>
      writer
        .all(
          statements
            .selectFrom('draft')
            .selectAll()
            .where('key', '>=', prefix)
            .where('key', '<', `${prefix}\u{10FFFF}`)
            .orderBy('updated_at', 'desc'),
        )
        .map(fromRow),
    'drafts.save': ({ key, payload }) => {
      const before = statements.selectFrom('draft').select('revision').where('key', '=', key)
      const revision = (writer.first(before)?.revision ?? 0) + 1
      const values = { payload: JSON.stringify(payload ?? null), updated_at: now(), revision }
      writer.run(
        statements
          .insertInto('draft')
          .values({ key, ...values })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(values)),
      )
      announce(key)
      return { revision }
    },
    'drafts.discard': ({ key }) => {
      writer.run(statements.deleteFrom('draft').where('key', '=', key))
      announce(key)
      return {}
    },
  }
}

function fromRow(row: {
  key: string
  payload: string
  updated_at: number
  revision: number
}): Draft {
  return {
    key: row.key,
    payload: JSON.parse(row.payload) as unknown,
    updatedAt: row.updated_at,
    revision: row.revision,
  }
}
