import * as Y from 'yjs'
import type { Refusal } from '../../core/sync/feed-messages.ts'
import { MalformedFrame } from '../../core/sync/frame-reader.ts'
import { policy } from '../../core/sync/policy.ts'
import { closingCodes } from '../../core/sync/server-api.ts'
import type { Ingest } from '../ingest/ingest.ts'
import { isNothingNew } from './nothing-new.ts'
import type { Peer, PeerHandlers } from './peer.ts'
import { PushQueue } from './push-queue.ts'
import type { Room } from './room.ts'
import {
  askMessage,
  awarenessMessage,
  decodeRoomMessage,
  deniedMessage,
  missingMessage,
  type RoomMessage,
} from '../../core/sync/room-messages.ts'
import type { Rooms } from './rooms.ts'
import { TokenBucket } from './token-bucket.ts'

const maxAwarenessBytes = 64 * 1024
const awarenessPerSecond = 20

export interface RoomConnectionOptions {
  readonly ingest: Ingest
  readonly rooms: Rooms
  readonly documentId: string
  /** UTC milliseconds. */
  readonly now: () => number
}

/** One stock y-websocket client in the room of its document. */
export class RoomConnection implements PeerHandlers {
  readonly peer: Peer
  private readonly options: RoomConnectionOptions
  private readonly queue: PushQueue
  private readonly awarenessRate: TokenBucket
  private room: Room | undefined

  constructor(options: RoomConnectionOptions, peer: Peer) {
    this.options = options
    this.peer = peer
    this.queue = new PushQueue(peer, options.now)
    this.awarenessRate = new TokenBucket(awarenessPerSecond, awarenessPerSecond, options.now)
    // First in the queue: messages of the client wait until there is a room.
    this.queue.add({ updates: 0, bytes: 0 }, () => this.enter())
  }

  onMessage(frame: Uint8Array): void {
    let message: RoomMessage
    try {
      message = decodeRoomMessage(frame)
    } catch (error) {
      if (!(error instanceof MalformedFrame)) throw error
      return this.peer.close(closingCodes.malformed, 'no message of a room')
    }
    if (message.type === 'awareness') {
      if (message.bytes > maxAwarenessBytes)
        return this.peer.close(closingCodes.tooBig, 'awareness too big')
      // What is too much is lost, not late: clients show themselves again every 15 s.
      if (!this.awarenessRate.tryTake(1)) return
    }
    const updates = message.type === 'update' ? 1 : 0
    this.queue.add({ updates, bytes: frame.length }, () => this.handle(message))
  }

  onKeepAlive(): void {
    // A ping is invisible to a stock client, which takes silence for a dead connection.
    this.peer.send(awarenessMessage([]))
  }

  onClosed(): void {
    if (!this.room) return
    this.room.leave(this)
    this.options.rooms.release(this.options.documentId, this.room)
    this.room = undefined
  }

  private async enter(): Promise<void> {
    const { rooms, documentId } = this.options
    const room = await rooms.hold(documentId)
    if (!this.peer.isOpen) return rooms.release(documentId, room)
    this.room = room
    room.enter(this)
    this.peer.send(askMessage(Y.encodeStateVector(room.doc)))
    const present = room.awareness.present()
    if (present.length > 0) this.peer.send(awarenessMessage(present))
  }

  private async handle(message: RoomMessage): Promise<void> {
    const { room } = this
    if (!room) return
    switch (message.type) {
      case 'ask':
        return this.answer(room, message.stateVector)
      case 'query-awareness':
        return this.peer.send(awarenessMessage(room.awareness.present()))
      case 'awareness':
        return room.showAwareness(room.awareness.take(this.peer, message.states))
      case 'update':
        return this.takeIn(room, message.update)
    }
  }

  private answer({ doc }: Room, stateVector: Uint8Array): void {
    let missing: Uint8Array
    try {
      missing = Y.encodeStateAsUpdate(doc, stateVector)
    } catch {
      return this.peer.close(closingCodes.malformed, 'no state vector')
    }
    this.peer.send(missingMessage(missing))
  }

  private async takeIn({ doc }: Room, update: Uint8Array): Promise<void> {
    const { ingest, documentId } = this.options
    const { claims } = this.peer.session
    if (addsNothing(doc, update)) return
    if (policy(claims, documentId) !== 'rw') return this.refuse('forbidden', doc)
    const [result] = await ingest.push(claims, [{ documentId, update }], this)
    if (result && 'refusal' in result) this.refuse(result.refusal, doc)
  }

  private refuse(refusal: Refusal, doc: Y.Doc): void {
    if (refusal === 'incomplete') return this.peer.send(askMessage(Y.encodeStateVector(doc)))
    if (refusal === 'forbidden') this.peer.send(deniedMessage('read only'))
    this.peer.close(codes[refusal], refusal)
  }
}

const codes: Record<Exclude<Refusal, 'incomplete'>, number> = {
  malformed: closingCodes.malformed,
  forbidden: closingCodes.forbidden,
  'update-too-large': closingCodes.tooBig,
  'too-many-structs': closingCodes.tooBig,
  'document-too-large': closingCodes.tooBig,
}

/** Bytes that are no update add something: they are for `Ingest` to refuse. */
function addsNothing(doc: Y.Doc, update: Uint8Array): boolean {
  try {
    return isNothingNew(doc, update)
  } catch {
    return false
  }
}
