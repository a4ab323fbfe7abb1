/** A row of the activities' search index: what it says, or `null` when it is only taken out. */
interface PendingActivityText {
  readonly replaces: boolean
  readonly columns:
    readonly [scope: string, title: string, description: string, notes: string] | null
}

/**
 * Rows of the search indexes that one transaction changes, held back until its end. FTS5 closes a
 * segment whenever a row number is not above the last one, so a thousand rows in any order would be
 * a thousand segments to merge; in order they are one.
 */
export class PendingTexts {
  readonly activities = new Map<number, PendingActivityText>()
  /** Ids of customers whose row is made anew from the read tables. */
  readonly customers = new Set<string>()

  putActivity(rid: number, columns: PendingActivityText['columns'], replaces: boolean): void {
    this.activities.set(rid, {
      columns,
      replaces: replaces || this.activities.get(rid)?.replaces === true,
    })
  }

  removeActivity(rid: number): void {
    this.activities.set(rid, { columns: null, replaces: true })
  }
}
