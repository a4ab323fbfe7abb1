import { AppError } from '../../core/contract/app-error.ts'
import { type Random, seededRandom } from '../../core/seeded-random.ts'
import type { Laptop } from './team.ts'

/** A record whose creation was acknowledged. */
export type Written = `${'customer' | 'activity' | 'note'} ${string}`

const firstStart = Date.UTC(2026, 10, 2, 8)
const cities = ['Lyon', 'Grenoble', 'Valence', 'Vienne', null]

/** The seed of a run is printed, and can be given as `SEED`. */
export function seedOfRun(name: string): number {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
  console.log(`${name}: seed ${seed}`)
  return seed
}

/** Random numbers of a run, from its seed. */
export const randomOfRun = (name: string): Random => seededRandom(seedOfRun(name))

/** How many rounds to run: `ROUNDS` where it is given. */
export const roundsOr = (usual: number): number => Number(process.env['ROUNDS'] ?? usual)

function anyId({ backend }: Laptop, table: 'customer' | 'activity' | 'note', random: Random) {
  const ids = backend.services.db.reader.raw
    .prepare(`select id from ${table} order by id`)
    .pluck()
    .all() as string[]
  return ids.length === 0 ? undefined : random.pick(ids)
}

/**
 * One change such as people make. Answers with the record it created, if any; a change that the
 * state of things does not allow is none.
 */
export async function writeSomething(laptop: Laptop, random: Random): Promise<Written | undefined> {
  try {
    return await attempt(laptop, random)
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('E-')) return undefined
    throw error
  }
}

async function attempt(laptop: Laptop, random: Random): Promise<Written | undefined> {
  const { client } = laptop
  const customerId = anyId(laptop, 'customer', random)
  const activityId = anyId(laptop, 'activity', random)
  const noteId = anyId(laptop, 'note', random)
  const name = `Client ${random.below(1_000_000)}`
  if (!customerId || random.chance(0.15)) {
    const { id } = await client.call('customers.create', { parentId: null, fields: { name } })
    return `customer ${id}`
  }
  if (!activityId || random.chance(0.3)) {
    const startAt = firstStart + random.below(400) * 1_800_000
    const { id } = await client.call('activities.create', {
      activity: { typeId: 'type-visit', customerId, startAt, endAt: startAt + 1_800_000 },
      description: [{ insert: `Visite de ${name}\n` }],
    })
    return `activity ${id}`
  }
  const deleted = random.chance(0.6)
  switch (random.below(7)) {
    case 0: {
      const body = [{ insert: `Vu ${name}\n` }]
      const { id } = await client.call('notes.create', { activityId, body })
      return `note ${id}`
    }
    case 1:
      await client.call('customers.update', {
        id: customerId,
        patch: { city: random.pick(cities), name },
      })
      break
    case 2:
      await client.call('activities.update', { id: activityId, patch: { title: name } })
      break
    case 3:
      await client.call('activities.update', { id: activityId, patch: { customerId } })
      break
    case 4:
      await client.call('activities.setDeleted', { id: activityId, deleted })
      break
    case 5:
      await client.call('customers.setDeleted', { id: customerId, deleted })
      break
    default:
      if (noteId) await client.call('notes.setDeleted', { id: noteId, deleted })
  }
  return undefined
}

/** Which of the records a laptop does not have. */
export function missingOf({ backend }: Laptop, written: readonly Written[]): Written[] {
  const { raw } = backend.services.db.reader
  const ids = (table: string) => raw.prepare(`select id from ${table}`).pluck().all() as string[]
  const known = new Set(
    ['customer', 'activity', 'note'].flatMap((table) => ids(table).map((id) => `${table} ${id}`)),
  )
  return written.filter((record) => !known.has(record))
}
