import { expect, test } from 'vitest'
import { specCoverage } from './spec-items.ts'

const specification = `
## 1. Timeline (TL)

* TL-01 \`[seed]\` The profile has a tab.
* TL-02 \`[seed+]\` Sort key; see ACT-99.
  * a detail of TL-02
* ACT-05 \`[seed]\` Quick buttons.
* ACT-06 \`[seed+]\` Rules, with E-ACT-01.
`

test('items are the bullet lines; titles that name them cover them', () => {
  const sources = [
    "test('ACT-05, ACT-06 presets add elapsed minutes', () => {})",
    "describe('TL-01 tab', () => { it('is shown', () => {}) })",
  ]
  expect(specCoverage(specification, sources)).toEqual({
    items: 4,
    covered: 3,
    uncovered: ['TL-02'],
    unknown: [],
  })
})

test('a comment, a skipped test and an error code cover nothing', () => {
  const sources = [
    "// TL-01 TL-02\ntest.skip('ACT-05 quick buttons', () => {})",
    "test('refuses with E-ACT-06', () => {})",
  ]
  expect(specCoverage(specification, sources)).toMatchObject({ covered: 0, unknown: [] })
})

test('numbers the specification does not define are told', () => {
  const sources = ["test('TL-99 and TL-01 and TL-011', () => {})"]
  expect(specCoverage(specification, sources)).toMatchObject({ covered: 1, unknown: ['TL-99'] })
})
