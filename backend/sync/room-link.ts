import WebSocket from 'ws'
import { maxFrameBytes } from '../../core/sync/limits.ts'
import {
  type AwarenessState,
  awarenessMessage,
  decodeRoomMessage,
} from '../../core/sync/room-messages.ts'
import { closingCodes, roomPath, tokenPrefix } from '../../core/sync/server-api.ts'
import { closedByUs, type LinkEnd } from './feed-link.ts'

export interface RoomLinkOptions {
  readonly server: string
  readonly workspaceId: string
  readonly documentId: string
  readonly accessToken: string
  /** How long nothing may come before the connection counts as dead. */
  readonly silenceMs: number
  /** What is sent from now on arrives. */
  readonly opened: () => void
  /** What somebody in the room shows has changed. */
  readonly heard: (states: readonly AwarenessState[]) => void
}

/**
 * One connection to the room of a document, for who is there and where. Text is left to the feed: the
 * server brings into the room what is pushed there, and into the feed what is written in the room, so
 * what the room says of text is passed over here (docs/adr/0011).
 */
export class RoomLink {
  /** Settles when the connection is over, whatever the cause; never rejects. */
  readonly ended: Promise<LinkEnd>
  private readonly options: RoomLinkOptions
  private readonly socket: WebSocket
  private silence: NodeJS.Timeout | undefined

  constructor(options: RoomLinkOptions) {
    this.options = options
    const { server, workspaceId, documentId, accessToken } = options
    const url = server.replace(/^http/, 'ws') + roomPath(workspaceId, documentId)
    this.socket = new WebSocket(url, [tokenPrefix + accessToken], {
      followRedirects: false,
      handshakeTimeout: 20_000,
      maxPayload: maxFrameBytes,
      perMessageDeflate: false,
    })
    this.socket.binaryType = 'nodebuffer'
    this.socket.on('open', () => options.opened())
    this.socket.on('message', (data: Buffer) => this.hear(data))
    this.socket.on('ping', () => this.heardSomething())
    this.ended = new Promise((resolve) => {
      let problem = ''
      this.socket.on('error', (error) => (problem = error.message))
      this.socket.on('close', (code, reason) => {
        clearTimeout(this.silence)
        resolve({ code, reason: reason.toString() || problem })
      })
    })
    this.heardSomething()
  }

  show(states: readonly AwarenessState[]): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(awarenessMessage(states))
  }

  close(): void {
    this.socket.close(closedByUs)
    // A server that does not answer must not keep us.
    setTimeout(() => this.socket.terminate(), 1000).unref()
  }

  private hear(data: Buffer): void {
    this.heardSomething()
    if (this.socket.readyState !== WebSocket.OPEN) return
    try {
      const message = decodeRoomMessage(data)
      if (message.type === 'awareness') this.options.heard(message.states)
    } catch {
      this.socket.close(closingCodes.malformed)
    }
  }

  private heardSomething(): void {
    clearTimeout(this.silence)
    this.silence = setTimeout(() => this.socket.terminate(), this.options.silenceMs)
    this.silence.unref()
  }
}
