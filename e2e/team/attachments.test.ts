import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Attachment, transferPreferences } from '../../core/contract/attachments.ts'
import { maxBlobChunkBytes } from '../../core/sync/server-api.ts'
import {
  addCustomer,
  firstAnswer,
  foundingLaptop,
  goOffline,
  joiningLaptop,
  type Laptop,
  startServer,
  untilCustomers,
} from './team.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function attach({ client }: Laptop, customer: string, name: string, bytes: Uint8Array) {
  const file = await client.call('attachments.stage', { name, mime: 'image/jpeg', content: bytes })
  const parent = { kind: 'customer' as const, id: customer }
  return (await client.call('attachments.add', { parent, file })).id
}

/** Resolves with the files of a customer once they are as wanted. */
const untilFiles = (
  laptop: Laptop,
  customer: string,
  isWanted: (files: readonly Attachment[]) => boolean,
): Promise<readonly Attachment[]> =>
  firstAnswer(laptop, 'attachments.watch', { parent: { kind: 'customer', id: customer } }, isWanted)

const areHere =
  (count: number) =>
  (files: readonly Attachment[]): boolean =>
    files.length === count && files.every(({ local }) => local === 'present')

const contentOf = async ({ client }: Laptop, id: string): Promise<Uint8Array> =>
  (await client.call('attachments.content', { id })).content

const serverFile = (dataDir: string, hash: string): string =>
  join(dataDir, 'blobs', hash.slice(0, 2), hash)

test('ATT-05 a file that was added offline reaches the colleague with identical bytes', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const customer = await addCustomer(camille, 'Norauto')
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await goOffline(server, [camille])
  const bytes = new Uint8Array(randomBytes(2_500_000))
  const id = await attach(camille, customer, 'vitrine.jpg', bytes)

  await startServer({ dataDir: server.dataDir, port: server.port })
  const files = await untilFiles(paul, customer, areHere(1))
  expect(files.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
    ['vitrine.jpg', bytes.length],
  ])
  expect(sha256(await contentOf(paul, id))).toBe(sha256(bytes))
})

test('ATT-04 a content that is attached twice is sent once, and stored once', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const customer = await addCustomer(camille, 'Norauto')
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  const bytes = new Uint8Array(randomBytes(1000))
  await attach(camille, customer, 'devis.jpg', bytes)
  await untilFiles(paul, customer, areHere(1))
  // He has it too: attaching it again sends nothing.
  await attach(paul, customer, 'copie.jpg', bytes)
  await untilFiles(camille, customer, areHere(2))
  const metrics = await (await fetch(`${server.address}/metrics`)).text()
  expect(metrics).toContain('wiseparts_blobs_total 1\n')
  expect(metrics).toContain('wiseparts_blob_bytes_total 1000\n')
  expect(metrics).not.toMatch(/method="PATCH",path="\/blob\/[^"]*",status="204"} [2-9]/)
})

test('ATT-05 a file above 5 MB waits until it is opened', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const customer = await addCustomer(camille, 'Norauto')
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  const bytes = new Uint8Array(randomBytes(6 * 1024 * 1024))
  const id = await attach(camille, customer, 'film.jpg', bytes)
  const small = await attach(camille, customer, 'photo.jpg', new Uint8Array(randomBytes(1000)))
  const isPhotoHere = (files: readonly Attachment[]): boolean =>
    files.some((file) => file.id === small && file.local === 'present')
  const files = await untilFiles(paul, customer, isPhotoHere)
  expect(files.map(({ name, local }) => [name, local])).toEqual([
    ['film.jpg', 'waiting'],
    ['photo.jpg', 'present'],
  ])
  await expect.poll(() => existsSync(serverFile(server.dataDir, sha256(bytes)))).toBe(true)
  expect(sha256(await contentOf(paul, id))).toBe(sha256(bytes))
  await untilFiles(paul, customer, areHere(2))
})

test('ATT-05 a file that is nowhere is missing when it is opened, and waits while it is young', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const customer = await addCustomer(camille, 'Norauto')
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await untilCustomers(paul, ['Norauto'])
  await server.close()
  const bytes = new Uint8Array(randomBytes(1000))
  const id = await attach(camille, customer, 'vitrine.jpg', bytes)
  // As when the device lost its files before they were sent.
  camille.backend.services.content.sweep(() => false, Number.MAX_SAFE_INTEGER)
  await startServer({ dataDir: server.dataDir, port: server.port })
  const files = await untilFiles(paul, customer, ({ length }) => length === 1)
  expect(files[0]!.local).toBe('waiting')
  await expect(contentOf(paul, id)).rejects.toMatchObject({ code: 'E-ATT-MISSING' })
  const { blobs, now } = paul.backend.services
  expect(blobs.stateOf(sha256(bytes), now() - 2 * 86_400_000)).toBe('nowhere')
})

const choose = ({ client }: Laptop, key: string, value: unknown) =>
  client.call('preferences.set', { scope: 'device', key, value })

test.each([
  ['a person says that the connection is limited', transferPreferences.limited],
  ['the system asks to save data', transferPreferences.savesData],
])('ATT-05 while %s no file comes or goes, but one that is opened', async (_, key) => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const customer = await addCustomer(camille, 'Norauto')
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await choose(paul, key, true)
  const first = new Uint8Array(randomBytes(1000))
  const second = new Uint8Array(randomBytes(2000))
  const own = new Uint8Array(randomBytes(3000))
  const id = await attach(camille, customer, 'vitrine.jpg', first)
  await attach(camille, customer, 'rayon.jpg', second)
  await expect.poll(() => existsSync(serverFile(server.dataDir, sha256(second)))).toBe(true)
  await untilFiles(paul, customer, ({ length }) => length === 2)
  await attach(paul, customer, 'devis.jpg', own)
  await paul.settled()
  expect(sha256(await contentOf(paul, id))).toBe(sha256(first))
  const files = await untilFiles(paul, customer, ({ length }) => length === 3)
  expect(files.map(({ local }) => local)).toEqual(['present', 'waiting', 'present'])
  expect(existsSync(serverFile(server.dataDir, sha256(own)))).toBe(false)
  // It is remembered, and ends when it is said.
  const again = await paul.reopen()
  await again.settled()
  expect(again.backend.services.content.has(sha256(second))).toBe(false)
  await choose(again, key, false)
  await untilFiles(again, customer, areHere(3))
  await expect.poll(() => existsSync(serverFile(server.dataDir, sha256(own)))).toBe(true)
})

