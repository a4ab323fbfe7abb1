import { setTimeout as wait } from 'node:timers/promises'
import { roomPath } from '../core/sync/server-api.ts'
import { inTemporaryFolder } from './data-folder.ts'
import { p50, percentile, type Times } from './measure.ts'
import type { Bench } from './run.ts'
import { ActivityUpdates } from './sync/activity-updates.ts'
import { FeedClient } from './sync/feed-client.ts'
import { RoomClient } from './sync/room-client.ts'
import { type OurServer, startOurServer } from './sync/server-process.ts'

const people = 20
const feeds = 200
const rooms = 20
const pushers = 20
const pushesPerSecond = 100
const seconds = 30
const secondsOfWarmUp = 10
/** Of the readers these note when what comes; all are counted. */
const watchers = 10
const documents = 50

/**
 * A team at work: all laptops follow the feed, some write, twenty people have a document on screen.
 * Every push is one new activity, written to the disk before it is acknowledged; "fan-out" is from the
 * push to its arrival at another laptop. The laptops are in this process, the server in its own.
 */
export const syncFeed: Bench = (report) =>
  inTemporaryFolder(async (dataDir) => {
    const server = await startOurServer(dataDir)
    const tokens = await tokensOf(server)
    const clients = Array.from(
      { length: feeds },
      (_, index) => new FeedClient(server, tokens[index % people]!),
    )
    const inRooms = Array.from({ length: rooms }, (_, index) => {
      const path = roomPath(server.workspaceId, `c/room-${index}`)
      const url = `ws://127.0.0.1:${server.port}${path}?token=${tokens[index % people]}`
      return new RoomClient({ url })
    })
    await Promise.all([...clients.map(({ live }) => live), ...inRooms.map(({ synced }) => synced)])
    await load(clients, secondsOfWarmUp)
    const before = { cpuMs: server.cpuMs(), at: performance.now() }
    const { acknowledged, fanOut } = await load(clients, seconds)
    const cores = (server.cpuMs() - before.cpuMs) / (performance.now() - before.at)
    const what = `${pushesPerSecond} pushes/s to ${feeds} feeds`
    report({ metric: `${what}, acknowledged p50`, value: p50(acknowledged), unit: 'ms' })
    report({
      metric: `${what}, acknowledged p99`,
      value: percentile(acknowledged, 0.99),
      unit: 'ms',
    })
    report({ metric: `${what}, fan-out p50`, value: p50(fanOut), unit: 'ms' })
    report({ metric: `${what}, fan-out p99`, value: percentile(fanOut, 0.99), unit: 'ms' })
    report({ metric: `${what}, server`, value: cores, unit: 'cores' })
    const metric = `memory of the server with ${feeds} feeds and ${rooms} rooms`
    report({ metric, value: server.memoryMB(), unit: 'MB' })
    for (const client of clients) client.close()
    for (const client of inRooms) await client.close()
    await server.stop()
  })

async function tokensOf(server: OurServer): Promise<string[]> {
  const tokens: string[] = []
  for (let person = 0; person < people; person++)
    tokens.push(await server.tokenFor(`person-${person}@example.com`))
  return tokens
}

/** Pushes at an even pace, whether or not the server keeps up; resolves when all have all of it. */
async function load(
  clients: readonly FeedClient[],
  duration: number,
): Promise<{ acknowledged: Times; fanOut: Times }> {
  const sources = Array.from({ length: documents }, () => {
    const clientId = Math.floor(Math.random() * 2 ** 32)
    return { documentId: `c/customer-${clientId}`, updates: new ActivityUpdates(clientId) }
  })
  const sentAt = new Map<number, number>()
  const arrived: { seq: number; at: number }[] = []
  const watching = clients.slice(-watchers)
  for (const client of watching)
    client.onPage = ({ entries }) => {
      const at = performance.now()
      for (const { seq } of entries) arrived.push({ seq, at })
    }
  const acknowledged: number[] = []
  const pending: Promise<void>[] = []
  const push = async (number: number): Promise<void> => {
    const { documentId, updates } = sources[number % documents]!
    const startedAt = performance.now()
    const update = updates.next()
    const [result] = await clients[number % pushers]!.push([{ documentId, update }])
    if (!result || !('seq' in result)) throw new Error(`refused: ${result?.refusal}`)
    acknowledged.push(performance.now() - startedAt)
    sentAt.set(result.seq, startedAt)
  }
  const count = pushesPerSecond * duration
  const startedAt = performance.now()
  for (let sent = 0; sent < count; await wait(1)) {
    const due = Math.min(count, ((performance.now() - startedAt) / 1000) * pushesPerSecond)
    for (; sent < due; sent++) pending.push(push(sent))
  }
  await Promise.all(pending)
  for (
    const deadline = performance.now() + 20_000;
    arrived.length < count * watchers;
    await wait(5)
  )
    if (performance.now() > deadline) throw new Error('not everybody has everything')
  for (const client of watching) client.onPage = undefined
  const ascending = (times: number[]): Times => times.sort((a, b) => a - b)
  return {
    acknowledged: ascending(acknowledged),
    fanOut: ascending(arrived.map(({ seq, at }) => at - sentAt.get(seq)!)),
  }
}
