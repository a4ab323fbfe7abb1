import type { Database } from 'better-sqlite3'
import type { Cursor } from '../core/contract/customers.ts'
import { shownColumns, withNames } from './timeline-by-hand.ts'

interface HandSearch {
  /** Words without accents. */
  readonly text: string
  /** Word of the index that stands for a customer, or `null` for all. */
  readonly scope: string | null
  readonly now: number
  readonly limit: number
}

/** The history that matches a text, newest first. */
export function searchByHand(database: Database, { text, scope, now, limit }: HandSearch) {
  const words = text.split(' ')
  const expression = (found: string[]): string =>
    `{title description notes} : (${found.join(' AND ')})${scope ? ` AND scope : "${scope}"` : ''}`
  const prefixes = expression(words.map((word) => `"${word}"*`))
  const spelt = expression(words.map((word) => spellOut(database, word)))
  const statement = database.prepare(`select ${shownColumns}
    from activity_text t cross join activity a on a.rid = t.rowid ${withNames}
    where t.activity_text match @match and t.rowid < @before
      and a.deleted_at is null and a.awaiting = 0 and a.start_at <= @now
    order by t.rowid desc limit @limit`)
  const last = 2n ** 62n
  const run = (match: string, cursor: Cursor | null): { id: string }[] =>
    statement.all({
      match,
      before: cursor ? BigInt(cursor[0]!) : last,
      now,
      limit,
    }) as { id: string }[]

  return {
    words: (cursor: Cursor | null) => run(spelt, cursor),
    prefix: (cursor: Cursor | null) => run(prefixes, cursor),
    /** The row number below which a tenth of all activities lies. */
    deepCursor(): Cursor {
      const count = database.prepare('select count(*) from activity').pluck().get() as number
      return [
        database
          .prepare('select rid from activity order by rid limit 1 offset ?')
          .pluck()
          .get(Math.floor(count / 10)) as number,
      ]
    },
  }
}

/** The words of the index that begin so; short beginnings have an index of their own. */
function spellOut(database: Database, beginning: string): string {
  if (beginning.length <= 3) return `"${beginning}"*`
  const words = database
    .prepare('select distinct term from activity_word where term >= ? and term < ?')
    .pluck()
    .all(beginning, `${beginning}\u{10ffff}`) as string[]
  return `(${words.map((word) => `"${word}"`).join(' OR ')})`
}
