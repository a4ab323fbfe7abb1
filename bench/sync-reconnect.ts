import { v7 } from 'uuid'
import * as Y from 'yjs'
import { roomPath } from '../core/sync/server-api.ts'
import { openSqliteLog } from '../sync-server/log/sqlite-log-store.ts'
import { inTemporaryFolder } from './data-folder.ts'
import { p50, type Report } from './measure.ts'
import type { Bench } from './run.ts'
import { ActivityUpdates } from './sync/activity-updates.ts'
import { FeedClient, type Place } from './sync/feed-client.ts'
import { type RoomAddress, RoomClient } from './sync/room-client.ts'
import {
  type OurServer,
  startOurServer,
  startStockServer,
  type ServerProcess,
} from './sync/server-process.ts'

const recordsPerDocument = 10
/** One document in ten was changed meanwhile. */
const unchangedPerChange = 10
const rounds = 3
const feedsPerRound = 20
const handshakesAtOnce = 20
const appendedAtOnce = 500

interface Known {
  readonly documentId: string
  /** What the laptop has. */
  readonly state: Uint8Array
  /** What it lacks. */
  readonly change: Uint8Array | undefined
}

/**
 * A laptop comes back after some days: what it costs the server that it gets what has changed. By the
 * feed it says where it was; by y-websocket it compares state vectors document by document, over a room
 * each, which is done for a part of them and counted up to all (`--handshakes`, per round and server).
 */
export const syncReconnect: Bench = (report, { documents = 20_000, handshakes = 500 }) =>
  inTemporaryFolder(async (dataDir) => {
    const known = Array.from({ length: documents }, (_, index) => knownDocument(index))
    const place = await fillLog(dataDir, known)
    const ours = await startOurServer(dataDir)
    const tokens = [await ours.tokenFor('a@example.com'), await ours.tokenFor('b@example.com')]
    const stock = await startStockServer()
    const sample = known.slice(0, Math.min(handshakes, documents))
    const stockAddress = ({ documentId }: Known): RoomAddress => ({
      url: `ws://127.0.0.1:${stock.port}/${documentId}`,
    })
    const ourAddress = ({ documentId }: Known): RoomAddress => ({
      url: `ws://127.0.0.1:${ours.port}${roomPath(ours.workspaceId, documentId)}?token=${tokens[0]}`,
    })
    await shakeHands(sample, stockAddress, docWithChange)
    const lacking = known.filter(({ change }) => change).length
    const cpu = { feed: [] as number[], stock: [] as number[], ours: [] as number[] }
    for (let round = -1; round < rounds; round++) {
      const feed = await cpuOf(ours, () => reconnect(ours, tokens[1]!, place, lacking))
      const byStock = await cpuOf(stock, () => shakeHands(sample, stockAddress, docWithout))
      const byOurs = await cpuOf(ours, () => shakeHands(sample, ourAddress, docWithout))
      if (round < 0) continue
      cpu.feed.push(feed / feedsPerRound)
      cpu.stock.push((byStock * documents) / sample.length)
      cpu.ours.push((byOurs * documents) / sample.length)
    }
    const what = `${documents} documents, ${lacking} changes: the feed, processor time of the server`
    reportCpu(report, what, cpu.feed, `handshakes on the stock server, all documents`, cpu.stock)
    reportCpu(report, what, cpu.feed, `handshakes in our rooms, all documents`, cpu.ours)
    await ours.stop()
    await stock.stop()
  })

function reportCpu(report: Report, metric: string, feed: number[], name: string, others: number[]) {
  const [value, other] = [feed, others].map((all) => p50(all.sort((a, b) => a - b))) as [
    number,
    number,
  ]
  const against = `${name} ${Math.round(other)} ms`
  report({ metric, value, unit: 'ms', against, ratio: value / other })
}

function knownDocument(index: number): Known {
  const updates = new ActivityUpdates(index + 1)
  const state = updates.next(recordsPerDocument)
  const change = index % unchangedPerChange === 0 ? updates.next() : undefined
  return { documentId: `c/customer-${index}`, state, change }
}

/** All documents, then all changes; answers with the place between them. */
async function fillLog(dataDir: string, known: readonly Known[]): Promise<Place> {
  const store = await openSqliteLog({ dataDir, now: Date.now, newId: v7 })
  const append = async (updates: readonly { documentId: string; update: Uint8Array }[]) => {
    for (let from = 0; from < updates.length; from += appendedAtOnce) {
      const some = updates.slice(from, from + appendedAtOnce)
      await store.append(some.map((entry) => ({ ...entry, userId: 'camille', at: Date.now() })))
    }
  }
  await append(known.map(({ documentId, state }) => ({ documentId, update: state })))
  const { epoch, seq, chain } = await store.head()
  await append(
    known.flatMap(({ documentId, change }) => (change ? [{ documentId, update: change }] : [])),
  )
  await store.close()
  return { epoch, cursor: seq, chain }
}

/** The server's processor time, in ms. */
async function cpuOf(server: ServerProcess, work: () => Promise<void>): Promise<number> {
  const before = server.cpuMs()
  await work()
  return server.cpuMs() - before
}

async function reconnect(
  server: OurServer,
  token: string,
  place: Place,
  lacking: number,
): Promise<void> {
  for (let time = 0; time < feedsPerRound; time++) {
    let entries = 0
    const client = new FeedClient(server, token, place)
    client.onPage = (page) => (entries += page.entries.length)
    await client.live
    client.close()
    if (entries !== lacking) throw new Error(`${entries} changes came instead of ${lacking}`)
  }
}

/** Compares every document with the server's, some at once; each must then be as it is with the change. */
async function shakeHands(
  documents: readonly Known[],
  address: (known: Known) => RoomAddress,
  docOf: (known: Known) => Y.Doc,
): Promise<void> {
  const waiting = [...documents]
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const client = new RoomClient(address(next), docOf(next))
      await client.synced
      const records = client.doc.getMap('activities').size
      const expected = recordsPerDocument + (next.change ? 1 : 0)
      if (records !== expected) throw new Error(`${records} records instead of ${expected}`)
      await client.close()
    }
  }
  await Promise.all(Array.from({ length: handshakesAtOnce }, worker))
}

function docWithout({ state }: Known): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return doc
}

function docWithChange(known: Known): Y.Doc {
  const doc = docWithout(known)
  if (known.change) Y.applyUpdate(doc, known.change)
  return doc
}
