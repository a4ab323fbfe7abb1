import * as Y from 'yjs'
import { settingsDocumentId } from '../../core/crdt/document-id.ts'
import { readRecord } from '../../core/crdt/record.ts'
import { readMemberships, teamRecord } from '../../core/crdt/records/team-record.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import type { RequestContext } from '../app/request-context.ts'
import { actingUser, type Services } from '../app/services.ts'

/** Tables whose changes give or take rights: a role, which the server tells too, or a team. */
export const rightsTables = ['member', 'team'] as const

const nobody: Person = { userId: '', roles: [], team: new Set(), isAlone: true }

/**
 * Whose rights count for a request. Of the person of this device the server tells the roles; the
 * directory may be older. While the workspace is not shared, its person is alone in it; without a
 * workspace, such as in a stream that outlives it, there is nothing to have rights to.
 *
 * @throws AppError `E-NOT-FOUND` for an unknown `as`
 */
export function actingPerson(services: Services, context: RequestContext): Person {
  if (!services.local.workspace()) return nobody
  const { id, roles } = actingUser(services, context)
  const shared = services.session.shared()
  const teams = services.documents.view(settingsDocumentId, readTeams)
  return {
    userId: id,
    roles: shared?.userId === id ? shared.roles : roles,
    team: new Set(teams.filter((members) => members.includes(id)).flat()),
    isAlone: shared === undefined,
  }
}

/** Who is in each team now; archived teams are none any more. */
function readTeams(doc: Y.Doc): string[][] {
  return [...doc.getMap(teamRecord.root).values()].flatMap((map) => {
    if (!(map instanceof Y.Map) || readRecord(teamRecord, map).archivedAt !== null) return []
    const members = [...readMemberships(map)].filter(([, { to }]) => to === null)
    return [members.map(([userId]) => userId)]
  })
}
