import * as Y from 'yjs'
import { maxPageBytes } from '../../core/sync/limits.ts'
import type { Ingested } from '../ingest/log-announcer.ts'
import type { ServerDocument } from '../ingest/server-document.ts'
import { RoomAwareness } from './room-awareness.ts'
import type { RoomConnection } from './room-connection.ts'
import {
  type AwarenessState,
  awarenessMessage,
  updateMessage,
} from '../../core/sync/room-messages.ts'

/** `Y.mergeUpdates` takes much longer for many. */
const mostInOneMessage = 20

/** The people around one document: a cache of the log, thrown away with the last of them. */
export class Room {
  readonly awareness = new RoomAwareness()
  private readonly connections = new Set<RoomConnection>()
  private readonly document: ServerDocument

  /** @param document as the log has it; the room's own */
  constructor(document: ServerDocument) {
    this.document = document
  }

  get doc(): Y.Doc {
    return this.document.doc
  }

  get isEmpty(): boolean {
    return this.connections.size === 0
  }

  enter(connection: RoomConnection): void {
    this.connections.add(connection)
  }

  leave(connection: RoomConnection): void {
    this.connections.delete(connection)
    this.showAwareness(this.awareness.leave(connection.peer))
  }

  /**
   * Applies and passes on what the log has now, in one message where several people wrote at once;
   * whoever sent all of a message has it already.
   */
  follow(ingested: readonly Ingested[]): void {
    this.document.apply(ingested.map(({ entry }) => entry.update))
    for (const together of inMessages(ingested)) {
      const updates = together.map(({ entry }) => entry.update)
      const message = updateMessage(updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates))
      for (const connection of this.connections)
        if (together.some(({ origin }) => origin !== connection)) connection.peer.send(message)
    }
  }

  /** Tells everybody, the one it is about too: it learns how it is shown. */
  showAwareness(states: readonly AwarenessState[]): void {
    if (states.length === 0) return
    const message = awarenessMessage(states)
    for (const { peer } of this.connections) if (peer.isComfortable) peer.send(message)
  }

  closeAll(code: number, reason: string): void {
    for (const { peer } of [...this.connections]) peer.close(code, reason)
  }

  destroy(): void {
    this.document.doc.destroy()
  }
}

/** In their order, as many in each as one message may hold. */
function* inMessages(ingested: readonly Ingested[]): Generator<Ingested[]> {
  let together: Ingested[] = []
  let bytes = 0
  for (const one of ingested) {
    const { length } = one.entry.update
    const isFull = together.length === mostInOneMessage || bytes + length > maxPageBytes
    if (isFull && together.length > 0) {
      yield together
      together = []
      bytes = 0
    }
    together.push(one)
    bytes += length
  }
  if (together.length > 0) yield together
}
