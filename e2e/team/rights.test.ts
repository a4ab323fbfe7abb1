import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { MemberPatch } from '../../core/sync/server-api.ts'
import { startProxy } from './proxy.ts'
import {
  addCustomer,
  converge,
  customersOf,
  foundingLaptop,
  joiningLaptop,
  type Laptop,
  revoke,
  rowsOf,
  secondLaptop,
  signIn,
  startServer,
  type TeamServer,
  untilCustomers,
  userOf,
} from './team.ts'

async function patchMember(admin: Laptop, userId: string, patch: MemberPatch): Promise<void> {
  const { session } = admin.backend.services
  await session.client().updateMember(await session.accessToken(), userId, patch)
}

const rename = (laptop: Laptop, name: string) => laptop.client.call('organisation.update', { name })
const nameOf = ({ backend }: Laptop): unknown =>
  backend.services.documents.read('settings', (doc) => doc.getMap('organisation').get('name'))

/** Resolves with the code that ends the stream of a document. */
const untilStreamFails = (laptop: Laptop, documentId: string): Promise<string> =>
  new Promise((resolve) => {
    laptop.client.subscribe(
      'documents.open',
      { documentId },
      () => undefined,
      ({ code }) => resolve(code),
    )
  })

/** What is still in the data folder of a laptop that was emptied: rows of tables, and files. */
function leftOn(laptop: Laptop): string[] {
  const { raw } = laptop.backend.services.db.reader
  const tables = raw
    .prepare("select name from pragma_table_list where schema = 'main' and type = 'table'")
    .pluck()
    .all() as string[]
  const rows = tables
    .filter((name) => !/^(sqlite|kysely)/.test(name))
    .filter((name) => raw.prepare(`select 1 from "${name}" limit 1`).get() !== undefined)
  const texts = readdirSync(laptop.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
  const readable = texts.some((text) => text.includes('Norauto') || text.includes('Camille'))
  return [...rows, ...(readable ? ['readable text'] : [])]
}

/** Camille, and Paul, an administrator too, whose laptop is behind a proxy. */
async function twoAdministrators(): Promise<{
  server: TeamServer
  proxy: Awaited<ReturnType<typeof startProxy>>
  camille: Laptop
  paul: Laptop
}> {
  const server = await startServer()
  const proxy = await startProxy(server)
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(proxy, camille, 'paul@example.com', 'admin')
  await converge(server.dataDir, [camille, paul])
  return { server, proxy, camille, paul }
}

test('PRM-01 a rep who writes the settings is told so at once, and nothing is written', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com', 'rep')
  await expect(rename(paul, 'Chez Paul')).rejects.toMatchObject({ code: 'E-PRM' })
  expect(nameOf(paul)).toBe('Pièces Auto Rhône')
  expect(await paul.settled()).toMatchObject({ pending: 0, rejected: 0 })
})

test.each(['running on', 'opened again'])(
  'PRM-02 a change of somebody demoted meanwhile is taken out and stays readable; laptop %s',
  async (how) => {
    const { server, proxy, camille, paul: before } = await twoAdministrators()
    proxy.down()
    await before.until(({ connection }) => connection !== 'live')
    await rename(before, 'Chez Paul')
    await patchMember(camille, userOf(before), { roles: ['rep'] })
    await rename(camille, 'Pièces Auto Isère')
    await camille.settled()
    const paul = how === 'opened again' ? await before.reopen() : before
    const ended = untilStreamFails(paul, 'settings')
    await addCustomer(paul, 'Norauto')
    proxy.mend()
    await converge(server.dataDir, [paul, camille])

    expect(await ended).toBe('E-DOC-RESET')
    expect(nameOf(paul)).toBe('Pièces Auto Isère')
    expect(customersOf(camille)).toEqual(['Norauto'])
    expect(rowsOf(paul)).toBe(rowsOf(camille))
    expect(await paul.settled()).toMatchObject({ pending: 0, rejected: 1 })
    expect(await paul.client.call('sync.rejected', {})).toMatchObject([
      {
        documentId: 'settings',
        origin: 'local',
        reason: 'forbidden',
        userId: userOf(paul),
        records: [{ root: 'organisation', id: 'name', fields: { value: 'Chez Paul' } }],
      },
    ])
    await paul.until(({ isAdministrator }) => !isAdministrator)
    await expect(rename(paul, 'Encore')).rejects.toMatchObject({ code: 'E-PRM' })
    const again = await paul.reopen()
    expect(nameOf(again)).toBe('Pièces Auto Isère')
    await addCustomer(again, 'Midas')
    await untilCustomers(camille, ['Midas', 'Norauto'])
  },
)

