import { expect, test } from 'vitest'
import {
  addCustomer,
  converge,
  foundingLaptop,
  goOffline,
  joiningLaptop,
  type Laptop,
  startServer,
  userOf,
} from './team.ts'
import { rename } from './team-timeline.ts'

const hour = 3_600_000
const startAt = Math.floor(Date.now() / hour) * hour - 24 * hour

/** Clocks differ: a laptop knows when it wrote, and of others when the server got it. */
async function told({ client }: Laptop, id: string): Promise<unknown[]> {
  const { entries } = await client.call('activities.history', { id })
  return entries.map(({ kind, userId, changes }) => [
    kind,
    userId,
    ...(kind === 'created' ? [] : changes),
  ])
}

test('TL-21 two laptops tell the same history, offline too; of a value that lost both know', async () => {
  const first = await startServer()
  const camille = await foundingLaptop(first)
  const customerId = await addCustomer(camille, 'Norauto')
  const { id } = await camille.client.call('activities.create', {
    activity: { typeId: 'type-visit', customerId, title: 'Visite', startAt, endAt: startAt + hour },
  })
  const paul = await joiningLaptop(first, camille, 'paul@example.com')
  await converge(first.dataDir, [camille, paul])
  await rename(paul, id, 'Tarifs')
  await converge(first.dataDir, [camille, paul])
  await camille.client.call('activities.update', { id, patch: { locationText: 'Lyon' } })
  await converge(first.dataDir, [camille, paul])
  const [c, p] = [userOf(camille), userOf(paul)]
  const shared = [
    ['changed', c, { field: 'locationText', before: null, after: 'Lyon', isKept: true }],
    ['changed', p, { field: 'title', before: 'Visite', after: 'Tarifs', isKept: true }],
    ['created', c],
  ]

  // Without a server each knows what it has, and what it writes itself.
  await goOffline(first, [camille, paul])
  for (const laptop of [camille, paul]) expect(await told(laptop, id)).toEqual(shared)
  // Yjs keeps the write of the higher one.
  for (const [laptop, clientId] of [
    [camille, 2],
    [paul, 1],
  ] as const) {
    const { db, documents } = laptop.backend.services
    const documentId = db.reader.raw
      .prepare('select doc_id from activity where id = ?')
      .pluck()
      .get(id) as string
    documents.read(documentId, (doc) => (doc.clientID = clientId))
  }
  await rename(camille, id, 'Garantie')
  await rename(paul, id, 'Stock')
  const ofCamille = { field: 'title', before: 'Tarifs', after: 'Garantie', isKept: true }
  const ofPaul = { field: 'title', before: 'Tarifs', after: 'Stock', isKept: true }
  expect(await told(camille, id)).toEqual([['changed', c, ofCamille], ...shared])
  expect(await told(paul, id)).toEqual([['changed', p, ofPaul], ...shared])

  // Each learns what the other wrote after what it wrote itself.
  await startServer({ dataDir: first.dataDir, port: first.port })
  await converge(first.dataDir, [camille, paul])
  expect(await told(camille, id)).toEqual([
    ['changed', p, { field: 'title', before: null, after: 'Stock', isKept: false }],
    ['changed', c, ofCamille],
    ...shared,
  ])
  expect(await told(paul, id)).toEqual([
    ['changed', c, { ...ofCamille, before: 'Stock' }],
    ['changed', p, ofPaul],
    ...shared,
  ])

  // The value that lost is one of those that can be given back, and everybody hears of that.
  const { entries } = await camille.client.call('activities.history', { id })
  await camille.client.call('activities.restoreField', {
    ...{ id, field: 'title', point: { entry: entries[0]!.id, side: 'after' } },
  })
  await converge(first.dataDir, [camille, paul])
  const restored = { field: 'title', before: 'Garantie', after: 'Stock', isKept: true }
  for (const laptop of [camille, paul])
    expect((await told(laptop, id))[0]).toEqual(['changed', c, restored])
})
