import { expect, test } from 'vitest'
import type { SecretStore } from '../../backend/sync/secret-store.ts'
import {
  addCustomer,
  converge,
  foundingLaptop,
  goOffline,
  type Laptop,
  laptopAlone,
  share,
  startServer,
} from './team.ts'
import {
  addNote,
  addVisit,
  historyOf,
  rename,
  teamWithVisits,
  type TimelineFilter,
  untilRow,
} from './team-timeline.ts'

/** State of each activity by title. */
async function statesOf(laptop: Laptop, filter: TimelineFilter = {}): Promise<unknown> {
  const rows = await historyOf(laptop, filter)
  return Object.fromEntries(rows.map(({ title, syncState }) => [title, syncState]))
}

async function facetOf({ client }: Laptop): Promise<Record<string, number>> {
  const { facets } = await client.call('timeline.summary', { filter: { tz: 'Europe/Paris' } })
  return Object.fromEntries(facets.syncStates.map(({ id, count }) => [id, count]))
}

test('TL-20 what was written offline is local until the team’s server has it', async () => {
  const { server, camille, paul, customerId, visit } = await teamWithVisits()
  expect(await statesOf(camille)).toEqual({ Inventaire: 'shared', 'Tour du stock': 'shared' })
  await goOffline(server, [camille])
  await addNote(camille, visit, 'À rappeler')
  await addVisit(camille, customerId, 'Formation')
  const written = { Formation: 'local', Inventaire: 'shared', 'Tour du stock': 'local' }
  expect(await statesOf(camille)).toEqual(written)
  expect(await statesOf(camille, { syncStates: ['local'] })).toEqual({
    Formation: 'local',
    'Tour du stock': 'local',
  })
  expect(await facetOf(camille)).toEqual({ local: 2, shared: 1 })

  const again = await camille.reopen()
  expect(await statesOf(again)).toEqual(written)
  await again.client.run('maintenance.rebuild', {})
  expect(await statesOf(again)).toEqual(written)

  const isShared = untilRow(again, visit, ({ syncState }) => syncState === 'shared')
  await startServer(server)
  await again.client.call('sync.retry', {})
  await isShared
  await converge(server.dataDir, [again, paul])
  const shared = { Formation: 'shared', Inventaire: 'shared', 'Tour du stock': 'shared' }
  expect(await statesOf(again)).toEqual(shared)
  expect(await facetOf(again)).toEqual({ shared: 3 })
  expect(await statesOf(paul)).toEqual(shared)
})

test('TL-20 the rows of a workspace that is not shared have no state', async () => {
  const { camille } = await teamWithVisits()
  await camille.client.call('sync.leave', { losePending: true })
  await camille.client.call('workspace.create', {
    organisationName: 'Pièces Auto Rhône',
    firstName: 'Camille',
    lastName: 'Roche',
    tz: 'Europe/Paris',
    locale: 'fr',
  })
  await addVisit(camille, await addCustomer(camille, 'Midas'), 'Formation')
  expect(await statesOf(camille, { syncStates: ['local'] })).toEqual({ Formation: null })
  expect(await facetOf(camille)).toEqual({})
})

test('TL-20 when the log is uploaded anew every activity is local until that is through', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  await addVisit(camille, await addCustomer(camille, 'Norauto'), 'Formation')
  await camille.settled()
  await goOffline(server, [camille])
  const { db, syncLog } = camille.backend.services
  db.writer.raw.transaction(() => syncLog.startOver()).immediate()
  expect(await statesOf(camille)).toEqual({ Formation: 'local' })
  await startServer(server)
  await camille.client.call('sync.retry', {})
  await camille.settled()
  expect(await statesOf(camille)).toEqual({ Formation: 'shared' })
})

