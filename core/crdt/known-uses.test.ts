import { expect, test } from 'vitest'
import { isUseUnknown, type KnownUses } from './known-uses.ts'

test.each<[string, KnownUses | null, { by: string; at: number }, boolean]>([
  ['what was known', { paul: 10 }, { by: 'paul', at: 10 }, false],
  ['what came later', { paul: 10 }, { by: 'paul', at: 11 }, true],
  ['what somebody did of whom nothing was known', { paul: 10 }, { by: 'hugo', at: 1 }, true],
  ['what was there before an archival said what it knew', null, { by: 'hugo', at: 1 }, false],
  ['what a hostile id names', { paul: 10 }, { by: 'constructor', at: 1 }, true],
  // Paul's clock is three days slow: it is compared with itself only.
  ['what a slow clock wrote', { paul: 10, hugo: 999 }, { by: 'paul', at: 11 }, true],
])('TYP-06 whether an archival had not known: %s', (_, known, use, isUnknown) => {
  expect(isUseUnknown(known, use)).toBe(isUnknown)
})
