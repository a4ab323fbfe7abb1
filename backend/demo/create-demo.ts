import { settingsDocumentId, directoryDocumentId } from '../../core/crdt/document-id.ts'
import { createRecord } from '../../core/crdt/record.ts'
import { memberRecord } from '../../core/crdt/records/member-record.ts'
import { teamRecord, writeMembership } from '../../core/crdt/records/team-record.ts'
import type { JobControl } from '../../core/rpc/handlers.ts'
import type { Services } from '../app/services.ts'
import { createWorkspace } from '../handlers/workspace.ts'
import { discardWorkspace } from '../app/discard-workspace.ts'
import { generateActivities } from './generate-activities.ts'
import { generateCustomers } from './generate-customers.ts'
import { writeSales } from './generate-sales.ts'
import places from './places.json' with { type: 'json' }
import { seededRandom } from '../../core/seeded-random.ts'
import { writeActivities, writeCustomers } from './write-generated.ts'

const seed = 20261124
const customerCount = 60
const activityCount = 900
const daysAhead = 14

export interface DemoInput {
  readonly tz: string
  readonly locale: 'fr' | 'en'
}

interface DemoProgress {
  readonly done: number
  readonly total: number
}

/**
 * The demonstration workspace: shops and garages of real brands in real towns, about three months of
 * activities, two colleagues in a team. Cancelling leaves the folder as it was before.
 *
 * @throws AppError `E-WORKSPACE-EXISTS`, `CANCELLED`
 */
export async function createDemo(
  services: Services,
  { tz, locale }: DemoInput,
  { progress, signal }: JobControl<DemoProgress>,
): Promise<{ workspaceId: string; customers: number; activities: number }> {
  const random = seededRandom(seed)
  const { workspaceId, userId } = createWorkspace(
    services,
    { organisationName: 'Pièces Auto Rhône', firstName: 'Camille', lastName: 'Roche', tz, locale },
    true,
  )
  try {
    const people = [userId, ...addColleagues(services, userId)]
    const customers = [
      ...generateCustomers({
        random,
        newId: services.newId,
        ...places,
        count: customerCount,
        salespersonIds: people,
      }),
    ]
    const territories = new Map(
      people.map((id) => [
        id,
        customers.filter(({ fields }) => fields.salespersonIds?.[0] === id).map((each) => each.id),
      ]),
    )
    const activities = [
      ...generateActivities({
        random,
        tz,
        now: services.now(),
        territories,
        count: activityCount,
        daysAhead,
      }),
    ]
    const total = customers.length + activities.length
    await writeCustomers(services, customers, userId, (done) => progress({ done, total }), signal)
    writeSales(services, customers, { random: seededRandom(seed + 1), tz, userId })
    const parents = new Map(customers.map(({ id, parentId }) => [id, parentId]))
    await writeActivities(
      services,
      activities,
      (id) => parents.get(id) ?? id,
      tz,
      (done) => progress({ done: customers.length + done, total }),
      signal,
    )
    return { workspaceId, customers: customers.length, activities: activities.length }
  } catch (error) {
    discardWorkspace(services)
    throw error
  }
}

/** Two invented colleagues, and a team of all three. */
function addColleagues(services: Services, userId: string): string[] {
  const at = services.now()
  const author = { userId, deviceId: services.local.deviceId(), at }
  const meta = { createdAt: at, createdBy: userId, updatedAt: at, updatedBy: userId }
  const colleagues = [
    { firstName: 'Karim', lastName: 'Benali', color: '#1D4ED8', roles: ['rep'] },
    { firstName: 'Élodie', lastName: 'Faure', color: '#B45309', roles: ['account_manager'] },
  ].map((person) => ({ id: services.newId(), ...person }))
  services.documents.write(author, (edit) => {
    edit.document(directoryDocumentId, (doc) => {
      for (const { id, ...person } of colleagues)
        createRecord(doc, memberRecord, id, {
          ...person,
          email: null,
          tz: 'Europe/Paris',
          locale: 'fr',
          active: true,
          ...meta,
        })
    })
    edit.document(settingsDocumentId, (doc) => {
      const team = createRecord(doc, teamRecord, services.newId(), { name: 'Sud-Est', ...meta })
      for (const id of [userId, ...colleagues.map((person) => person.id)])
        writeMembership(team, id, { from: at, to: null })
    })
  })
  return colleagues.map(({ id }) => id)
}
