import { expect, test } from 'vitest'
import type { ActivityType } from '../../core/contract/activity-types.ts'
import type { ConflictToReview } from '../../core/contract/conflicts.ts'
import type { SyncState } from '../../core/contract/sync-state.ts'
import type { Role } from '../../core/contract/users.ts'
import {
  addCustomer,
  firstAnswer,
  foundingLaptop,
  joiningLaptop,
  type Laptop,
  startServer,
  type TeamServer,
  userOf,
} from './team.ts'
import { conflicts, part, together, until, untilConflicts } from './two-laptops.ts'

interface Team {
  readonly server: TeamServer
  readonly camille: Laptop
  readonly paul: Laptop
  readonly customerId: string
  /** A type that both have, on one activity of Camille's. */
  readonly typeId: string
}

const hour = 3_600_000
const startAt = Math.floor(Date.now() / hour) * hour - 24 * hour
const look = { icon: 'i-lucide-presentation', color: '#4338CA' }

async function team(role: Role = 'admin', activities = 1): Promise<Team> {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const customerId = await addCustomer(camille, 'Norauto')
  const typeId = await createType(camille, 'Démonstration')
  for (let count = 0; count < activities; count++)
    await createActivity(camille, customerId, typeId, 'Au salon')
  const paul = await joiningLaptop(server, camille, 'paul@example.com', role)
  await until(paul, async () => (await typeOf(paul, typeId)) !== undefined)
  return { server, camille, paul, customerId, typeId }
}

async function createType({ client }: Laptop, fr: string): Promise<string> {
  const { id } = await client.call('activityTypes.create', { name: { fr }, ...look })
  return id
}

async function createActivity(
  { client }: Laptop,
  customerId: string,
  typeId: string,
  title: string,
): Promise<string> {
  const { id } = await client.call('activities.create', {
    activity: { typeId, customerId, title, startAt, endAt: startAt + hour },
  })
  return id
}

const typeOf = async (laptop: Laptop, id: string): Promise<ActivityType | undefined> =>
  (await firstAnswer(laptop, 'activityTypes.watch', {})).find((type) => type.id === id)
const typeIdOf = async (laptop: Laptop, id: string): Promise<string | undefined> =>
  (await firstAnswer(laptop, 'activities.watch', { id }))?.typeId
const usage = async ({ client }: Laptop, id: string): Promise<number> =>
  (await client.call('activityTypes.usage', { id })).count
const stateOf = async (laptop: Laptop, id: string): Promise<SyncState | null | undefined> =>
  (await firstAnswer(laptop, 'activities.watch', { id }))?.syncState

/** Resolves when both have so many questions; they are the same then. */
async function bothSee({ camille, paul }: Team, count: number): Promise<ConflictToReview[]> {
  for (const laptop of [camille, paul]) await untilConflicts(laptop, count)
  const seen = await conflicts(camille)
  expect(await conflicts(paul)).toEqual(seen)
  return seen
}

test.each([
  ['first', true],
  ['last', false],
])(
  'TYP-06 a type archived by one while the other, offline, uses it (archived %s): accepted, and reviewed once for all',
  async (_, isArchivedFirst) => {
    const both = await team('rep')
    const { camille, paul, customerId, typeId } = both
    await part(both)
    const archive = () =>
      camille.client.call('activityTypes.update', { id: typeId, patch: { archived: true } })
    if (isArchivedFirst) await archive()
    const activityId = await createActivity(paul, customerId, typeId, 'Essai')
    if (!isArchivedFirst) await archive()
    await together(both)

    const [seen] = await bothSee(both, 1)
    expect(seen).toMatchObject({
      kind: 'archivedType',
      recordId: activityId,
      subject: { title: 'Essai', typeId, customerName: 'Norauto' },
      kept: typeId,
      keptBy: userOf(paul),
      lost: null,
      lostBy: userOf(camille),
    })
    for (const laptop of [camille, paul]) {
      expect(await typeIdOf(laptop, activityId)).toBe(typeId)
      expect((await typeOf(laptop, typeId))?.archivedAt).not.toBeNull()
    }
    await paul.client.run('maintenance.rebuild', {})
    await bothSee(both, 1)

    const { id } = seen!
    const { before } = await paul.client.call('conflicts.resolve', { id, choice: 'keep' })
    await bothSee(both, 0)
    await paul.client.call('conflicts.reopen', { id, before })
    await bothSee(both, 1)
    const changed = await camille.client.call('conflicts.resolve', {
      id,
      choice: 'replace',
      value: 'type-meeting',
    })
    await bothSee(both, 0)
    await until(paul, async () => (await typeIdOf(paul, activityId)) === 'type-meeting')
    await camille.client.call('conflicts.reopen', { id, before: changed.before })
    await bothSee(both, 1)
  },
)

test('TYP-06 a type given to an old activity offline is a question too', async () => {
  const both = await team('rep')
  const { camille, paul, customerId, typeId } = both
  const activityId = await createActivity(paul, customerId, 'type-visit', 'Visite')
  await until(camille, async () => (await typeIdOf(camille, activityId)) !== undefined)
  await part(both)
  await camille.client.call('activityTypes.update', { id: typeId, patch: { archived: true } })
  await paul.client.call('activities.update', { id: activityId, patch: { typeId } })
  await together(both)
  const [question] = await bothSee(both, 1)
  expect(question).toMatchObject({ kind: 'archivedType', recordId: activityId })
  for (const laptop of [camille, paul]) expect(await stateOf(laptop, activityId)).toBe('review')
  await paul.client.call('conflicts.resolve', { id: question!.id, choice: 'keep' })
  await bothSee(both, 0)
  await until(paul, async () => (await stateOf(paul, activityId)) === 'shared')
})

