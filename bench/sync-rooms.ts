import { setTimeout as wait } from 'node:timers/promises'
import { inTemporaryFolder } from './data-folder.ts'
import { p50, type Report } from './measure.ts'
import type { Bench } from './run.ts'
import { type RoomAddress, RoomClient } from './sync/room-client.ts'
import {
  startHocuspocus,
  startOurServer,
  startStockServer,
  type ServerProcess,
} from './sync/server-process.ts'
import { roomPath } from '../core/sync/server-api.ts'

const clients = 100
const rounds = 3
const secondsOfTyping = 5
/** A server that has just started spends as much on its compiler. */
const secondsOfWarmUp = 8
/** What one batch of an editor holds. */
const typed = 'abc '
/** Our server lets one person have 50 rooms open. */
const people = 8

/** The same hundred clients: a team with its documents, and everybody in one document. */
const shapes = [
  { name: `${clients} clients in 20 rooms`, rooms: 20, perSecond: 400 },
  { name: `${clients} clients in one room`, rooms: 1, perSecond: 100 },
] as const

interface Contender {
  readonly name: string
  readonly server: ServerProcess
  /** Where a room is. */
  readonly address: (room: string, client: number) => RoomAddress
}

/** The documents of one shape on one server, and those who type in them. */
type Rooms = readonly (readonly RoomClient[])[]

/**
 * A hundred people who type, each in a document of their own that follows the room. What counts is the
 * server's processor time for one update; the clients are in this process, each server in its own. The
 * servers take turns. Ours has written each update to the disk before anybody else sees it; the others
 * keep the documents in memory, and Hocuspocus stores them seconds later.
 */
export const syncRooms: Bench = (report) =>
  inTemporaryFolder((ours) =>
    inTemporaryFolder(async (theirs) => {
      const contenders = [await ourRooms(ours), await stockRooms(), await hocuspocusRooms(theirs)]
      for (const shape of shapes) await reportShape(report, contenders, shape)
      for (const { name, server } of contenders)
        report({ metric: `memory, ${name}`, value: server.memoryMB(), unit: 'MB' })
      for (const { server } of contenders) await server.stop()
    }),
  )

async function ourRooms(dataDir: string): Promise<Contender> {
  const server = await startOurServer(dataDir)
  const tokens: string[] = []
  for (let person = 0; person < people; person++)
    tokens.push(await server.tokenFor(`person-${person}@example.com`))
  return {
    name: 'ours',
    server,
    address: (room, client) => {
      const path = roomPath(server.workspaceId, `c/${room}`)
      return { url: `ws://127.0.0.1:${server.port}${path}?token=${tokens[client % people]}` }
    },
  }
}

async function stockRooms(): Promise<Contender> {
  const server = await startStockServer()
  const address = (room: string): RoomAddress => ({ url: `ws://127.0.0.1:${server.port}/${room}` })
  return { name: 'y-websocket (in memory)', server, address }
}

async function hocuspocusRooms(dataDir: string): Promise<Contender> {
  const server = await startHocuspocus(dataDir)
  const url = `ws://127.0.0.1:${server.port}/`
  const address = (room: string): RoomAddress => ({ url, named: room })
  return { name: 'hocuspocus (stores later)', server, address }
}

async function reportShape(
  report: Report,
  contenders: readonly Contender[],
  { name, rooms, perSecond }: (typeof shapes)[number],
): Promise<void> {
  const open = await Promise.all(contenders.map((contender) => enter(contender, rooms)))
  const perUpdate = contenders.map((): number[] => [])
  for (let round = -1; round < rounds; round++)
    for (const index of round % 2 === 0 ? [0, 1, 2] : [2, 1, 0]) {
      const { server } = contenders[index]!
      const before = server.cpuMs()
      const updates = await type(
        open[index]!,
        perSecond,
        round < 0 ? secondsOfWarmUp : secondsOfTyping,
      )
      if (round >= 0) perUpdate[index]!.push((server.cpuMs() - before) / updates)
    }
  const [ours = 0, ...others] = perUpdate.map((all) => p50(all.sort((a, b) => a - b)))
  for (const [index, value] of others.entries())
    report({
      metric: `${name}, server's processor time for an update`,
      value: ours,
      unit: 'ms',
      against: `${contenders[index + 1]!.name} ${value.toPrecision(3)} ms`,
      ratio: ours / value,
    })
  for (const client of open.flat(2)) await client.close()
}

async function enter({ address }: Contender, rooms: number): Promise<Rooms> {
  const open = Array.from({ length: rooms }, (_, room) =>
    Array.from(
      { length: clients / rooms },
      (_, seat) => new RoomClient(address(`room-${rooms}-${room}`, room * 5 + seat)),
    ),
  )
  await Promise.all(open.flat().map(({ synced }) => synced))
  return open
}

/** Everybody types in turn. Answers with the number of updates, once all have all of them. */
async function type(rooms: Rooms, perSecond: number, seconds: number): Promise<number> {
  const everybody = rooms.flat()
  const count = perSecond * seconds
  const lengths = rooms.map(([first]) => textOf(first!).length)
  const startedAt = performance.now()
  for (let sent = 0; sent < count;) {
    const due = Math.min(count, ((performance.now() - startedAt) / 1000) * perSecond)
    for (; sent < due; sent++) {
      const text = textOf(everybody[sent % everybody.length]!)
      text.insert(text.length, typed)
      lengths[Math.floor((sent % everybody.length) / rooms[0]!.length)]! += typed.length
    }
    await wait(2)
  }
  const isThere = (): boolean =>
    rooms.every((room, index) => room.every((client) => textOf(client).length === lengths[index]))
  for (const deadline = performance.now() + 20_000; !isThere(); await wait(5))
    if (performance.now() > deadline) throw new Error('not all clients have all that was typed')
  return count
}

const textOf = ({ doc }: RoomClient) => doc.getText('text')