test('ATT-05 all files of a customer that is kept offline come, also large ones, of its branches, visits and notes', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  const customer = await addCustomer(camille, 'Norauto')
  const other = await addCustomer(camille, 'Midas')
  const { id: branch } = await camille.client.call('customers.create', {
    ...{ parentId: customer, fields: { name: 'Norauto Rennes' } },
  })
  const { id: activityId } = await camille.client.call('activities.create', {
    activity: { typeId: 'type-visit', customerId: branch },
  })
  const { id: noteId } = await camille.client.call('notes.create', {
    ...{ activityId, body: [{ insert: 'Rayon freinage\n' }] },
  })
  const film = () => new Uint8Array(randomBytes(5 * 1024 * 1024 + 1))
  const parents = [
    ['customer', customer],
    ['customer', branch],
    ['activity', activityId],
    ['note', noteId],
    ['customer', other],
  ] as const
  const hashes: string[] = []
  for (const [kind, id] of parents) {
    const content = film()
    const file = await camille.client.call('attachments.stage', {
      ...{ name: 'film.mp4', mime: 'video/mp4', content },
    })
    await camille.client.call('attachments.add', { parent: { kind, id }, file })
    hashes.push(sha256(content))
  }
  const last = serverFile(server.dataDir, hashes.at(-1)!)
  await expect.poll(() => existsSync(last), { timeout: 20_000 }).toBe(true)
  await choose(paul, transferPreferences.kept, [customer])
  const { content } = paul.backend.services
  const here = () => hashes.map((hash) => content.has(hash))
  await expect.poll(here, { timeout: 20_000 }).toEqual([true, true, true, true, false])
})

test('ATT-05 transfers that were cut go on where they stood, both ways', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const customer = await addCustomer(camille, 'Norauto')
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await untilCustomers(paul, ['Norauto'])
  const deviceId = camille.backend.services.session.shared()!.deviceId
  await server.close()
  const bytes = new Uint8Array(randomBytes(3 * maxBlobChunkBytes + 7))
  const hash = sha256(bytes)
  const id = await attach(camille, customer, 'vitrine.jpg', bytes)
  // One chunk came to the server, and two to the colleague, before the cut.
  const serverPart = join(server.dataDir, 'blob-parts', `${deviceId}.${hash}`)
  writeFileSync(serverPart, bytes.subarray(0, maxBlobChunkBytes))
  mkdirSync(join(paul.dataDir, 'incoming'), { recursive: true })
  writeFileSync(join(paul.dataDir, 'incoming', hash), bytes.subarray(0, 2 * maxBlobChunkBytes))

  const again = await startServer({ dataDir: server.dataDir, port: server.port })
  await untilFiles(paul, customer, areHere(1))
  expect(sha256(await contentOf(paul, id))).toBe(hash)
  const metrics = await (await fetch(`${again.address}/metrics`)).text()
  const answers = (method: string, status: number): string | undefined =>
    new RegExp(`method="${method}",path="/blob/[^"]*",status="${status}"} (\\d+)`).exec(
      metrics,
    )?.[1]
  expect([answers('PATCH', 204), answers('GET', 206)]).toEqual(['3', '2'])
  expect([existsSync(serverPart), readdirSync(join(paul.dataDir, 'incoming'))]).toEqual([false, []])
})

test('ATT-05 the server ended in the middle of a transfer, and the laptop as well: nothing is lost', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const customer = await addCustomer(camille, 'Norauto')
  const bytes = new Uint8Array(randomBytes(20 * maxBlobChunkBytes))
  const parts = join(server.dataDir, 'blob-parts')
  const id = await attach(camille, customer, 'film.jpg', bytes)
  await expect.poll(() => readdirSync(parts).length, { interval: 1 }).toBe(1)
  await server.close()
  expect(existsSync(serverFile(server.dataDir, sha256(bytes)))).toBe(false)
  const reopened = await camille.reopen()
  const again = await startServer({ dataDir: server.dataDir, port: server.port })
  await expect
    .poll(() => existsSync(serverFile(server.dataDir, sha256(bytes))), { timeout: 20_000 })
    .toBe(true)
  const paul = await joiningLaptop(again, reopened, 'paul@example.com')
  await untilFiles(paul, customer, ({ length }) => length === 1)
  expect(sha256(await contentOf(paul, id))).toBe(sha256(bytes))
})

test('ATT-04 a content that was damaged here is replaced by the one of the server', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const customer = await addCustomer(camille, 'Norauto')
  const bytes = new Uint8Array(randomBytes(1000))
  const id = await attach(camille, customer, 'vitrine.jpg', bytes)
  const hash = sha256(bytes)
  await expect.poll(() => existsSync(serverFile(server.dataDir, hash))).toBe(true)
  const here = join(camille.dataDir, 'files', hash.slice(0, 2), hash)
  writeFileSync(here, 'damaged')
  expect(sha256(await contentOf(camille, id))).toBe(hash)
  expect(sha256(readFileSync(here))).toBe(hash)
})
