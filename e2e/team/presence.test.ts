import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { Present, TextCursor } from '../../core/contract/presence.ts'
import { indexOfPlace, textPlaceAt } from '../../core/crdt/text-place.ts'
import { stockClient, synced } from '../../sync-server/testing/stock-client.ts'
import { startProxy } from './proxy.ts'
import {
  addCustomer,
  converge,
  foundingLaptop,
  joiningLaptop,
  type Laptop,
  revoke,
  secondLaptop,
  startServer,
  type TeamServer,
  userOf,
} from './team.ts'

/** One page that has an activity open. */
class Page {
  readonly laptop: Laptop
  readonly stop: () => void
  private readonly documentId: string
  private readonly name: string
  private others: readonly Present[] = []
  private isShown = false

  constructor(laptop: Laptop, documentId: string, name = 'page') {
    this.laptop = laptop
    this.documentId = documentId
    this.name = name
    this.stop = laptop.client.subscribe(
      'presence.watch',
      { documentId, page: name },
      ({ isShown, others }) => {
        this.isShown = isShown
        this.others = others
      },
      () => undefined,
    )
    onTestFinished(() => this.stop())
  }

  async show(activityId: string, cursor: TextCursor | null = null): Promise<void> {
    const { documentId, name: page } = this
    await this.laptop.client.call('presence.show', { documentId, page, activityId, cursor })
  }

  /** Resolves when exactly these others are there: each as `user`, `activity` and what more is told. */
  async sees(expected: readonly Partial<Present>[]): Promise<void> {
    await vi.waitFor(
      () => {
        expect(this.others).toEqual(expected.map((one) => expect.objectContaining(one) as unknown))
      },
      { timeout: 10_000, interval: 20 },
    )
  }

  async untilShown(): Promise<void> {
    await vi.waitFor(() => expect(this.isShown).toBe(true))
  }
}

/** Camille and Paul, who may reach the server by another way, with one activity; each has a page on it. */
async function openTogether(server: TeamServer, way: { address: string } = server) {
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(way, camille, 'paul@example.com')
  const { documentId, activityId } = await addActivity(camille)
  await converge(server.dataDir, [camille, paul])
  const [hers, his] = [new Page(camille, documentId), new Page(paul, documentId)]
  await hers.show(activityId)
  await his.show(activityId)
  return { camille, paul, documentId, activityId, hers, his }
}

async function addActivity(laptop: Laptop): Promise<{ documentId: string; activityId: string }> {
  const customerId = await addCustomer(laptop, 'Norauto')
  const { id: activityId } = await laptop.client.call('activities.create', {
    activity: { typeId: 'type-visit', customerId, startAt: Date.now(), endAt: Date.now() + 60_000 },
    description: [{ insert: 'Tour du stock\n' }],
  })
  const documentId = laptop.backend.services.documents.ids().find((id) => id.startsWith('a/'))!
  return { documentId, activityId }
}

async function connectionsOf({ address }: TeamServer): Promise<number> {
  const metrics = await (await fetch(`${address}/metrics`)).text()
  return Number(/^wiseparts_connections (\d+)$/m.exec(metrics)![1])
}

/** The description in a document, whoever holds it. */
function descriptionIn(doc: Y.Doc, activityId: string): Y.Text {
  return (doc.getMap('activities').get(activityId) as Y.Map<Y.Text>).get('description')!
}

test('NOT-05 two laptops see who else has the activity open, and where the other writes', async () => {
  const server = await startServer()
  const { camille, paul, activityId, documentId, hers, his } = await openTogether(server)
  const reading = { isThisDevice: false, activityId, cursor: null }
  await hers.sees([{ ...reading, userId: userOf(paul) }])
  await his.sees([{ ...reading, userId: userOf(camille) }])
  const cursor = paul.backend.services.documents.read(documentId, (doc) => {
    const text = descriptionIn(doc, activityId)
    return { anchor: textPlaceAt(text, 0), head: textPlaceAt(text, 4) }
  })
  await his.show(activityId, cursor)
  await hers.sees([{ ...reading, userId: userOf(paul), cursor }])
  await his.show('another', null)
  await hers.sees([{ ...reading, userId: userOf(paul), activityId: 'another' }])
})

test('NOT-05 who closes the activity, or the laptop, is gone at once', async () => {
  const server = await startServer()
  const { paul, documentId, activityId, hers, his } = await openTogether(server)
  await hers.sees([{ activityId }])
  his.stop()
  await hers.sees([])
  const again = new Page(paul, documentId)
  await again.show(activityId)
  await hers.sees([{ activityId }])
  await paul.close()
  await hers.sees([])
})

test('NOT-05 a page that has not said what it shows is seen by nobody', async () => {
  const server = await startServer()
  const { paul, documentId, activityId, hers, his } = await openTogether(server)
  const second = new Page(paul, documentId, 'second')
  await second.sees([{ isThisDevice: true }, { isThisDevice: false }])
  await hers.sees([{ activityId }])
  await second.show(activityId)
  await second.untilShown()
  await hers.sees([{ activityId }, { activityId }])
  second.stop()
  await his.sees([{ isThisDevice: false }])
})

test('NOT-05 a page that connects anew stays when its lost connection is noticed', async () => {
  const server = await startServer()
  const { paul, documentId, activityId, hers, his } = await openTogether(server)
  const again = new Page(paul, documentId)
  await again.show(activityId)
  his.stop()
  await again.sees([{ isThisDevice: false, activityId }])
  await hers.sees([{ activityId }])
  again.stop()
  await hers.sees([])
})

