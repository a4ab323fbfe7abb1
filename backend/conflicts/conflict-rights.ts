import type { ConflictChoice, ConflictKind } from '../../core/contract/conflicts.ts'
import type { ConflictRights } from '../../core/contract/permissions.ts'
import type {
  ActivityAction,
  ActivityFacts,
} from '../../core/domain/permissions/activity-permission.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import type { Services } from '../app/services.ts'
import { activityRight } from '../permissions/record-rights.ts'

const timesFields: ReadonlySet<string> = new Set(['startAt', 'endAt'])

/**
 * What deciding a conflict about an activity does to it. To leave a value as it stands is a decision
 * about it too: nobody else is asked any more.
 */
export function actionOfChoice(
  kind: ConflictKind,
  field: string,
  choice: ConflictChoice,
): Exclude<ActivityAction, 'create'> {
  if (kind === 'deletedAndEdited') return choice === 'replace' ? 'delete' : 'edit'
  return kind === 'timesCrossed' || timesFields.has(field) ? 'editTimes' : 'edit'
}

/** Which decisions are a person's to take; `undefined` facts are those of another kind of record. */
export function conflictRights(
  services: Services,
  person: Person,
  kind: ConflictKind,
  field: string,
  facts: ActivityFacts | undefined,
): ConflictRights {
  if (!facts) return { keep: null, replace: null }
  const right = (choice: ConflictChoice) =>
    activityRight(services, person, actionOfChoice(kind, field, choice), facts)
  return { keep: right('keep'), replace: right('replace') }
}
