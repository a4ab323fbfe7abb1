import { expect, test } from 'vitest'
import {
  addCustomer,
  converge,
  customersOf,
  foundingLaptop,
  joiningLaptop,
  type Laptop,
  rowsOf,
  startServer,
  type TeamServer,
  untilCustomers,
} from './team.ts'

const passphrase = 'clé du coffre'

const exported = async ({ client }: Laptop, since: number | null = null): Promise<Uint8Array> =>
  (await client.call('exchange.export', { passphrase, since })).content
const imported = ({ client }: Laptop, content: Uint8Array, words = passphrase) =>
  client.call('exchange.import', { passphrase: words, content })

/** Camille and Paul, who have lost the server. */
async function withoutServer(): Promise<{ server: TeamServer; camille: Laptop; paul: Laptop }> {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await converge(server.dataDir, [camille, paul])
  await server.close()
  for (const laptop of [camille, paul])
    await laptop.until(({ connection }) => connection !== 'live')
  return { server, camille, paul }
}

test('SYN-13 what one laptop wrote without network comes to another by a file, twice without a difference', async () => {
  const { camille, paul } = await withoutServer()
  await addCustomer(camille, 'Norauto')
  await addCustomer(camille, 'Feu Vert')
  const { content, changes, fileName } = await camille.client.call('exchange.export', {
    ...{ passphrase, since: null },
  })
  expect(fileName).toMatch(/^wiseparts-\d{4}-\d\d-\d\d\.wpx$/)
  expect(await imported(paul, content)).toEqual({ added: changes, known: 0, skipped: 0 })
  expect(rowsOf(paul)).toBe(rowsOf(camille))
  const before = rowsOf(paul)
  expect(await imported(paul, content)).toEqual({ added: 0, known: changes, skipped: 0 })
  expect(rowsOf(paul)).toBe(before)
})

test('SYN-13 who carries changes hands them on to the server, with what builds on them', async () => {
  const { server: old, camille, paul } = await withoutServer()
  const id = await addCustomer(camille, 'Norauto')
  await imported(paul, await exported(camille))
  await paul.client.call('customers.update', { id, patch: { city: 'Lyon' } })
  await camille.close()
  const server = await startServer({ dataDir: old.dataDir, port: old.port })
  expect(await paul.settled()).toMatchObject({ rejected: 0 })
  const sofia = await joiningLaptop(server, paul, 'sofia@example.com').catch(() => undefined)
  expect(sofia).toBeUndefined() // only an administrator invites
  const again = await camille.reopen()
  await converge(server.dataDir, [again, paul])
  expect(rowsOf(again)).toBe(rowsOf(paul))
  expect(await again.settled()).toMatchObject({ rejected: 0 })
})

test('SYN-13 files in any order lead to the same rows', async () => {
  const { camille, paul } = await withoutServer()
  const id = await addCustomer(camille, 'Norauto')
  const first = await exported(camille)
  await camille.client.call('customers.update', { id, patch: { city: 'Lyon' } })
  const second = await exported(camille)
  await imported(paul, second)
  await imported(paul, first)
  expect(rowsOf(paul)).toBe(rowsOf(camille))
})

test('SYN-13 everything since a day can be carried, shared or not', async () => {
  const { camille, paul } = await withoutServer()
  await addCustomer(camille, 'Norauto')
  expect(await imported(paul, await exported(camille, 0))).toMatchObject({ added: 1, skipped: 0 })
  expect(customersOf(paul)).toEqual(['Norauto'])
  await expect(exported(camille, Date.now() + 60_000)).rejects.toMatchObject({
    code: 'E-XCH-NOTHING',
  })
})

test('SYN-13 with nothing to share there is no file', async () => {
  const { camille } = await withoutServer()
  await expect(exported(camille)).rejects.toMatchObject({ code: 'E-XCH-NOTHING' })
})

test('SYN-13 another passphrase and another workspace are refused, and nothing is taken in', async () => {
  const { camille, paul } = await withoutServer()
  await addCustomer(camille, 'Norauto')
  const content = await exported(camille)
  await expect(imported(paul, content, 'autre mot')).rejects.toMatchObject({
    code: 'E-XCH-PASSPHRASE',
  })
  const elsewhere = await foundingLaptop(await startServer())
  await expect(imported(elsewhere, content)).rejects.toMatchObject({
    code: 'E-XCH-OTHER-WORKSPACE',
  })
  expect(customersOf(paul)).toEqual([])
  expect(customersOf(elsewhere)).toEqual([])
})

test('SYN-13 a member does not pass on what only administrators write, and sees it', async () => {
  const { server: old, camille, paul } = await withoutServer()
  await camille.client.call('organisation.update', { name: 'Pièces Auto Isère' })
  await imported(paul, await exported(camille))
  const nameOf = ({ backend }: Laptop): unknown =>
    backend.services.documents.read('settings', (doc) => doc.getMap('organisation').get('name'))
  expect(nameOf(paul)).toBe('Pièces Auto Isère')
  const server = await startServer({ dataDir: old.dataDir, port: old.port })
  expect(await paul.settled()).toMatchObject({ rejected: 0, pending: 0 })
  await camille.client.call('sync.retry', {})
  await addCustomer(camille, 'Norauto')
  await untilCustomers(paul, ['Norauto'])
  await converge(server.dataDir, [camille, paul])
  expect(nameOf(camille)).toBe('Pièces Auto Isère')
})

test('SYN-13 a workspace that is not shared has nobody to carry changes to', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  await camille.client.call('sync.leave', { losePending: false })
  await expect(exported(camille)).rejects.toMatchObject({ code: 'E-SRV-NOT-SHARED' })
})