test('NOT-05 one’s own other window and other device are told from colleagues', async () => {
  const server = await startServer()
  const { camille, documentId, activityId, hers, his } = await openTogether(server)
  const tablet = await secondLaptop(server, 'camille@example.com')
  await converge(server.dataDir, [camille, tablet])
  const onTablet = new Page(tablet, documentId)
  await onTablet.show(activityId)
  his.stop()
  const window = new Page(camille, documentId, 'window')
  await window.show(activityId)
  const me = { userId: userOf(camille), activityId }
  await hers.sees([
    { ...me, isThisDevice: true },
    { ...me, isThisDevice: false },
  ])
  await onTablet.sees([
    { ...me, isThisDevice: false },
    { ...me, isThisDevice: false },
  ])
})

test('NOT-05 without the server nobody is seen, and everybody again when it is back', async () => {
  const server = await startServer()
  const { camille, paul, activityId, hers, his } = await openTogether(server)
  for (const page of [hers, his]) await page.sees([{ activityId }])
  await server.close()
  for (const page of [hers, his]) await page.sees([])
  await startServer(server)
  for (const laptop of [camille, paul]) await laptop.settled()
  for (const page of [hers, his]) await page.sees([{ activityId }])
})

test('NOT-05 whose connection was lost is seen again as soon as they are back', async () => {
  const server = await startServer()
  const proxy = await startProxy(server)
  const { paul, activityId, hers, his } = await openTogether(server, proxy)
  for (const page of [hers, his]) await page.sees([{ activityId }])
  proxy.down()
  for (const page of [hers, his]) await page.sees([])
  proxy.mend()
  await paul.settled()
  for (const page of [hers, his]) await page.sees([{ activityId }])
})

test('PRM-03 who is shut out sees nobody, and is seen by nobody', async () => {
  const server = await startServer()
  const { camille, paul, activityId, hers, his } = await openTogether(server)
  for (const page of [hers, his]) await page.sees([{ activityId }])
  await revoke(camille, paul.backend.services.session.shared()!.deviceId)
  for (const page of [hers, his]) await page.sees([])
})

test('NOT-05 a room is left soon after nobody has the document open', async () => {
  const server = await startServer()
  const { his } = await openTogether(server)
  await his.sees([{}])
  // A feed and a room for each.
  expect(await connectionsOf(server)).toBe(4)
  his.stop()
  await vi.waitFor(async () => expect(await connectionsOf(server)).toBe(3), 10_000)
})

test('NOT-05 documents that are none of activities, or not here, have no room', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  for (const documentId of ['settings', 'a/nobody/2026', '../x'])
    await expect(
      new Promise((_, reject) => {
        const input = { documentId, page: 'page' }
        camille.client.subscribe('presence.watch', input, () => undefined, reject)
      }),
    ).rejects.toMatchObject({ code: 'E-NOT-FOUND' })
})

test('NOT-05 an unmodified y-websocket client in the room sees typing and cursor, and is seen', async () => {
  const server = await startServer()
  const { camille, paul, documentId, activityId, hers, his } = await openTogether(server)
  his.stop()
  const token = await paul.backend.services.session.accessToken()
  const stock = stockClient(server, token, documentId)
  await synced(stock)
  const text = descriptionIn(stock.doc, activityId)
  expect(text.toJSON()).toBe('Tour du stock\n')

  // From the app to the stock client.
  const replica = new Y.Doc()
  const state = await new Promise<Uint8Array>((resolve, reject) => {
    onTestFinished(
      camille.client.subscribe(
        'documents.open',
        { documentId },
        ({ update }) => resolve(update),
        reject,
      ),
    )
  })
  Y.applyUpdate(replica, state)
  const before = Y.encodeStateVector(replica)
  descriptionIn(replica, activityId).insert(0, 'Grand ')
  const update = Y.encodeStateAsUpdate(replica, before)
  await camille.client.call('documents.apply', { documentId, update })
  await vi.waitFor(() => expect(text.toJSON()).toBe('Grand Tour du stock\n'), 10_000)
  const head = textPlaceAt(descriptionIn(replica, activityId), 6)
  await hers.show(activityId, { anchor: head, head })
  await vi.waitFor(() => {
    const seen = [...stock.awareness.getStates().values()].find(
      ({ user }) => (user as { id?: string } | undefined)?.id === userOf(camille),
    )
    expect(seen).toMatchObject({ user: { name: 'Camille Roche', color: /^#/ } })
    expect(indexOfPlace((seen!['cursor'] as TextCursor).head, text)).toBe(6)
  }, 10_000)

  // And back.
  text.insert(text.length - 1, ' et du rayon')
  const place = Y.createRelativePositionFromTypeIndex(text, 5)
  stock.awareness.setLocalState({
    user: { id: 'admin', name: 'Somebody else', color: '#FF0000' },
    cursor: { anchor: place, head: place },
  })
  const described = (): string =>
    camille.backend.services.documents.read(documentId, (doc) =>
      descriptionIn(doc, activityId).toJSON(),
    )
  await vi.waitFor(() => expect(described()).toBe('Grand Tour du stock et du rayon\n'), 10_000)
  const cursor = { anchor: textPlaceAt(text, 5), head: textPlaceAt(text, 5) }
  await hers.sees([{ userId: userOf(paul), isThisDevice: false, activityId: null, cursor }])
  stock.destroy()
  await hers.sees([])
})
