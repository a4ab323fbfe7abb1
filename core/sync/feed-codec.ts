import {
  createEncoder,
  type Encoder,
  toUint8Array,
  writeUint8Array,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
} from 'lib0/encoding'
import {
  type Ack,
  type Auth,
  type Catalogue,
  type ClientMessage,
  type Documents,
  type Fetch,
  type Hello,
  type Page,
  type Push,
  type PushResult,
  refusals,
  type ServerMessage,
  type Welcome,
} from './feed-messages.ts'
import { FrameReader, MalformedFrame } from './frame-reader.ts'
import { chainBytes } from './hash-chain.ts'
import {
  maxCataloguePart,
  maxDocumentIdBytes,
  maxDocumentsPerFetch,
  maxFrameBytes,
  maxIdBytes,
  maxTokenBytes,
  maxUpdatesPerFrame,
} from './limits.ts'
import type { LogEntry } from './log-entry.ts'

/** First number of a frame. Numbers are never given to another message. */
const tags = {
  hello: 0,
  push: 1,
  welcome: 2,
  page: 3,
  live: 4,
  ack: 5,
  auth: 6,
  catalogue: 7,
  fetch: 8,
  documents: 9,
} as const

/** The frame of a message; what it holds is the caller's to keep within `limits.ts`. */
export function encodeFeedMessage(message: ClientMessage | ServerMessage): Uint8Array {
  const to = createEncoder()
  writeVarUint(to, tags[message.type])
  switch (message.type) {
    case 'hello':
      writeHello(to, message)
      break
    case 'push':
      writePush(to, message)
      break
    case 'welcome':
      writeWelcome(to, message)
      break
    case 'page':
      writePage(to, message)
      break
    case 'live':
      break
    case 'ack':
      writeAck(to, message)
      break
    case 'auth':
      writeVarString(to, message.token)
      break
    case 'catalogue':
      writeCatalogue(to, message)
      break
    case 'fetch':
      writeFetch(to, message)
      break
    case 'documents':
      writeDocuments(to, message)
  }
  return toUint8Array(to)
}

/**
 * What a client sent, for the server.
 *
 * @throws MalformedFrame for any bytes that are not exactly one message of a client
 */
export function decodeClientMessage(frame: Uint8Array): ClientMessage {
  return decode(frame, (tag, from) => {
    if (tag === tags.hello) return readHello(from)
    if (tag === tags.push) return readPush(from)
    if (tag === tags.auth) return readAuth(from)
    if (tag === tags.fetch) return readFetch(from)
    throw new MalformedFrame(`no message of a client: ${tag}`)
  })
}

/**
 * What the server sent, for a client.
 *
 * @throws MalformedFrame for any bytes that are not exactly one message of the server
 */
export function decodeServerMessage(frame: Uint8Array): ServerMessage {
  return decode<ServerMessage>(frame, (tag, from) => {
    if (tag === tags.welcome) return readWelcome(from)
    if (tag === tags.catalogue) return readCatalogue(from)
    if (tag === tags.page) return readPage(from)
    if (tag === tags.documents) return readDocuments(from)
    if (tag === tags.live) return { type: 'live' }
    if (tag === tags.ack) return readAck(from)
    throw new MalformedFrame(`no message of the server: ${tag}`)
  })
}

function decode<T>(frame: Uint8Array, read: (tag: number, from: FrameReader) => T): T {
  if (frame.length > maxFrameBytes) throw new MalformedFrame(`a frame of ${frame.length} bytes`)
  const from = new FrameReader(frame)
  const message = read(from.uint(), from)
  from.end()
  return message
}

function writeHello(to: Encoder, hello: Hello): void {
  writeVarUint(to, hello.protocol)
  writeVarUint(to, hello.schemaVersion)
  writeVarString(to, hello.epoch)
  writeVarUint(to, hello.cursor)
  writeUint8Array(to, hello.chain)
  writeVarUint(to, hello.catalogue ? 1 : 0)
}

function readHello(from: FrameReader): Hello {
  return {
    type: 'hello',
    protocol: from.uint(),
    schemaVersion: from.uint(),
    epoch: from.text(maxIdBytes),
    cursor: from.uint(),
    chain: from.fixedBytes(chainBytes),
    catalogue: from.flag(),
  }
}

function writePush(to: Encoder, { request, updates }: Push): void {
  writeVarUint(to, request)
  writeVarUint(to, updates.length)
  for (const { documentId, update } of updates) {
    writeVarString(to, documentId)
    writeVarUint8Array(to, update)
  }
}