test('TL-20 what was written alone is local once it is shared, also what was written in that moment', async () => {
  const server = await startServer()
  let kept: string | undefined
  let meanwhile = (): Promise<unknown> => Promise.resolve()
  const secrets: SecretStore = {
    isProtected: false,
    read: () => Promise.resolve(kept),
    async write(secret) {
      kept = secret
      await meanwhile()
    },
    clear: () => (kept = undefined),
  }
  const camille = await laptopAlone(undefined, { secrets })
  const customerId = await addCustomer(camille, 'Norauto')
  await addVisit(camille, customerId, 'Formation')
  meanwhile = () => addVisit(camille, customerId, 'Inventaire')
  await share(camille, server)
  meanwhile = () => Promise.resolve()
  expect(
    camille.backend.services.db.reader.raw
      .prepare(
        `select a.title, w.seq = (select max(seq) from upd where doc_id = a.doc_id) as isLast
         from unshared w join activity a on a.id = w.activity_id order by a.title`,
      )
      .all(),
  ).toEqual([
    { title: 'Formation', isLast: 1 },
    { title: 'Inventaire', isLast: 1 },
  ])
  await camille.settled()
  expect(await statesOf(camille)).toEqual({ Formation: 'shared', Inventaire: 'shared' })
})

test('TL-20 of a change that the server refuses nothing waits any more', async () => {
  const { server, camille, paul, visit } = await teamWithVisits()
  await goOffline(server, [camille])
  const { documents, db } = camille.backend.services
  const documentId = db.reader.prepared('select doc_id from activity').pluck().get() as string
  documents.write({ userId: 'camille', deviceId: 'device', at: Date.now() }, (edit) =>
    edit.document(documentId, (doc) => {
      const record = doc.getMap('activities').get(visit) as Map<string, unknown>
      record.set('locationText', 'x'.repeat(2 * 1024 * 1024))
    }),
  )
  await rename(camille, visit, 'Garantie')
  expect(await statesOf(camille, { syncStates: ['local'] })).toEqual({ Garantie: 'local' })
  await startServer(server)
  await camille.client.call('sync.retry', {})
  await camille.until(({ rejected }) => rejected === 1)
  await converge(server.dataDir, [camille, paul])
  const left = { Inventaire: 'shared', 'Tour du stock': 'shared' }
  expect([await statesOf(camille), await statesOf(paul)]).toEqual([left, left])
})

test('TL-20 an open conflict is to review on both laptops, whatever else is true', async () => {
  const { server, camille, paul, visit } = await teamWithVisits()
  await goOffline(server, [camille, paul])
  await rename(camille, visit, 'Freinage')
  await rename(paul, visit, 'Garantie')
  await startServer(server)
  for (const laptop of [camille, paul]) await laptop.client.call('sync.retry', {})
  for (const laptop of [camille, paul])
    await untilRow(laptop, visit, ({ syncState }) => syncState === 'review')
  await converge(server.dataDir, [camille, paul])
  const inReview = await historyOf(paul, { syncStates: ['review'] })
  expect(inReview.map(({ id }) => id)).toEqual([visit])
  expect(await facetOf(paul)).toEqual({ review: 1, shared: 1 })
  await paul.client.run('maintenance.rebuild', {})
  expect(await facetOf(paul)).toEqual({ review: 1, shared: 1 })
})

test('TL-20 what was taken in from a file waits for the server like what was written here', async () => {
  const { server, camille, paul, visit } = await teamWithVisits()
  await goOffline(server, [camille, paul])
  await rename(paul, visit, 'Garantie')
  const passphrase = 'rivière bleue'
  const { content } = await paul.client.call('exchange.export', { passphrase, since: null })
  await camille.client.call('exchange.import', { passphrase, content })
  expect(await statesOf(camille, { syncStates: ['local'] })).toEqual({ Garantie: 'local' })
  await startServer(server)
  await camille.client.call('sync.retry', {})
  await camille.settled()
  expect(await statesOf(camille)).toEqual({ Garantie: 'shared', Inventaire: 'shared' })
})
