import { expect, test } from 'vitest'
import { decodeChanges, encodeChanges } from './carried-changes.ts'

const carried = {
  workspaceId: 'acme',
  changes: [
    { documentId: 'settings', userId: 'marie', at: 1, update: new Uint8Array([1, 2]) },
    { documentId: 'c/norauto', userId: 'paul', at: 1_795_522_800_123, update: new Uint8Array([3]) },
  ],
}

test('SYN-13 changes come back as they were', () => {
  expect(decodeChanges(encodeChanges(carried))).toEqual(carried)
})

test('SYN-13 bytes that are cut short, go on, or are of another version are refused', () => {
  const bytes = encodeChanges(carried)
  const refused = [
    ...Array.from({ length: bytes.length }, (_, length) => bytes.subarray(0, length)),
    new Uint8Array([...bytes, 0]),
    new Uint8Array([2, ...bytes.subarray(1)]),
  ]
  for (const content of refused)
    expect(() => decodeChanges(content)).toThrow(expect.objectContaining({ code: 'E-XCH-FILE' }))
})