test('PRM-02 everything that builds on a refused change is kept readable with it', async () => {
  const { server, proxy, camille, paul } = await twoAdministrators()
  const customerId = await addCustomer(paul, 'Norauto')
  await converge(server.dataDir, [paul, camille])
  proxy.down()
  await paul.until(({ connection }) => connection !== 'live')
  await patchMember(camille, userOf(paul), { roles: ['rep'], territory: [] })
  const update = (city: string) =>
    paul.client.call('customers.update', { id: customerId, patch: { city } })
  await update('Lyon')
  proxy.mend()
  await paul.client.call('sync.retry', {})
  // While the first one is on its way.
  for (let time = 0; time < 40; time++) await update(`Ville ${time}`).catch(() => undefined)
  await paul.settled()
  const rejected = await paul.client.call('sync.rejected', {})
  expect(rejected.flatMap(({ records }) => records.map(({ id }) => id))).toContain(customerId)
  expect(rejected.filter(({ records }) => records.length === 0)).toEqual([])
})

test('PRM-02 a change that is too large for the server is taken out, and later ones go on', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const customerId = await addCustomer(camille, 'Norauto')
  const { documents } = camille.backend.services
  const author = { userId: userOf(camille), deviceId: 'device', at: Date.now() }
  documents.write(author, (edit) =>
    edit.document(`c/${customerId}`, (doc) => {
      const record = doc.getMap('customers').get(customerId) as Map<string, unknown>
      record.set('name', 'x'.repeat(5 * 1024 * 1024))
    }),
  )
  await addCustomer(camille, 'Midas')
  await camille.settled()
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await converge(server.dataDir, [camille, paul])
  expect(customersOf(paul)).toEqual(['Midas', 'Norauto'])
  expect(rowsOf(paul)).toBe(rowsOf(camille))
  expect(await camille.client.call('sync.rejected', {})).toMatchObject([
    { documentId: `c/${customerId}`, reason: 'update-too-large', records: [{ id: customerId }] },
  ])
})

test('PRM-03 roles that change while connected are known at once, and the exchange goes on', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await patchMember(camille, userOf(paul), { roles: ['admin'] })
  await paul.until(({ isAdministrator }) => isAdministrator)
  await paul.settled()
  await rename(paul, 'Chez Paul')
  await converge(server.dataDir, [paul, camille])
  expect(nameOf(camille)).toBe('Chez Paul')
})

test('PRM-02 who may see more than before receives it', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await patchMember(camille, userOf(paul), { territory: [] })
  await paul.when(() => paul.backend.services.session.shared()!.territory !== null)
  await paul.settled()
  await addCustomer(camille, 'Norauto')
  await converge(server.dataDir, [camille, paul])
  expect(customersOf(paul)).toEqual([])
  await patchMember(camille, userOf(paul), { territory: null })
  await untilCustomers(paul, ['Norauto'])
})

test('PRM-03 who may see less than before keeps no copy of the rest, and what was written is with the team', async () => {
  const { server, proxy, camille, paul } = await twoAdministrators()
  const kept = await addCustomer(camille, 'Norauto')
  const left = await addCustomer(camille, 'Feu Vert')
  await converge(server.dataDir, [camille, paul])
  proxy.down()
  await paul.until(({ connection }) => connection !== 'live')
  for (const id of [kept, left])
    await paul.client.call('customers.update', { id, patch: { city: 'Lyon' } })
  await patchMember(camille, userOf(paul), { roles: ['rep'], territory: [kept] })
  proxy.mend()
  await paul.client.call('sync.retry', {})
  await paul.when(() => paul.backend.services.session.shared()!.territory !== null)
  await untilCustomers(paul, ['Norauto'])
  const ids = paul.backend.services.documents.ids()
  expect(ids.filter((id) => id.startsWith('c/'))).toEqual([`c/${kept}`])
  await converge(server.dataDir, [camille, paul])
  const { raw } = camille.backend.services.db.reader
  const cities = raw.prepare('select name, city from customer order by name').raw().all()
  expect(cities).toEqual([
    ['Feu Vert', null],
    ['Norauto', 'Lyon'],
  ])
  // Refused, because it came too late; readable here.
  expect(await paul.client.call('sync.rejected', {})).toMatchObject([
    { documentId: `c/${left}`, reason: 'forbidden', records: [{ id: left }] },
  ])
  await patchMember(camille, userOf(paul), { territory: [kept, left] })
  await untilCustomers(paul, ['Feu Vert', 'Norauto'])
})