test('TYP-06 a type deleted by one while the other edits it stays, archived', async () => {
  const both = await team('admin', 0)
  const { camille, paul, typeId } = both
  await part(both)
  await camille.client.call('activityTypes.setDeleted', { id: typeId, deleted: true })
  expect(await typeOf(camille, typeId)).toBeUndefined()
  await paul.client.call('activityTypes.update', { id: typeId, patch: { name: { fr: 'Essai' } } })
  await together(both)
  for (const laptop of [camille, paul])
    await until(laptop, async () => {
      const type = await typeOf(laptop, typeId)
      return type?.name.fr === 'Essai' && type.archivedAt !== null
    })
})

test('TYP-06 a type deleted by one while the other uses it stays, archived, and its activity is reviewed', async () => {
  const both = await team('rep', 0)
  const { camille, paul, customerId, typeId } = both
  await part(both)
  await camille.client.call('activityTypes.setDeleted', { id: typeId, deleted: true })
  const activityId = await createActivity(paul, customerId, typeId, 'Essai')
  await together(both)
  const [seen] = await bothSee(both, 1)
  expect(seen).toMatchObject({ kind: 'archivedType', recordId: activityId, kept: typeId })
  const types = await Promise.all([camille, paul].map((laptop) => typeOf(laptop, typeId)))
  expect(types[0]).toMatchObject({ name: { fr: 'Démonstration' }, archivedAt: seen!.lostAt })
  expect(types[1]).toEqual(types[0])

  // With its last activity gone it is what whoever deleted it wanted.
  await camille.client.call('conflicts.resolve', {
    id: seen!.id,
    choice: 'replace',
    value: 'type-visit',
  })
  for (const laptop of [camille, paul])
    await until(laptop, async () => (await typeOf(laptop, typeId)) === undefined)
})

test('TYP-06 one name given by two offline: both stay, are found on both, and are merged and taken apart again', async () => {
  const both = await team()
  const { camille, paul, customerId } = both
  await part(both)
  const older = await createType(camille, 'Revue trimestrielle')
  const younger = await createType(paul, 'revue TRIMESTRIELLE')
  const activityId = await createActivity(paul, customerId, younger, 'Bilan')
  await together(both)
  expect(older < younger).toBe(true)
  expect(await bothSee(both, 1)).toMatchObject([
    {
      kind: 'sameName',
      root: 'activityTypes',
      recordId: younger,
      ...{ kept: older, keptBy: userOf(camille), lost: younger, lostBy: userOf(paul) },
    },
  ])

  await until(camille, async () => (await typeIdOf(camille, activityId)) === younger)
  const { changed, cancelled, ...replacement } = await camille.client.run('activityTypes.replace', {
    id: younger,
    by: older,
  })
  expect({ changed, cancelled }).toEqual({ changed: 1, cancelled: false })
  await bothSee(both, 0)
  await until(paul, async () => (await typeIdOf(paul, activityId)) === older)
  expect(await typeOf(paul, younger)).toMatchObject({ replacedBy: older })

  await camille.client.run('activityTypes.undoReplace', replacement)
  await bothSee(both, 1)
  await until(paul, async () => (await typeIdOf(paul, activityId)) === younger)
})

test('TYP-06 both replace one type offline: once is enough, and no question is left', async () => {
  const both = await team()
  const { camille, paul, typeId } = both
  await until(paul, async () => (await usage(paul, typeId)) === 1)
  await part(both)
  for (const { client } of [camille, paul])
    await client.run('activityTypes.replace', { id: typeId, by: 'type-meeting' })
  await together(both)
  await bothSee(both, 0)
  expect(await typeOf(paul, typeId)).toEqual(await typeOf(camille, typeId))
  expect([await usage(camille, 'type-meeting'), await usage(paul, 'type-meeting')]).toEqual([1, 1])
})

test('TYP-05 TYP-06 what is written offline with a replaced type is a question that names the new one', async () => {
  const both = await team('rep')
  const { camille, paul, customerId, typeId } = both
  await part(both)
  await camille.client.run('activityTypes.replace', { id: typeId, by: 'type-meeting' })
  const late = await createActivity(paul, customerId, typeId, 'Essai')
  await together(both)
  expect(await bothSee(both, 1)).toMatchObject([
    { kind: 'archivedType', recordId: late, kept: typeId, lost: 'type-meeting' },
  ])
})

test('TYP-06 PRM-01 types are an administrator’s: another person is refused, and nothing is changed', async () => {
  const both = await team('rep')
  const { paul, typeId } = both
  const before = await firstAnswer(paul, 'activityTypes.watch', {})
  const { client } = paul
  await until(paul, async () => (await usage(paul, typeId)) === 1)
  for (const attempt of [
    () => client.call('activityTypes.create', { name: { fr: 'Salon' }, ...look }),
    () => client.call('activityTypes.update', { id: typeId, patch: { archived: true } }),
    () => client.call('activityTypes.move', { id: typeId, after: null }),
    () => client.run('activityTypes.replace', { id: typeId, by: 'type-visit' }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'E-PRM' })
  expect(await firstAnswer(paul, 'activityTypes.watch', {})).toEqual(before)
  expect(await usage(paul, typeId)).toBe(1)
})
