import { type DocumentCacheOptions, loadDocument } from '../ingest/document-cache.ts'
import type { Ingest } from '../ingest/ingest.ts'
import type { Ingested } from '../ingest/log-announcer.ts'
import { Room } from './room.ts'

export interface RoomsOptions extends DocumentCacheOptions {
  readonly ingest: Ingest
}

interface Held {
  /** Entries that came while the room was made from the log. */
  readonly missed: Ingested[]
  readonly opening: Promise<Room>
  room?: Room
  holders: number
}

/** The rooms in use, each kept up with the log. */
export class Rooms {
  private readonly options: RoomsOptions
  private readonly held = new Map<string, Held>()
  private readonly stopListening: () => void

  constructor(options: RoomsOptions) {
    this.options = options
    this.stopListening = options.ingest.onIngested((ingested) => this.follow(ingested))
  }

  /**
   * The room of a document, to be given back with `release`.
   *
   * @throws AppError as the store does; there is nothing to give back then
   */
  async hold(documentId: string): Promise<Room> {
    const held = this.held.get(documentId) ?? this.open(documentId)
    held.holders++
    return held.opening
  }

  release(documentId: string, room: Room): void {
    const held = this.held.get(documentId)
    if (!held || held.room !== room || --held.holders > 0) return
    this.held.delete(documentId)
    room.destroy()
  }

  close(): void {
    this.stopListening()
  }

  private open(documentId: string): Held {
    const missed: Ingested[] = []
    const held: Held = { missed, holders: 0, opening: this.load(documentId, () => held) }
    this.held.set(documentId, held)
    return held
  }

  private async load(documentId: string, held: () => Held): Promise<Room> {
    try {
      const room = new Room(await loadDocument(documentId, this.options))
      const { missed } = held()
      held().room = room
      if (missed.length > 0) room.follow(missed)
      return room
    } catch (error) {
      this.held.delete(documentId)
      throw error
    }
  }

  private follow(ingested: readonly Ingested[]): void {
    const byDocument = Map.groupBy(ingested, ({ entry }) => entry.documentId)
    for (const [documentId, entries] of byDocument) {
      const held = this.held.get(documentId)
      if (!held?.room) held?.missed.push(...entries)
      else this.followIn(documentId, held.room, entries)
    }
  }

  private followIn(documentId: string, room: Room, entries: readonly Ingested[]): void {
    try {
      room.follow(entries)
    } catch (error) {
      this.options.log(`the room of ${documentId} starts anew: ${String(error)}`)
      this.held.delete(documentId)
      room.closeAll(1011, 'internal error')
      room.destroy()
    }
  }
}
