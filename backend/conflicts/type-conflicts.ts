import { sql } from 'kysely'
import type { ConflictToReview } from '../../core/contract/conflicts.ts'
import { archivedTypeReviewId, sameNameReviewId } from '../../core/crdt/review.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import { sameNames } from '../../core/domain/activity-types/type-names.ts'
import { type ArchivedUse, archivedUses } from '../activity-types/archived-uses.ts'
import { storedTypes } from '../activity-types/stored-types.ts'
import type { Services } from '../app/services.ts'
import { factsOfRow } from '../permissions/record-rights.ts'
import { statements } from '../storage/statements.ts'
import { conflictRights } from './conflict-rights.ts'

/**
 * What is to be reviewed about types (TYP-06). The type lies in one document and its activities in
 * others: it is found when it is asked for, the same on every device that has both.
 *
 * @param maxListed the latest of the activities; more are only counted
 */
export function typeConflicts(
  services: Services,
  person: Person,
  maxListed: number,
): { open: ConflictToReview[]; total: number } {
  const uses = archivedUses(services)
  const names = nameConflicts(services)
  const listed = uses.sort((a, b) => b.archivedAt - a.archivedAt || b.at - a.at).slice(0, maxListed)
  return {
    open: [...names, ...listed.map((use) => useConflict(services, person, use))],
    total: names.length + uses.length,
  }
}

function useConflict(services: Services, person: Person, use: ArchivedUse): ConflictToReview {
  const { activityId, typeId, insteadId, by, at, archivedBy, archivedAt } = use
  const row = services.db.reader.first(
    statements
      .selectFrom('activity as a')
      .leftJoin('customer as c', 'c.id', 'a.customer_id')
      .where('a.id', '=', activityId)
      .select([
        'a.title',
        'a.start_at as startAt',
        'a.customer_id as customerId',
        sql<string>`coalesce(c.name, '')`.as('customerName'),
        ...(['a.created_by', 'a.assignee_id', 'a.created_at'] as const),
        ...(['a.report_count', 'a.verification', 'a.deleted_by'] as const),
      ]),
  )
  const { title = null, startAt = null, customerId = '', customerName = '' } = row ?? {}
  return {
    id: archivedTypeReviewId(activityId),
    kind: 'archivedType',
    root: 'activities',
    recordId: activityId,
    subject: { title, typeId, startAt, activityId: null, customerId, customerName },
    ...{ field: '', kept: typeId, keptBy: by, keptAt: at, keptName: null },
    ...{ lost: insteadId, lostBy: archivedBy, lostAt: archivedAt, lostName: null },
    may: conflictRights(services, person, 'archivedType', '', row && factsOfRow(row)),
  }
}

function nameConflicts(services: Services): ConflictToReview[] {
  const byId = new Map(storedTypes(services).map((stored) => [stored.type.id, stored]))
  return sameNames([...byId.values()].map(({ type }) => type)).map(({ first, second }) => {
    const [one, other] = [byId.get(first.id), byId.get(second.id)]
    return {
      id: sameNameReviewId(first.id, second.id),
      kind: 'sameName',
      root: 'activityTypes',
      recordId: second.id,
      subject: {
        ...{ title: null, typeId: second.id, startAt: null, activityId: null },
        ...{ customerId: '', customerName: '' },
      },
      ...{ field: '', keptName: null, lostName: null },
      ...{ kept: first.id, keptBy: one?.createdBy ?? '', keptAt: one?.createdAt ?? 0 },
      ...{ lost: second.id, lostBy: other?.createdBy ?? '', lostAt: other?.createdAt ?? 0 },
      // The settings' document decides who may merge or rename.
      may: { keep: null, replace: null },
    }
  })
}
