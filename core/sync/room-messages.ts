import {
  createEncoder,
  toUint8Array,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
} from 'lib0/encoding'
import { FrameReader, MalformedFrame } from './frame-reader.ts'
import { maxFrameBytes } from './limits.ts'

/** Numbers of the stock y-websocket protocol and, below `sync`, of y-protocols. */
const kinds = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3 } as const
const syncSteps = { stateVector: 0, missing: 1, update: 2 } as const
const permissionDenied = 0

/** What one client shows of itself: the cursor, the name. `null` when it has left. */
export interface AwarenessState {
  readonly clientId: number
  /** Grows with every change. */
  readonly clock: number
  readonly state: Readonly<Record<string, unknown>> | null
}

export type RoomMessage =
  /** Sync step 1: asks for what this state vector lacks. */
  | { readonly type: 'ask'; readonly stateVector: Uint8Array }
  /** Sync step 2 or an update. */
  | { readonly type: 'update'; readonly update: Uint8Array }
  /** `bytes`: the length of the encoded states. */
  | { readonly type: 'awareness'; readonly bytes: number; readonly states: AwarenessState[] }
  | { readonly type: 'query-awareness' }

const maxStates = 1_000

/** @throws MalformedFrame for anything that is not exactly one message of a stock client */
export function decodeRoomMessage(frame: Uint8Array): RoomMessage {
  const from = new FrameReader(frame)
  const message = readMessage(from)
  from.end()
  return message
}

/** Sync step 1: the client answers with what this state vector lacks. */
export const askMessage = (stateVector: Uint8Array): Uint8Array =>
  syncMessage(syncSteps.stateVector, stateVector)

/** Sync step 2, after which a client counts as synced. */
export const missingMessage = (update: Uint8Array): Uint8Array =>
  syncMessage(syncSteps.missing, update)

export const updateMessage = (update: Uint8Array): Uint8Array =>
  syncMessage(syncSteps.update, update)

/** An empty list is what keeps a stock client from connecting anew. */
export function awarenessMessage(states: readonly AwarenessState[]): Uint8Array {
  const list = createEncoder()
  writeVarUint(list, states.length)
  for (const { clientId, clock, state } of states) {
    writeVarUint(list, clientId)
    writeVarUint(list, clock)
    writeVarString(list, JSON.stringify(state))
  }
  const to = createEncoder()
  writeVarUint(to, kinds.awareness)
  writeVarUint8Array(to, toUint8Array(list))
  return toUint8Array(to)
}

export function deniedMessage(reason: string): Uint8Array {
  const to = createEncoder()
  writeVarUint(to, kinds.auth)
  writeVarUint(to, permissionDenied)
  writeVarString(to, reason)
  return toUint8Array(to)
}

function syncMessage(step: number, bytes: Uint8Array): Uint8Array {
  const to = createEncoder()
  writeVarUint(to, kinds.sync)
  writeVarUint(to, step)
  writeVarUint8Array(to, bytes)
  return toUint8Array(to)
}

function readMessage(from: FrameReader): RoomMessage {
  const kind = from.uint(kinds.queryAwareness)
  if (kind === kinds.queryAwareness) return { type: 'query-awareness' }
  if (kind === kinds.sync) {
    const step = from.uint(syncSteps.update)
    const bytes = from.bytes(maxFrameBytes)
    return step === syncSteps.stateVector
      ? { type: 'ask', stateVector: bytes }
      : { type: 'update', update: bytes }
  }
  if (kind !== kinds.awareness) throw new MalformedFrame(`no message of a client: ${kind}`)
  const list = from.bytes(maxFrameBytes)
  const states = new FrameReader(list)
  const message: RoomMessage = {
    type: 'awareness',
    bytes: list.length,
    states: states.list(maxStates, () => ({
      clientId: states.uint(),
      clock: states.uint(),
      state: stateOf(states.text(maxFrameBytes)),
    })),
  }
  states.end()
  return message
}

function stateOf(json: string): AwarenessState['state'] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    throw new MalformedFrame('a state is not JSON')
  }
  if (typeof value !== 'object' || Array.isArray(value))
    throw new MalformedFrame('a state is no object')
  return value as AwarenessState['state']
}