test.each(['a revoked device', 'a blocked member'])(
  'PRM-03 %s is locked, also when opened again, keeps its changes, and goes on after signing in',
  async (how) => {
    const server = await startServer()
    const proxy = await startProxy(server)
    const camille = await foundingLaptop(server)
    const paul = await joiningLaptop(proxy, camille, 'paul@example.com')
    const { userId, deviceId } = paul.backend.services.session.shared()!
    proxy.down()
    await paul.until(({ connection }) => connection !== 'live')
    const customerId = await addCustomer(paul, 'Norauto')
    if (how === 'a revoked device') await revoke(camille, deviceId)
    else await patchMember(camille, userId, { active: false })
    proxy.mend()
    await paul.client.call('sync.retry', {})
    const out = await paul.until(({ isLocked }) => isLocked)
    expect(out).toMatchObject({ connection: 'signed-out', error: { code: 'E-AUTH-REVOKED' } })
    const locked = { code: 'E-AUTH-LOCKED' }
    const update = (laptop: Laptop) =>
      laptop.client.call('customers.update', { id: customerId, patch: { city: 'Lyon' } })
    await expect(update(paul)).rejects.toMatchObject(locked)
    proxy.down()
    const again = await paul.reopen()
    expect(await again.until(() => true)).toMatchObject({ isLocked: true, pending: 1 })
    await expect(update(again)).rejects.toMatchObject(locked)
    await expect(again.client.call('maintenance.info', {})).rejects.toMatchObject(locked)
    if (how === 'a blocked member') await patchMember(camille, userId, { active: true })
    await signIn(again, server, 'paul@example.com')
    await converge(server.dataDir, [again, camille])
    expect(customersOf(camille)).toEqual(['Norauto'])
    expect(await again.settled()).toMatchObject({ error: null, rejected: 0, isLocked: false })
    await update(again)
  },
)

test('PRM-03 a locked laptop exports what is only there, and is emptied', async () => {
  const server = await startServer()
  const proxy = await startProxy(server)
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(proxy, camille, 'paul@example.com')
  await converge(server.dataDir, [camille, paul])
  proxy.down()
  await paul.until(({ connection }) => connection !== 'live')
  await addCustomer(paul, 'Norauto')
  await revoke(camille, paul.backend.services.session.shared()!.deviceId)
  proxy.mend()
  await paul.client.call('sync.retry', {})
  await paul.until(({ isLocked }) => isLocked)
  const passphrase = 'clé du coffre'
  const { content } = await paul.client.call('exchange.export', { passphrase, since: null })
  await camille.client.call('exchange.import', { passphrase, content })
  expect(customersOf(camille)).toEqual(['Norauto'])
  await expect(paul.client.call('sync.leave', { losePending: false })).rejects.toMatchObject({
    code: 'E-SRV-PENDING',
    details: { count: 1 },
  })
  await paul.client.call('sync.leave', { losePending: true })
  expect(leftOn(paul)).toEqual([])
})

test('PRM-03 who leaves keeps nothing, is no device of the server any more, and may join again', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await addCustomer(camille, 'Norauto')
  await converge(server.dataDir, [camille, paul])
  const { session } = paul.backend.services
  const before = await session.accessToken()
  await paul.client.call('sync.leave', { losePending: false })
  expect(leftOn(paul)).toEqual([])
  await expect(
    fetch(`${server.address}/api/devices`, { headers: { authorization: `Bearer ${before}` } }),
  ).resolves.toMatchObject({ status: 403 })
  await signIn(paul, server, 'paul@example.com')
  await untilCustomers(paul, ['Norauto'])
  await paul.settled()
})

test('PRM-03 the other device of somebody whose laptop is revoked goes on', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  const tablet = await secondLaptop(server, 'paul@example.com')
  await revoke(camille, paul.backend.services.session.shared()!.deviceId)
  await paul.until(({ connection }) => connection === 'signed-out')
  await addCustomer(tablet, 'Norauto')
  await converge(server.dataDir, [tablet, camille])
  expect(customersOf(paul)).toEqual([])
  expect(customersOf(camille)).toEqual(['Norauto'])
})
