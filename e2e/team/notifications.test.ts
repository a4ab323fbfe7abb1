import { expect, test } from 'vitest'
import type { Notification } from '../../core/contract/notifications.ts'
import type { DeltaOp } from '../../core/contract/scalars.ts'
import {
  addCustomer,
  converge,
  firstAnswer,
  foundingLaptop,
  goOffline,
  joiningLaptop,
  type Laptop,
  rowsOf,
  secondLaptop,
  startServer,
  type TeamServer,
  userOf,
} from './team.ts'

const naming = (userId: string): DeltaOp[] => [
  { insert: '@Paul', attributes: { mention: userId } },
  { insert: ' un œil ?\n' },
]

const noticesOf = async (laptop: Laptop): Promise<Notification[]> =>
  (await firstAnswer(laptop, 'notifications.watch', {})).entries

const pinnedOf = async (laptop: Laptop, activityId: string): Promise<string[]> =>
  (await firstAnswer(laptop, 'notes.watch', { activityId }))
    .filter(({ pinnedAt }) => pinnedAt !== null)
    .map(({ id }) => id)

interface Team {
  readonly server: TeamServer
  readonly camille: Laptop
  readonly paul: Laptop
  readonly paulId: string
  readonly activityId: string
  /** A note of Camille’s. */
  write(this: void, body: DeltaOp[]): Promise<string>
}

/** Camille and Paul, with an activity of Camille’s on both laptops. */
async function team(): Promise<Team> {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  const customerId = await addCustomer(camille, 'Norauto')
  const { id: activityId } = await camille.client.call('activities.create', {
    activity: { typeId: 'type-visit', customerId, startAt: Date.now(), title: 'Tour du stock' },
  })
  await converge(server.dataDir, [camille, paul])
  const paulId = userOf(paul)
  return {
    ...{ server, camille, paul, paulId, activityId },
    write: async (body) => (await camille.client.call('notes.create', { activityId, body })).id,
  }
}

test('NOT-03 a mention written offline comes to notice when it arrives', async () => {
  const { server, camille, paul, paulId, write } = await team()
  await goOffline(server, [camille, paul])
  const noteId = await write(naming(paulId))
  expect(await noticesOf(paul)).toEqual([])
  await startServer(server)
  await converge(server.dataDir, [camille, paul])
  expect(await noticesOf(paul)).toMatchObject([
    { id: noteId, reason: 'mention', title: 'Tour du stock', customerName: 'Norauto', seen: false },
  ])
  expect(await noticesOf(camille)).toEqual([])
})

test('NOT-03 what was seen on one device is seen on the other, so is what is followed', async () => {
  const { server, camille, paul, paulId, activityId, write } = await team()
  const tablet = await secondLaptop(server, 'paul@example.com')
  await write(naming(paulId))
  await converge(server.dataDir, [camille, paul, tablet])
  expect((await noticesOf(tablet)).map(({ seen }) => seen)).toEqual([false])
  await paul.client.call('notifications.markSeen', { ids: 'all' })
  await paul.client.call('subscriptions.set', { activityId, subscribed: false })
  await write([{ insert: 'Rien pour Paul\n' }])
  await converge(server.dataDir, [camille, paul, tablet])
  expect((await noticesOf(tablet)).map(({ seen }) => seen)).toEqual([true])
})

test('NOT-03 notes that two pinned apart all stay pinned; only a further one is refused', async () => {
  const { server, camille, paul, activityId, write } = await team()
  const ids: string[] = []
  for (const name of ['un', 'deux', 'trois', 'quatre', 'cinq'])
    ids.push(await write([{ insert: `${name}\n` }]))
  await converge(server.dataDir, [camille, paul])
  await goOffline(server, [camille, paul])
  const pin = ({ client }: Laptop, at: number) =>
    client.call('notes.setPinned', { id: ids[at]!, pinned: true })
  for (const at of [0, 1]) await pin(camille, at)
  for (const at of [2, 3]) await pin(paul, at)
  await startServer(server)
  await converge(server.dataDir, [camille, paul])
  for (const laptop of [camille, paul]) {
    expect((await pinnedOf(laptop, activityId)).sort()).toEqual(ids.slice(0, 4).sort())
    await expect(pin(laptop, 4)).rejects.toMatchObject({ code: 'E-NOTE-PIN-LIMIT' })
  }
  expect(rowsOf(paul)).toBe(rowsOf(camille))
})
