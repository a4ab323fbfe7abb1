import { expect, test } from 'vitest'
import { longestSentence, sentenceSpans } from './sentence-spans.ts'

const cut = (text: string): string[] => sentenceSpans(text).map((span) => span.text)

test.each([
  ['M. Dupont est absent. Rappeler lundi.', ['M. Dupont est absent.', 'Rappeler lundi.']],
  ['Vu avec Mme. Roy. Tout va bien.', ['Vu avec Mme. Roy.', 'Tout va bien.']],
  ['Remise de 8 % à 14 h 30. Accord.', ['Remise de 8 % à 14 h 30.', 'Accord.']],
  ['Prix : 12.50 euros. Trop cher !', ['Prix : 12.50 euros.', 'Trop cher !']],
  ['Il est fâché. il part.', ['Il est fâché.', 'il part.']],
  ['Retard confirmé. 2 palettes cassées.', ['Retard confirmé.', '2 palettes cassées.']],
  ['- Relancer\n- Envoyer le devis', ['Relancer', 'Envoyer le devis']],
  ['• Retard • Casse', ['Retard', 'Casse']],
  ['1. Retard\n2) Casse', ['Retard', 'Casse']],
  ['Retard.Il part.', ['Retard.', 'Il part.']],
  ['réf. 4521 manquante', ['réf. 4521 manquante']],
  ['...\n\n—', []],
])('AIS-03 %j is cut into %j', (text, expected) => {
  expect(cut(text)).toEqual(expected)
})

test('AIS-03 a span points into the stored text, although what is invisible is stripped from its words', () => {
  const text = '\u200bBon.  Re\u200btard de\u00a0livraison\u202e.\n'
  const span = sentenceSpans(text).at(-1)!
  expect(span.text).toBe('Retard de\u00a0livraison.')
  expect(text.slice(span.start, span.end)).toBe('Re\u200btard de\u00a0livraison\u202e.')
})

test('AIS-09 a line without a blank is cut into pieces, never inside a character', () => {
  const spans = sentenceSpans('😀'.repeat(1000) + 'x')
  expect(spans.every(({ start, end }) => end - start <= longestSentence + 1)).toBe(true)
  expect(spans.every(({ text }) => !/\p{Cs}/u.test(text))).toBe(true)
})
