import { expect, test } from 'vitest'
import { redact } from './redact.ts'

test('AIS-04 names, telephone numbers, addresses and accounts are replaced and come back', () => {
  const text =
    'Vu Marie Dupont (06 12 34 56 78, marie.dupont@example.com), IBAN FR76 3000 6000 0112 3456 7890 189. Dupont rappelle.'
  const { text: sent, restore } = redact(text, ['Marie Dupont', 'Paul Roy'])
  expect(sent).toBe('Vu [NAME1] ([PHONE1], [MAIL1]), IBAN [IBAN1]. [NAME2] rappelle.')
  expect(restore(sent)).toBe(text)
})

test('AIS-04 the same words have the same placeholder', () => {
  expect(redact('Marie a vu Marie.', ['Marie']).text).toBe('[NAME1] a vu [NAME1].')
})

test('AIS-04 a part of a word is no name, nor is a short one', () => {
  expect(redact('Rosalie a vu Al.', ['Rosa', 'Al']).text).toBe('Rosalie a vu Al.')
})

test.each([
  ['Livrer au 12 bis, rue de la République avant midi', 'Livrer au [ADDRESS1] avant midi'],
  ['Dépôt : 4 avenue Jean Jaurès, Rennes', 'Dépôt : [ADDRESS1], Rennes'],
  ['Meet at 221 Baker Street tomorrow', 'Meet at [ADDRESS1] tomorrow'],
])('AIS-04 in « %s » the street is replaced', (text, sent) => {
  const { text: redacted, restore } = redact(text, [])
  expect(redacted).toBe(sent)
  expect(restore(redacted)).toBe(text)
})

test('AIS-04 a place, a route or a number of boxes is no street', () => {
  const text = 'Il reste 3 places, 2 rue piétonne et 12 Bosch en route'
  expect(redact(text, []).text).toBe(text)
})

test('AIS-04 amounts, dates and quantities stay', () => {
  const text = '12 500 €, le 15/11/2026, 250 cartons, réf. 123456'
  expect(redact(text, []).text).toBe(text)
})

test('AIS-04 a placeholder that was never given stays as it is', () => {
  expect(redact('Bonjour', []).restore('Voir [NAME7]')).toBe('Voir [NAME7]')
})

test('AIS-04 a name behind an apostrophe, with a hyphen or of several words is replaced', () => {
  const names = ["Yvonne O'Brien", 'Marie-Claire de la Tour']
  expect(redact("d'Yvonne, O'Brien et Marie-Claire de la Tour", names).text).toBe(
    "d'[NAME1], [NAME2] et [NAME3]",
  )
})
