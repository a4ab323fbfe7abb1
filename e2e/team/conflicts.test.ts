import { describe, expect, test } from 'vitest'
import type { Activity } from '../../core/contract/activities.ts'
import type { Role } from '../../core/contract/users.ts'
import {
  addCustomer,
  firstAnswer,
  foundingLaptop,
  joiningLaptop,
  type Laptop,
  startServer,
  userOf,
} from './team.ts'
import { rename } from './team-timeline.ts'
import { conflicts, part, together, type TwoLaptops, until, untilConflicts } from './two-laptops.ts'

type Team = TwoLaptops & { readonly activityId: string }

const hour = 3_600_000
const startAt = Math.floor(Date.now() / hour) * hour - 24 * hour

/** Two laptops that both have one activity. */
async function team(role?: Role): Promise<Team> {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const customerId = await addCustomer(camille, 'Norauto')
  const { id: activityId } = await camille.client.call('activities.create', {
    activity: {
      typeId: 'type-visit',
      customerId,
      title: 'Visite',
      startAt,
      endAt: startAt + hour,
      tz: 'Europe/Paris',
    },
  })
  const paul = await joiningLaptop(server, camille, 'paul@example.com', role)
  await until(paul, async () => (await activity(paul, activityId)) !== null)
  return { server, camille, paul, activityId }
}

/** The same two laptops, out of reach of each other; `clientIds` decide whose write Yjs keeps. */
async function apart(
  both: Team,
  clientIds: readonly [camille: number, paul: number],
): Promise<void> {
  await part(both)
  ;[both.camille, both.paul].forEach((laptop, at) => {
    const { documents } = laptop.backend.services
    documents.read(documentOf(laptop, both.activityId), (doc) => (doc.clientID = clientIds[at]!))
  })
}

function documentOf(laptop: Laptop, activityId: string): string {
  const row = laptop.backend.services.db.reader
    .prepared('select doc_id from activity where id = ?')
    .pluck()
    .get(activityId)
  return String(row)
}

const activity = (laptop: Laptop, id: string): Promise<Activity | null> =>
  firstAnswer(laptop, 'activities.watch', { id })

/** What the conflict table holds, as rebuilding it has to make it again. */
const rows = (laptop: Laptop) =>
  laptop.backend.services.db.reader.prepared('select * from conflict order by id').all()

describe.each([
  ['Camille’s', [2, 1], 'Tarifs'],
  ['Paul’s', [1, 2], 'Garantie'],
] as const)('SYN-03 both change a title offline, and %s is kept', (_, clientIds, kept) => {
  test('SYN-04 both see the same one conflict, and a decision reaches the other', async () => {
    const both = await team()
    const { camille, paul, activityId } = both
    await apart(both, clientIds)
    await rename(camille, activityId, 'Tarifs')
    await rename(paul, activityId, 'Garantie')
    await together(both)
    await Promise.all([untilConflicts(camille, 1), untilConflicts(paul, 1)])

    const lost = kept === 'Tarifs' ? 'Garantie' : 'Tarifs'
    const [keeper, loser] = kept === 'Tarifs' ? [camille, paul] : [paul, camille]
    const [seen] = await conflicts(camille)
    expect(await conflicts(paul)).toEqual([seen])
    expect(seen).toMatchObject({
      kind: 'field',
      field: 'title',
      kept,
      lost,
      keptBy: userOf(keeper),
      lostBy: userOf(loser),
      subject: { title: kept, customerName: 'Norauto' },
    })

    const before = rows(paul)
    await paul.client.run('maintenance.rebuild', {})
    expect(rows(paul)).toEqual(before)

    const { before: former } = await camille.client.call('conflicts.resolve', {
      id: seen!.id,
      choice: 'replace',
    })
    await Promise.all([untilConflicts(camille, 0), untilConflicts(paul, 0)])
    expect((await activity(paul, activityId))?.title).toBe(lost)

    await camille.client.call('conflicts.reopen', { id: seen!.id, before: former })
    await Promise.all([untilConflicts(camille, 1), untilConflicts(paul, 1)])
    expect((await activity(paul, activityId))?.title).toBe(kept)

    await expect(
      paul.client.call('conflicts.resolve', {
        id: seen!.id,
        choice: 'combine',
        value: 'x'.repeat(201),
      }),
    ).rejects.toMatchObject({ code: 'E-DOC-TOO-LARGE', details: { max: 200 } })
    await paul.client.call('conflicts.resolve', {
      id: seen!.id,
      choice: 'combine',
      value: 'Tarifs et garantie',
    })
    await Promise.all([untilConflicts(camille, 0), untilConflicts(paul, 0)])
    expect((await activity(camille, activityId))?.title).toBe('Tarifs et garantie')
  })
})

