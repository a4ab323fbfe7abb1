import type { LogEntry } from './log-entry.ts'

/**
 * Why the server does not take an update. All are final but `incomplete`: that one builds on updates
 * which the log does not have, and can be pushed again after them.
 */
export const refusals = [
  'malformed',
  'forbidden',
  'update-too-large',
  'too-many-structs',
  'document-too-large',
  'incomplete',
] as const
export type Refusal = (typeof refusals)[number]

/** The `seq` of an update that changes nothing: its content is in the log, but no entry is this update. */
export const noPlaceOfItsOwn = 0

/** What became of a pushed update: its place in the log, or why it is not there. */
export type PushResult = { readonly seq: number } | { readonly refusal: Refusal }

/** First message of a client: who it is and how far it knows the log. */
export interface Hello {
  readonly type: 'hello'
  /** The version of the feed's messages that it speaks; 1 is the one described here. */
  readonly protocol: number
  /** Version of the documents' records that the client writes. */
  readonly schemaVersion: number
  /** The epoch of the log it knows; empty for a client that knows none. */
  readonly epoch: string
  /** The last `seq` it has seen; 0 for none. */
  readonly cursor: number
  /** The link of the hash chain at `cursor`, 32 bytes. */
  readonly chain: Uint8Array
  /**
   * Whether the client asks which documents there are, to fetch those that it lacks in an order of its
   * own. With `cursor` 0 the pages then begin where that list was made.
   */
  readonly catalogue: boolean
}

/** Asks for documents, in an order that the client chooses. Answered by one `Documents`. */
export interface Fetch {
  readonly type: 'fetch'
  /** Number chosen by the client, repeated in the answer. */
  readonly request: number
  readonly documents: readonly WantedDocument[]
}

export interface WantedDocument {
  readonly documentId: string
  /** Entries up to this place are there already; 0 for none. */
  readonly after: number
}

/** Updates for the log, in the order in which they were made. */
export interface Push {
  readonly type: 'push'
  /** Number chosen by the client, repeated in the `Ack`. */
  readonly request: number
  readonly updates: readonly PushedUpdate[]
}

export interface PushedUpdate {
  readonly documentId: string
  readonly update: Uint8Array
}

/** A fresh access token, before the one that the socket was opened with expires. */
export interface Auth {
  readonly type: 'auth'
  readonly token: string
}

export type ClientMessage = Hello | Push | Auth | Fetch

/** Part of the list that a `Hello` has asked for. */
export interface Catalogue {
  readonly type: 'catalogue'
  /** The list has every document that the client may see of the log up to here. */
  readonly to: number
  /** The link of the hash chain at `to`, 32 bytes. */
  readonly chain: Uint8Array
  readonly documentIds: readonly string[]
  readonly isLast: boolean
}

/** Answer to a `Fetch`: as much of what it asked for as fits, in its order. */
export interface Documents {
  readonly type: 'documents'
  readonly request: number
  readonly entries: readonly LogEntry[]
  /** So many of the documents that were asked for are complete; for the others ask again. */
  readonly complete: number
}

/** Answer to `Hello`. */
export interface Welcome {
  readonly type: 'welcome'
  readonly epoch: string
  /** The newest `seq` of the log. */
  readonly seq: number
  /** Whether the client's place is one of this log: pages follow from there. */
  readonly fits: boolean
}

/** The log goes on up to `to`; entries that the client may not see or has pushed are left out. */
export interface Page {
  readonly type: 'page'
  readonly to: number
  /** The link of the hash chain at `to`, 32 bytes. */
  readonly chain: Uint8Array
  readonly entries: readonly LogEntry[]
}

/** The client has all that there was; the pages after this one hold what others write from now on. */
export interface Live {
  readonly type: 'live'
}

/** Answer to a `Push`: one result for each update, in its order. */
export interface Ack {
  readonly type: 'ack'
  readonly request: number
  readonly results: readonly PushResult[]
}

export type ServerMessage = Welcome | Catalogue | Page | Documents | Live | Ack
