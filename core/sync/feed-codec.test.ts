import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeClientMessage, decodeServerMessage, encodeFeedMessage } from './feed-codec.ts'
import { type ClientMessage, refusals, type ServerMessage } from './feed-messages.ts'
import { MalformedFrame } from './frame-reader.ts'
import { maxFrameBytes } from './limits.ts'

const seed = Number(process.env['FEED_SEED'] ?? 15)
const text = fc.string({ unit: 'grapheme', maxLength: 6 })
const number = fc.maxSafeNat()
const bytes = fc.uint8Array({ maxLength: 300 })
const chain = fc.uint8Array({ minLength: 32, maxLength: 32 })

const clientMessages: fc.Arbitrary<ClientMessage> = fc.oneof(
  fc.record({
    type: fc.constant('hello' as const),
    protocol: number,
    schemaVersion: number,
    epoch: text,
    cursor: number,
    chain,
    catalogue: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('push' as const),
    request: number,
    updates: fc.array(fc.record({ documentId: text, update: bytes }), { maxLength: 5 }),
  }),
  fc.record({ type: fc.constant('auth' as const), token: text }),
  fc.record({
    type: fc.constant('fetch' as const),
    request: number,
    documents: fc.array(fc.record({ documentId: text, after: number }), { maxLength: 5 }),
  }),
)
const entry = fc.record({
  documentId: text,
  seq: number,
  userId: text,
  at: number,
  update: bytes,
})
const result = fc.oneof(
  fc.record({ seq: number }),
  fc.record({ refusal: fc.constantFrom(...refusals) }),
)
const serverMessages: fc.Arbitrary<ServerMessage> = fc.oneof(
  fc.record({
    type: fc.constant('welcome' as const),
    epoch: text,
    seq: number,
    fits: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('page' as const),
    to: number,
    chain,
    entries: fc.array(entry, { maxLength: 5 }),
  }),
  fc.constant({ type: 'live' as const }),
  fc.record({
    type: fc.constant('catalogue' as const),
    to: number,
    chain,
    documentIds: fc.array(text, { maxLength: 5 }),
    isLast: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('documents' as const),
    request: number,
    entries: fc.array(entry, { maxLength: 5 }),
    complete: number,
  }),
  fc.record({
    type: fc.constant('ack' as const),
    request: number,
    results: fc.array(result, { maxLength: 5 }),
  }),
)

/** The message, or `undefined` where the bytes are refused; any other error fails the test. */
function tryDecode<T>(decode: (frame: Uint8Array) => T, frame: Uint8Array): T | undefined {
  try {
    return decode(frame)
  } catch (error) {
    expect(error).toBeInstanceOf(MalformedFrame)
    return undefined
  }
}

type Message = ClientMessage | ServerMessage
const sides: [string, fc.Arbitrary<Message>, (frame: Uint8Array) => Message][] = [
  ['client', clientMessages, decodeClientMessage],
  ['server', serverMessages, decodeServerMessage],
]

describe.each(sides)('messages of the %s', (_side, messages, decode) => {
  test('come back as they were, also from the middle of a larger buffer', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const frame = encodeFeedMessage(message)
        expect(decode(frame)).toEqual(message)
        const around = new Uint8Array(frame.length + 64).fill(0xff)
        around.set(frame, 32)
        expect(decode(around.subarray(32, 32 + frame.length))).toEqual(message)
      }),
      { seed, numRuns: 1000 },
    )
  })

  test('are refused when anything is cut off or added', () => {
    fc.assert(
      fc.property(messages, fc.nat(), bytes, (message, cut, more) => {
        const frame = encodeFeedMessage(message)
        const around = new Uint8Array(frame.length + 400)
        around.set(frame)
        expect(tryDecode(decode, around.subarray(0, cut % frame.length))).toBeUndefined()
        if (more.length === 0) return
        expect(tryDecode(decode, new Uint8Array([...frame, ...more]))).toBeUndefined()
      }),
      { seed, numRuns: 1000 },
    )
  })

  test('are refused or mean something after bytes were changed, and never break the decoder', () => {
    const change = fc.tuple(fc.nat(), fc.nat(255))
    fc.assert(
      fc.property(
        messages,
        fc.array(change, { minLength: 1, maxLength: 4 }),
        (message, changes) => {
          const frame = encodeFeedMessage(message)
          for (const [place, value] of changes) frame[place % frame.length] = value
          const decoded = tryDecode(decode, frame)
          if (decoded) expect(decode(encodeFeedMessage(decoded))).toEqual(decoded)
        },
      ),
      { seed, numRuns: 5000 },
    )
  })

  test('are not made of noise', () => {
    fc.assert(
      fc.property(bytes, (noise) => {
        const decoded = tryDecode(decode, noise)
        if (decoded) expect(decode(encodeFeedMessage(decoded))).toEqual(decoded)
      }),
      { seed, numRuns: 5000 },
    )
  })
})

const huge = [0xff, 0xff, 0xff, 0xff, 0x0f]
test.each<[string, number[]]>([
  ['nothing', []],
  ['an unknown message', [9]],
  ['a message of the server', [4]],
  ['a push of 2^32 updates', [1, 0, ...huge]],
  ['an update of 2^32 bytes', [1, 0, 1, 0, ...huge]],
  ['a number beyond 2^53', [1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]],
  ['a number without end', [1, ...Array<number>(40).fill(0x80)]],
  ['a document id that is not UTF-8', [1, 0, 1, 2, 0xc3, 0x28, 0]],
  ['a document id of 129 bytes', [1, 0, 1, 0x81, 1, ...Array<number>(129).fill(97), 0]],
])('%s is no message of a client', (_name, frame) => {
  expect(() => decodeClientMessage(new Uint8Array(frame))).toThrow(MalformedFrame)
})

test.each<[string, number[]]>([
  ['a refusal that does not exist', [5, 0, 1, refusals.length + 1]],
  ['a flag of 2', [2, 0, 0, 2]],
  ['a push', [1, 0, 0]],
])('%s is no message of the server', (_name, frame) => {
  expect(() => decodeServerMessage(new Uint8Array(frame))).toThrow(MalformedFrame)
})

test('a frame above 4 MB is refused whatever it holds, one of 4 MB is read', () => {
  const pushed = (length: number) =>
    encodeFeedMessage({
      type: 'push',
      request: 1,
      updates: [{ documentId: 'settings', update: new Uint8Array(length) }],
    })
  const overhead = pushed(maxFrameBytes / 2).length - maxFrameBytes / 2
  expect(decodeClientMessage(pushed(maxFrameBytes - overhead)).type).toBe('push')
  expect(() => decodeClientMessage(pushed(maxFrameBytes - overhead + 1))).toThrow(MalformedFrame)
})