test('PRM-01 a conflict about an activity that is no longer theirs is not a rep’s to decide', async () => {
  const both = await team('rep')
  const { camille, paul, activityId } = both
  const assign = (laptop: Laptop) =>
    camille.client.call('activities.update', {
      id: activityId,
      patch: { assigneeId: userOf(laptop) },
    })
  await assign(paul)
  await until(paul, async () => (await activity(paul, activityId))?.may.edit === null)
  await apart(both, [1, 2])
  await rename(camille, activityId, 'Tarifs')
  await rename(paul, activityId, 'Garantie')
  await together(both)
  await untilConflicts(paul, 1)
  expect((await conflicts(paul))[0]).toMatchObject({ may: { keep: null, replace: null } })

  await assign(camille)
  await until(paul, async () => (await conflicts(paul))[0]?.may.keep !== null)
  const [seen] = await conflicts(paul)
  for (const choice of ['keep', 'replace'] as const)
    await expect(
      paul.client.call('conflicts.resolve', { id: seen!.id, choice }),
    ).rejects.toMatchObject({ code: 'E-PRM', details: { reason: 'others' } })
  expect(await conflicts(paul)).toEqual([seen])
})

test('SYN-02 different fields changed offline are both there, without a question', async () => {
  const both = await team()
  const { camille, paul, activityId } = both
  await apart(both, [1, 2])
  await rename(camille, activityId, 'Tarifs')
  await paul.client.call('activities.update', { id: activityId, patch: { locationText: 'Lyon' } })
  await together(both)
  await until(paul, async () => (await activity(paul, activityId))?.title === 'Tarifs')
  expect([...(await conflicts(camille)), ...(await conflicts(paul))]).toEqual([])
})

test('SYN-06 deleted while somebody changed it: it is back, to review, and either decision holds', async () => {
  const both = await team()
  const { camille, paul, activityId } = both
  await apart(both, [1, 2])
  await camille.client.call('activities.setDeleted', { id: activityId, deleted: true })
  expect((await activity(camille, activityId))?.deletedAt).not.toBeNull()
  await rename(paul, activityId, 'Garantie')
  await together(both)
  await Promise.all([untilConflicts(camille, 1), untilConflicts(paul, 1)])

  const [seen] = await conflicts(camille)
  expect(await conflicts(paul)).toMatchObject([{ ...seen, may: { keep: null, replace: {} } }])
  expect(seen).toMatchObject({
    kind: 'deletedAndEdited',
    keptBy: userOf(paul),
    lostBy: userOf(camille),
  })
  expect(await activity(camille, activityId)).toMatchObject({ title: 'Garantie', deletedAt: null })
  expect((await camille.client.call('activities.trash', {})).total).toBe(0)

  // An account manager keeps an activity of Camille's, and does not delete it.
  const replace = { id: seen!.id, choice: 'replace' } as const
  await expect(paul.client.call('conflicts.resolve', replace)).rejects.toMatchObject({
    code: 'E-PRM',
  })
  const { before } = await camille.client.call('conflicts.resolve', replace)
  await untilConflicts(paul, 0)
  expect((await paul.client.call('activities.trash', {})).total).toBe(1)

  await camille.client.call('conflicts.reopen', { id: seen!.id, before })
  await untilConflicts(paul, 1)
  await paul.client.call('conflicts.resolve', { id: seen!.id, choice: 'keep' })
  await untilConflicts(camille, 0)
  expect((await activity(camille, activityId))?.deletedAt).toBeNull()
})

test('SYN-06 deleted knowing of the change, it stays deleted', async () => {
  const both = await team()
  const { camille, paul, activityId } = both
  await rename(paul, activityId, 'Garantie')
  await until(camille, async () => (await activity(camille, activityId))?.title === 'Garantie')
  await camille.client.call('activities.setDeleted', { id: activityId, deleted: true })
  await until(paul, async () => (await activity(paul, activityId))?.deletedAt !== null)
  expect([...(await conflicts(camille)), ...(await conflicts(paul))]).toEqual([])
})

test('SYN-05 one moves the start, the other the end: both stay, to be corrected', async () => {
  const both = await team()
  const { camille, paul, activityId } = both
  await apart(both, [1, 2])
  await camille.client.call('activities.update', {
    id: activityId,
    patch: { startAt: startAt + hour / 2 },
  })
  await paul.client.call('activities.update', {
    id: activityId,
    patch: { endAt: startAt + hour / 4 },
  })
  await together(both)
  await Promise.all([untilConflicts(camille, 1), untilConflicts(paul, 1)])
  expect(await conflicts(paul)).toEqual(await conflicts(camille))
  expect((await conflicts(paul))[0]).toMatchObject({
    kind: 'timesCrossed',
    subject: { startAt: startAt + hour / 2 },
  })
  await camille.client.call('activities.update', {
    id: activityId,
    patch: { endAt: startAt + 2 * hour },
  })
  await untilConflicts(paul, 0)
})
