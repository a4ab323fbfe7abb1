import { expect, test } from 'vitest'
import { changedPart } from './changed-part.ts'

test.each([
  ['a short text as a whole', 'Vu le stock', 'Vu les pneus', 'Vu le stock', 'Vu les pneus'],
  ['nothing before', '', 'Stock', '', 'Stock'],
  [
    'what stands around',
    `${'a'.repeat(50)} stock ${'b'.repeat(50)}`,
    `${'a'.repeat(50)} pneus ${'b'.repeat(50)}`,
    `…${'a'.repeat(23)} stock ${'b'.repeat(23)}…`,
    `…${'a'.repeat(23)} pneus ${'b'.repeat(23)}…`,
  ],
  ['no more than can be read', '', 'x'.repeat(999), '', `${'x'.repeat(240)}…`],
])('TL-21 of two versions of a text is shown %s', (_, one, other, before, after) => {
  expect(changedPart(one, other)).toEqual({ before, after })
})

test('TL-21 texts that differ by their marks only show the same', () => {
  const { before, after } = changedPart('Stock', 'Stock')
  expect(before).toBe(after)
})
