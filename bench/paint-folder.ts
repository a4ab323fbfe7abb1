import { v7 } from 'uuid'
import places from '../backend/demo/places.json' with { type: 'json' }
import { generateActivities } from '../backend/demo/generate-activities.ts'
import { generateCustomers } from '../backend/demo/generate-customers.ts'
import { seededRandom } from '../core/seeded-random.ts'
import { writeActivities, writeCustomers } from '../backend/demo/write-generated.ts'
import { connectByHand, keptFolder } from './data-folder.ts'
import { openClient } from './open-client.ts'

const tz = 'Europe/Paris'
const people = 10
/** Few enough that the list of customers shows them all without scrolling. */
const smallCustomers = 10
const activitiesOfSmall = 20
const daysAhead = 5

export interface PaintFolder {
  readonly dataDir: string
  /** Names of the customers in the list, which are unique. */
  readonly large: string
  readonly small: string
  /** As small; open before every click that is measured. */
  readonly resting: string
}

/**
 * A workspace with one customer of `activities` activities and ten of twenty each, through the bulk
 * path. Ten people visit the large one all day long, so its history has dense months of some 1,200
 * rows and goes back as many years as it takes.
 */
export async function paintFolder(activities: number): Promise<PaintFolder> {
  const dataDir = await keptFolder(`paint-${activities}`, (folder) => fill(folder, activities))
  const database = connectByHand(dataDir)
  const names = database
    .prepare(
      `select c.name from activity a join customer c on c.id = a.customer_id
       group by c.id order by count(*) desc, c.name`,
    )
    .pluck()
    .all() as string[]
  database.close()
  const [large, small, resting] = names
  if (!large || !small || !resting) throw new Error(`the folder has ${names.length} customers`)
  return { dataDir, large, small, resting }
}

async function fill(folder: string, activities: number): Promise<void> {
  console.error(`generating one customer of ${activities} activities, once`)
  const { backend, client } = await openClient(folder)
  const { services } = backend
  await client.call('workspace.create', {
    organisationName: 'Distribution Pièces Auto',
    firstName: 'Camille',
    lastName: 'Roche',
    tz,
    locale: 'fr',
  })
  const { userId } = services.local.workspace()!
  const userIds = [userId]
  for (let number = 2; number <= people; number++) {
    const { id } = await client.call('users.create', {
      firstName: 'Collègue',
      lastName: `${number}`,
    })
    userIds.push(id)
  }
  const random = seededRandom(1)
  const [large, ...small] = generateCustomers({
    ...places,
    random,
    newId: v7,
    count: 4 * smallCustomers,
    salespersonIds: userIds,
  })
    .filter(({ parentId }) => parentId === null)
    .take(1 + smallCustomers)
  const none = (): void => undefined
  await writeCustomers(services, [large!, ...small], userId, none)
  const visits = [
    { customerId: large!.id, userIds, count: activities },
    ...small.map(({ id }) => ({ customerId: id, userIds: [userId], count: activitiesOfSmall })),
  ]
  for (const { customerId, userIds: visitors, count } of visits) {
    const territories = new Map(visitors.map((id) => [id, [customerId]]))
    const now = services.now()
    const generated = [...generateActivities({ random, tz, now, territories, count, daysAhead })]
    await writeActivities(services, generated, (id) => id, tz, none)
  }
  await backend.close()
}