/** An update may fill the frame here: one that is too large is refused by name, not by closing. */
function readPush(from: FrameReader): Push {
  return {
    type: 'push',
    request: from.uint(),
    updates: from.list(maxUpdatesPerFrame, () => ({
      documentId: from.text(maxDocumentIdBytes),
      update: from.bytes(maxFrameBytes),
    })),
  }
}

function readAuth(from: FrameReader): Auth {
  return { type: 'auth', token: from.text(maxTokenBytes) }
}

function writeWelcome(to: Encoder, { epoch, seq, fits }: Welcome): void {
  writeVarString(to, epoch)
  writeVarUint(to, seq)
  writeVarUint(to, fits ? 1 : 0)
}

function readWelcome(from: FrameReader): Welcome {
  return { type: 'welcome', epoch: from.text(maxIdBytes), seq: from.uint(), fits: from.flag() }
}

function writeFetch(to: Encoder, { request, documents }: Fetch): void {
  writeVarUint(to, request)
  writeVarUint(to, documents.length)
  for (const { documentId, after } of documents) {
    writeVarString(to, documentId)
    writeVarUint(to, after)
  }
}

function readFetch(from: FrameReader): Fetch {
  return {
    type: 'fetch',
    request: from.uint(),
    documents: from.list(maxDocumentsPerFetch, () => ({
      documentId: from.text(maxDocumentIdBytes),
      after: from.uint(),
    })),
  }
}

function writeCatalogue(to: Encoder, { to: place, chain, documentIds, isLast }: Catalogue): void {
  writeVarUint(to, place)
  writeUint8Array(to, chain)
  writeVarUint(to, isLast ? 1 : 0)
  writeVarUint(to, documentIds.length)
  for (const id of documentIds) writeVarString(to, id)
}

function readCatalogue(from: FrameReader): Catalogue {
  return {
    type: 'catalogue',
    to: from.uint(),
    chain: from.fixedBytes(chainBytes),
    isLast: from.flag(),
    documentIds: from.list(maxCataloguePart, () => from.text(maxDocumentIdBytes)),
  }
}

function writePage(to: Encoder, page: Page): void {
  writeVarUint(to, page.to)
  writeUint8Array(to, page.chain)
  writeEntries(to, page.entries)
}

function readPage(from: FrameReader): Page {
  return {
    type: 'page',
    to: from.uint(),
    chain: from.fixedBytes(chainBytes),
    entries: readEntries(from),
  }
}

function writeDocuments(to: Encoder, { request, complete, entries }: Documents): void {
  writeVarUint(to, request)
  writeVarUint(to, complete)
  writeEntries(to, entries)
}

function readDocuments(from: FrameReader): Documents {
  return {
    type: 'documents',
    request: from.uint(),
    complete: from.uint(),
    entries: readEntries(from),
  }
}

function writeEntries(to: Encoder, entries: readonly LogEntry[]): void {
  writeVarUint(to, entries.length)
  for (const { documentId, seq, userId, at, update } of entries) {
    writeVarString(to, documentId)
    writeVarUint(to, seq)
    writeVarString(to, userId)
    writeVarUint(to, at)
    writeVarUint8Array(to, update)
  }
}

function readEntries(from: FrameReader): LogEntry[] {
  return from.list(maxUpdatesPerFrame, () => ({
    documentId: from.text(maxDocumentIdBytes),
    seq: from.uint(),
    userId: from.text(maxIdBytes),
    at: from.uint(),
    update: from.bytes(maxFrameBytes),
  }))
}

/** A result is 0 and the place in the log, or the refusal's place in the list, counted from 1. */
function writeAck(to: Encoder, { request, results }: Ack): void {
  writeVarUint(to, request)
  writeVarUint(to, results.length)
  for (const result of results) {
    writeVarUint(to, 'refusal' in result ? refusals.indexOf(result.refusal) + 1 : 0)
    if ('seq' in result) writeVarUint(to, result.seq)
  }
}

function readAck(from: FrameReader): Ack {
  return {
    type: 'ack',
    request: from.uint(),
    results: from.list(maxUpdatesPerFrame, () => readResult(from)),
  }
}

function readResult(from: FrameReader): PushResult {
  const refusal = refusals[from.uint(refusals.length) - 1]
  return refusal ? { refusal } : { seq: from.uint() }
}
