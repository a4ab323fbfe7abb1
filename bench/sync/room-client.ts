import { once } from 'node:events'
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding'
import {
  createEncoder,
  type Encoder,
  toUint8Array,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
} from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'

const kinds = { sync: 0, auth: 2 } as const
const syncSteps = { stateVector: 0, missing: 1, update: 2 } as const
const token = 0

export interface RoomAddress {
  readonly url: string
  /** Hocuspocus writes the name before every message, and wants a token; the others have it in the URL. */
  readonly named?: string
}

/** One client of a y-websocket room, with a document of its own that follows the room. */
export class RoomClient {
  readonly doc: Y.Doc
  /** Resolves when the server has told all it has. */
  readonly synced: Promise<void>
  private readonly address: RoomAddress
  private readonly socket: WebSocket
  private tellSynced: () => void = () => undefined
  private fail: (error: Error) => void = () => undefined

  constructor(address: RoomAddress, doc = new Y.Doc()) {
    this.address = address
    this.doc = doc
    this.synced = new Promise((resolve, reject) => {
      this.tellSynced = resolve
      this.fail = reject
    })
    this.socket = new WebSocket(address.url, { perMessageDeflate: false })
    this.socket.on('open', () => this.greet())
    this.socket.on('message', (data) => this.receive(new Uint8Array(data as Buffer)))
    this.socket.on('error', (error) => this.fail(error))
    this.socket.on('close', (code) => this.fail(new Error(`a room was closed with ${code}`)))
    this.doc.on('update', this.sendUpdate)
  }

  async close(): Promise<void> {
    this.doc.off('update', this.sendUpdate)
    if (this.socket.readyState === WebSocket.CLOSED) return
    this.socket.close()
    await once(this.socket, 'close')
  }

  private readonly sendUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin !== this) this.sendSync(syncSteps.update, update)
  }

  private greet(): void {
    if (this.address.named !== undefined)
      this.send(kinds.auth, (to) => {
        writeVarUint(to, token)
        writeVarString(to, 'anybody')
      })
    this.sendSync(syncSteps.stateVector, Y.encodeStateVector(this.doc))
  }

  private receive(frame: Uint8Array): void {
    const from = createDecoder(frame)
    if (this.address.named !== undefined) readVarString(from)
    if (readVarUint(from) !== kinds.sync) return
    const step = readVarUint(from)
    const bytes = readVarUint8Array(from)
    if (step === syncSteps.stateVector)
      this.sendSync(syncSteps.missing, Y.encodeStateAsUpdate(this.doc, bytes))
    else Y.applyUpdate(this.doc, bytes, this)
    if (step === syncSteps.missing) this.tellSynced()
  }

  private sendSync(step: number, bytes: Uint8Array): void {
    this.send(kinds.sync, (to) => {
      writeVarUint(to, step)
      writeVarUint8Array(to, bytes)
    })
  }

  private send(kind: number, write: (to: Encoder) => void): void {
    const to = createEncoder()
    if (this.address.named !== undefined) writeVarString(to, this.address.named)
    writeVarUint(to, kind)
    write(to)
    this.socket.send(toUint8Array(to))
  }
}
