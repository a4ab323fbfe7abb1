import { expect, test } from 'vitest'
import type { Output } from '../../core/contract/operation.ts'
import type { newsContract } from '../../core/contract/news.ts'
import {
  addCustomer,
  converge,
  firstAnswer,
  goOffline,
  joiningLaptop,
  type Laptop,
  secondLaptop,
  startServer,
  userOf,
} from './team.ts'
import { addNote, addVisit, historyOf, rename, teamWithVisits, untilRow } from './team-timeline.ts'

const day = 24 * 3_600_000

type News = Output<(typeof newsContract)['news.watch']>

const newsAt = (laptop: Laptop, customerId: string | null = null): Promise<News> =>
  firstAnswer(laptop, 'news.watch', { customerId })

/** Kinds and authors by title, of what is listed as news. */
async function listed(laptop: Laptop, newsSince: number = Date.now() + 10 * day): Promise<unknown> {
  const rows = await historyOf(laptop, { newsSince })
  return Object.fromEntries(
    rows.map(({ title, news }) => [title, news.map(({ kind, userId }) => [kind, userId]).sort()]),
  )
}

/** Paul works for a day that Camille’s laptop is off; the two laptops after she opened hers again. */
async function afterADayOff() {
  const clock = { now: Date.now() }
  const start = await teamWithVisits({ camille: { now: () => clock.now } })
  const { server, camille: before, paul, customerId, visit, inventory } = start
  await before.client.call('news.visit', {})
  const lastLook = clock.now
  await before.close()
  await addNote(paul, visit, 'À rappeler')
  await rename(paul, visit, 'Tour du stock et garantie')
  await paul.client.call('activities.setDeleted', { id: inventory, deleted: true })
  const training = await addVisit(paul, customerId, 'Formation')
  await paul.settled()
  clock.now += day
  const camille = await before.reopen()
  await camille.client.call('news.visit', {})
  await converge(server.dataDir, [camille, paul])
  return { ...start, camille, clock, lastLook, training }
}

test('TL-19 what a colleague did while one was away is news since the last visit', async () => {
  const { server, camille, paul, lastLook, customerId } = await afterADayOff()
  const other = await addCustomer(camille, 'Midas')
  const news = { count: 3, since: lastLook }
  expect(await newsAt(camille)).toEqual(news)
  expect(await newsAt(camille, customerId)).toEqual(news)
  expect(await newsAt(camille, other)).toEqual({ count: 0, since: null })
  const by = userOf(paul)
  const expected = {
    Formation: [['created', by]],
    Inventaire: [['deleted', by]],
    'Tour du stock et garantie': [
      ['changed', by],
      ['note', by],
    ],
  }
  expect(await listed(camille)).toEqual(expected)
  expect((await newsAt(paul)).count).toBe(0)
  const { total } = await camille.client.call('timeline.summary', {
    filter: { tz: 'Europe/Paris', newsSince: Date.now() + 10 * day },
  })
  expect(total).toBe(3)

  const again = await camille.reopen()
  expect(await newsAt(again)).toEqual(news)
  await again.client.run('maintenance.rebuild', {})
  expect(await newsAt(again)).toEqual(news)
  expect(await listed(again)).toEqual(expected)
  await converge(server.dataDir, [again, paul])
})

test('TL-19 what one has looked at is no news, stays in the list one reads, and can be taken back', async () => {
  const { camille, clock, visit } = await afterADayOff()
  const openedAt = clock.now
  clock.now += 1000
  const { mark } = await camille.client.call('news.markSeen', { ids: [visit] })
  expect((await newsAt(camille)).count).toBe(2)
  const rows = await historyOf(camille, { newsSince: openedAt })
  expect(rows.map(({ id, news }) => [id === visit, news.length]).sort()).toEqual([
    [false, 1],
    [false, 1],
    [true, 0],
  ])
  await camille.client.call('news.takeBack', { mark })
  expect((await newsAt(camille)).count).toBe(3)
  const all = await camille.client.call('news.markAllSeen', {})
  expect(await newsAt(camille)).toEqual({ count: 0, since: null })
  await camille.client.call('news.takeBack', all)
  expect((await newsAt(camille)).count).toBe(3)
})

test('TL-19 what comes while both are connected is news at once, and again after it was seen', async () => {
  const { camille, paul, visit } = await teamWithVisits()
  const isNew = untilRow(camille, visit, ({ news }) => news.length > 0)
  await addNote(paul, visit, 'À rappeler')
  await isNew
  await camille.client.call('news.markSeen', { ids: [visit] })
  const isNewAgain = untilRow(camille, visit, ({ news }) => news.length > 0)
  await addNote(paul, visit, 'Rappelé')
  await isNewAgain
  const [row] = await historyOf(camille, { newsSince: Date.now() })
  expect(row?.news.map(({ kind, userId }) => [kind, userId])).toEqual([['note', userOf(paul)]])
})

test('TL-19 the other device of the same person brings no news', async () => {
  const { server, camille, paul, customerId, visit } = await teamWithVisits()
  const tablet = await secondLaptop(server, 'camille@example.com')
  await addVisit(tablet, customerId, 'Formation')
  await rename(tablet, visit, 'Garantie')
  await converge(server.dataDir, [tablet, camille, paul])
  expect((await newsAt(camille)).count).toBe(0)
  expect((await newsAt(paul)).count).toBe(2)
})

test('TL-19 the first exchange of a laptop brings no news, nor does reading the log anew', async () => {
  const { server, camille, paul } = await teamWithVisits()
  const lea = await joiningLaptop(server, camille, 'lea@example.com')
  await converge(server.dataDir, [lea, camille, paul])
  for (const laptop of [lea, paul]) expect((await newsAt(laptop)).count).toBe(0)
  await goOffline(server, [paul])
  const { db, syncLog } = paul.backend.services
  db.writer.raw.transaction(() => syncLog.startOver()).immediate()
  await startServer(server)
  await paul.client.call('sync.retry', {})
  await paul.settled()
  await paul.when(() => paul.backend.services.fetchList.count() === 0)
  expect((await newsAt(paul)).count).toBe(0)
})

test('TL-19 what came and went between two visits is no news', async () => {
  const { server, camille, paul, customerId } = await teamWithVisits()
  const id = await addVisit(paul, customerId, 'Formation')
  await untilRow(camille, id, ({ news }) => news.length === 1)
  await paul.client.call('activities.setDeleted', { id, deleted: true })
  await converge(server.dataDir, [paul, camille])
  expect((await newsAt(camille)).count).toBe(0)
})
