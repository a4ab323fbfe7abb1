import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type ChainedEntry, chainStart, nextChain, sha256 } from './hash-chain.ts'

const entry: ChainedEntry = {
  documentId: 'settings',
  seq: 300,
  userId: 'é',
  at: 5,
  updateSha256: sha256(new Uint8Array([1, 2, 3])),
}
const previous = new Uint8Array(32).fill(7)
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

test('a link is the SHA-256 of exactly the bytes that are documented', () => {
  const bytes = Buffer.concat([
    previous,
    Buffer.from([8]),
    Buffer.from('settings'),
    Buffer.from([0b1010_1100, 0b10]),
    Buffer.from([2, 0xc3, 0xa9]),
    Buffer.from([5]),
    createHash('sha256')
      .update(Buffer.from([1, 2, 3]))
      .digest(),
  ])
  expect(hex(nextChain(previous, entry))).toBe(createHash('sha256').update(bytes).digest('hex'))
})

test('the chain of a log of today is the one of every later version', () => {
  const first = { ...entry, seq: 1, at: 1_795_522_800_123 }
  const second = { ...entry, documentId: 'c/01900000-0000-7000-8000-000000000001', seq: 2 }
  expect(hex(nextChain(nextChain(chainStart, first), second))).toMatchInlineSnapshot(
    `"4ae3fa575fa67011c96e1484ecfa2097f7c40178663fd80e241f05c79468c72c"`,
  )
})

test.each<[string, Partial<ChainedEntry>]>([
  ['document', { documentId: 'directory' }],
  ['place', { seq: 301 }],
  ['author', { userId: 'e' }],
  ['instant', { at: 6 }],
  ['update', { updateSha256: sha256(new Uint8Array([1, 2, 4])) }],
])('another %s is another link', (_what, change) => {
  expect(hex(nextChain(previous, { ...entry, ...change }))).not.toBe(
    hex(nextChain(previous, entry)),
  )
})

test('another past is another link', () => {
  expect(hex(nextChain(chainStart, entry))).not.toBe(hex(nextChain(previous, entry)))
})
