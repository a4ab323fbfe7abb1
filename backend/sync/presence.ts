import type { Shown } from '../../core/sync/presence-state.ts'
import { DocumentRoom, type DocumentRoomOptions, type PresenceListener } from './document-room.ts'

/** The server lets one person have 50 open, on all devices. */
const mostRooms = 16

export type PresenceOptions = Omit<DocumentRoomOptions, 'documentId' | 'mayEnter' | 'left'>

/**
 * Who else has open what is on screen: a room of the server for each document that a page of this
 * device has open, while the exchange is live. Nothing of it is stored anywhere.
 */
export class Presence {
  private readonly options: PresenceOptions
  private readonly rooms = new Map<string, DocumentRoom>()
  private isLive = false

  constructor(options: PresenceOptions) {
    this.options = options
  }

  /** Enters the room of a document for a page; answers with a function that leaves it. */
  watch(documentId: string, page: string, listener: PresenceListener): () => void {
    const room = this.rooms.get(documentId) ?? this.open(documentId)
    return room.enter(page, listener)
  }

  /** What a page shows from now on. */
  show(documentId: string, page: string, shown: Shown): void {
    this.rooms.get(documentId)?.show(page, shown)
  }

  live(): void {
    this.isLive = true
    for (const room of this.rooms.values()) room.live()
  }

  offline(): void {
    this.isLive = false
    for (const room of this.rooms.values()) room.offline()
  }

  async stop(): Promise<void> {
    this.isLive = false
    await Promise.all([...this.rooms.values()].map((room) => room.stop()))
  }

  private open(documentId: string): DocumentRoom {
    const room: DocumentRoom = new DocumentRoom({
      ...this.options,
      documentId,
      mayEnter: () =>
        [...this.rooms.values()].filter(({ isEntered }) => isEntered).length < mostRooms,
      left: () => {
        if (this.rooms.get(documentId) === room) this.rooms.delete(documentId)
      },
    })
    this.rooms.set(documentId, room)
    if (this.isLive) room.live()
    return room
  }
}
