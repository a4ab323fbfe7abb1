import { activityOfReportDraft } from '../../core/contract/drafts.ts'
import type { timelineContract, TimelineFilter } from '../../core/contract/timeline.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { ChangeSet } from '../app/change-feed.ts'
import type { RequestContext } from '../app/request-context.ts'
import type { Services } from '../app/services.ts'
import { actingPerson } from '../permissions/acting-person.ts'
import { everyRowTables, rowTables } from '../timeline/row-tables.ts'
import { timelinePage, timelineRowsOf } from '../timeline/timeline-page.ts'
import { type TimelineScope, timelineScope } from '../timeline/timeline-scope.ts'
import { timelineSummary } from '../timeline/timeline-summary.ts'

export function timelineHandlers(
  services: Services,
): Handlers<typeof timelineContract, RequestContext> {
  const { db, feed } = services
  const scopeOf = (filter: TimelineFilter, context: RequestContext): TimelineScope =>
    timelineScope(services, filter, actingPerson(services, context))
  return {
    'timeline.page': ({ filter, ...page }, context) =>
      timelinePage(db.reader, scopeOf(filter, context), page),
    'timeline.rows': ({ filter, ids }, context) =>
      timelineRowsOf(db.reader, scopeOf(filter, context), ids),
    'timeline.summary': ({ filter }, context) =>
      timelineSummary(services, scopeOf(filter, context)),
    'timeline.changes': (_input, emit) =>
      feed.subscribe((changes) => {
        const ids = new Set<string>()
        let all = everyRowTables.some((table) => changes.has(table))
        for (const table of rowTables) {
          const changed = changes.ids(table)
          if (changed === 'all') all = true
          else for (const id of changed) ids.add(id)
        }
        for (const key of draftKeys(changes)) {
          const activityId = activityOfReportDraft(key)
          if (activityId !== undefined) ids.add(activityId)
        }
        if (all) emit({ ids: [], all: true })
        else if (ids.size > 0) emit({ ids: [...ids], all: false })
      }),
  }
}

/** Drafts are announced one by one. */
function draftKeys(changes: ChangeSet): readonly string[] {
  const keys = changes.ids('draft')
  return keys === 'all' ? [] : keys
}
