import { expect, test } from 'vitest'
import { inputsOf } from './inputs-of.ts'
import { noteOf, sourcesWith } from './sample-sources.ts'

const texts = [noteOf('2026-09-01', 'Retard.')]
const inputs = inputsOf(sourcesWith({ texts }))

test('AIS-05 a day that passes changes no input', () => {
  expect(inputsOf(sourcesWith({ texts, today: '2027-01-01' }))).toBe(inputs)
})

test.each([
  ['a text', { texts: [noteOf('2026-09-01', 'Retards.')] }],
  ['the language', { texts, locale: 'en' as const }],
  ['a judgement', { texts, judgements: [{ key: 'k', verdict: 'wrong' as const, by: 'a', at: 1 }] }],
  [
    'a month of sales',
    { texts, sales: [{ period: '2026-09', amountMinor: 1, currency: 'EUR', orders: null }] },
  ],
])('AIS-05 %s is an input', (_, given) => {
  expect(inputsOf(sourcesWith(given))).not.toBe(inputs)
})
