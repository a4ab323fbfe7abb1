import { expect, test } from 'vitest'
import { AppError } from '../../core/contract/app-error.ts'
import { openSqliteLog } from '../../sync-server/log/sqlite-log-store.ts'
import { poison } from '../../sync-server/testing/sample-updates.ts'
import { startProxy } from './proxy.ts'
import { missingOf, randomOfRun, roundsOr, type Written, writeSomething } from './random-writes.ts'
import {
  addCustomer,
  converge,
  customersOf,
  foundingLaptop,
  joiningLaptop,
  rowsOf,
  secondLaptop,
  startServer,
  untilCustomers,
  userOf,
} from './team.ts'

const rounds = roundsOr(30)

test(
  `SYN-15 ${rounds} rounds over a network that cuts mid-frame, resets and delays lose and double nothing`,
  { timeout: 60_000 + 2000 * rounds },
  async () => {
    const random = randomOfRun('bad network')
    const server = await startServer()
    const proxy = await startProxy(server)
    const camille = await foundingLaptop({ ...proxy, invitation: server.invitation })
    const paul = await joiningLaptop(proxy, camille, 'paul@example.com')
    proxy.misbehave(random)
    const written: Written[] = []
    for (let round = 0; round < rounds; round++)
      for (const laptop of [camille, paul]) {
        for (let count = random.below(6); count >= 0; count--) {
          const record = await writeSomething(laptop, random)
          if (record) written.push(record)
        }
        await laptop.client.call('sync.retry', {})
        // Half of the time the other one waits until it is through.
        if (random.chance(0.5)) await laptop.settled()
      }
    proxy.mend()
    await converge(server.dataDir, [camille, paul])
    const lost = [camille, paul].flatMap((laptop) => missingOf(laptop, written))
    console.log(
      `bad network: rounds ${rounds}, cuts ${proxy.cuts()}, acknowledged ${written.length}, ` +
        `lost ${lost.length}`,
    )
    expect(lost).toEqual([])
    expect(proxy.cuts()).toBeGreaterThan(rounds / 10)
    for (const laptop of [camille, paul])
      expect(await laptop.settled()).toMatchObject({ rejected: 0, error: null })
    expect(rowsOf(paul)).toBe(rowsOf(camille))
    const fresh = await secondLaptop(server, 'paul@example.com')
    await converge(server.dataDir, [fresh])
    expect(rowsOf(fresh)).toBe(rowsOf(camille))
  },
)

test('SYN-15 poison in the log is put aside, and what follows is taken in', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const customerId = await addCustomer(camille, 'Norauto')
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await converge(server.dataDir, [camille, paul])
  await server.close()
  for (const laptop of [camille, paul])
    await laptop.until(({ connection }) => connection !== 'live')
  const log = await openSqliteLog({ dataDir: server.dataDir, now: Date.now, newId: () => 'unused' })
  const entry = { documentId: `c/${customerId}`, userId: 'somebody', at: Date.now() }
  await log.append([{ ...entry, update: poison }])
  await log.close()
  await startServer(server)
  await converge(server.dataDir, [camille, paul])
  await camille.client.call('customers.update', { id: customerId, patch: { name: 'Midas' } })
  await addCustomer(camille, 'Speedy')
  await converge(server.dataDir, [camille, paul])
  await untilCustomers(paul, ['Midas', 'Speedy'])
  for (const laptop of [camille, paul]) {
    expect(await laptop.settled()).toMatchObject({ rejected: 1, error: null })
    expect(await laptop.client.call('sync.rejected', {})).toMatchObject([
      { documentId: `c/${customerId}`, origin: 'remote', reason: 'poison', userId: 'somebody' },
    ])
  }
  const again = await paul.reopen()
  await again.client.call('customers.update', { id: customerId, patch: { city: 'Lyon' } })
  await converge(server.dataDir, [again, camille])
  expect(customersOf(again)).toEqual(['Midas', 'Speedy'])
  expect(rowsOf(again)).toBe(rowsOf(camille))
  expect(await again.settled()).toMatchObject({ rejected: 1 })
})

test('SYN-15 a page that could not be written is not left out', { timeout: 60_000 }, async () => {
  const server = await startServer()
  const proxy = await startProxy(server)
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(proxy, camille, 'paul@example.com')
  proxy.down()
  await paul.until(({ connection }) => connection !== 'live')
  // Several pages, each written in several transactions.
  const { documents } = camille.backend.services
  const author = { userId: userOf(camille), deviceId: 'laptop', at: Date.now() }
  const ids: string[] = []
  for (let count = 0; count < 12; count++) ids.push(await addCustomer(camille, `Client ${count}`))
  for (let count = 0; count < 400; count++)
    documents.write(author, (edit) => {
      const id = ids[count % ids.length]!
      edit.document(`c/${id}`, (doc) => {
        const record = doc.getMap('customers').get(id) as Map<string, unknown>
        record.set('city', `Lyon ${count}`)
        record.set('remark', String(count).repeat(10_000))
      })
    })
  await camille.settled()
  const receiving = paul.backend.services.documents
  const receive = receiving.receive.bind(receiving)
  let calls = 0
  receiving.receive = (entries, andThen) => {
    if (++calls === 2) throw new AppError('E-DISK-FULL', 'full')
    receive(entries, andThen)
  }
  proxy.mend()
  await converge(server.dataDir, [camille, paul])
  expect(calls).toBeGreaterThan(5)
  expect(rowsOf(paul)).toBe(rowsOf(camille))
  expect(customersOf(paul)).toHaveLength(ids.length)
})
