import { expect, test } from 'vitest'
import type { Activity } from '../../core/contract/activities.ts'
import {
  addCustomer,
  converge,
  firstAnswer,
  foundingLaptop,
  joiningLaptop,
  type Laptop,
  startServer,
  userOf,
} from './team.ts'

const startAt = Date.UTC(2026, 10, 24, 9)

/** Resolves with the activity once it is here and `isWanted`. */
async function seen(
  laptop: Laptop,
  id: string,
  isWanted: (activity: Activity) => boolean = () => true,
): Promise<Activity> {
  const isSeen = (activity: Activity | null): boolean => activity !== null && isWanted(activity)
  return (await firstAnswer(laptop, 'activities.watch', { id }, isSeen))!
}

async function addVisit({ client }: Laptop, customerId: string): Promise<string> {
  const { id } = await client.call('activities.create', {
    activity: {
      ...{ typeId: 'type-visit', customerId, title: 'Visite' },
      ...{ startAt, endAt: startAt + 3_600_000, tz: 'Europe/Paris' },
    },
  })
  return id
}

test('PRM-01 PRM-02 a rep reads a colleague’s activity, may not change it, is told why, and has it once it is theirs', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com', 'rep')
  const customerId = await addCustomer(camille, 'Norauto')
  const id = await addVisit(camille, customerId)
  await converge(server.dataDir, [camille, paul])

  const refused = { code: 'E-PRM', details: { people: ['Camille Roche'] } }
  expect((await seen(paul, id)).may.edit).toEqual({ reason: 'others', people: ['Camille Roche'] })
  const rename = (title: string) => paul.client.call('activities.update', { id, patch: { title } })
  const remove = () => paul.client.call('activities.setDeleted', { id, deleted: true })
  await expect(rename('À moi')).rejects.toMatchObject(refused)
  await expect(remove()).rejects.toMatchObject(refused)
  expect(await paul.settled()).toMatchObject({ pending: 0, rejected: 0 })

  await camille.client.call('activities.update', { id, patch: { assigneeId: userOf(paul) } })
  await seen(paul, id, ({ may }) => may.edit === null)
  await rename('Chez Paul')
  await converge(server.dataDir, [camille, paul])
  expect((await seen(camille, id)).title).toBe('Chez Paul')
})

test('PRM-01 rights follow a role that is changed at the server, without a restart', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com', 'rep')
  const id = await addVisit(camille, await addCustomer(camille, 'Norauto'))
  await converge(server.dataDir, [camille, paul])
  await seen(paul, id, ({ may }) => may.edit !== null)
  await camille.client.call('users.update', {
    id: userOf(paul),
    patch: { roles: ['account_manager'] },
  })
  expect((await seen(paul, id, ({ may }) => may.edit === null)).may).toMatchObject({
    editTimes: null,
    delete: { reason: 'others_deletion' },
  })
})

test('PRM-02 what a rep wrote while it was theirs is kept, also where it arrives after it was handed over', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com', 'rep')
  const customerId = await addCustomer(camille, 'Norauto')
  const id = await addVisit(camille, customerId)
  await camille.client.call('activities.update', { id, patch: { assigneeId: userOf(paul) } })
  await converge(server.dataDir, [camille, paul])
  await paul.client.call('activities.update', { id, patch: { locationText: 'Atelier' } })
  await camille.client.call('activities.update', { id, patch: { assigneeId: userOf(camille) } })
  await converge(server.dataDir, [camille, paul])
  expect(await seen(camille, id)).toMatchObject({ locationText: 'Atelier' })
  expect(await paul.settled()).toMatchObject({ rejected: 0 })
})
