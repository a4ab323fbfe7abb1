import { expect, test } from 'vitest'
import { fold, folded, withoutInvisible } from './folded-text.ts'

test('AIR-06 case, accents, curly quotes, long dashes and thin spaces do not count', () => {
  expect(folded('C’est ÉLEVÉ – 1\u202F200\u00A0€')).toBe("c'est eleve - 1 200 €")
})

test('AIR-06 ligatures are two letters', () => {
  expect(folded('Œuvre')).toBe('oeuvre')
})

test('AIR-05 a stretch of folded text is found again behind accents in two parts and ligatures', () => {
  const source = 'Le cœur e\u0301te\u0301'
  const { text } = fold(source)
  const at = text.indexOf('ete')
  expect(source.slice(...fold(source).span(at, at + 3))).toBe('e\u0301te\u0301')
})

test('AIR-05 zero-width and tag characters are left out, and the place of the words stays right', () => {
  const source = '1\u200B2\u{E0041} cartons'
  expect(fold(source).text).toBe('12 cartons')
  expect(source.slice(...fold(source).span(0, 2))).toBe('1\u200B2\u{E0041}')
})

test('AIR-05 what replaces a stretch comes from all of it', () => {
  const source = 'le trois mars'
  const replaced = fold(source).replace([{ start: 3, end: 8, by: '3' }])
  expect(replaced.text).toBe('le 3 mars')
  expect(source.slice(...replaced.span(3, 4))).toBe('trois')
})

test('AIR-05 an empty stretch stays empty', () => {
  expect(fold('abc').span(1, 1)).toEqual([1, 1])
})

test('AIR-05 text is given without what cannot be seen', () => {
  expect(withoutInvisible('a\u200Bb\u{E0049}\uFE0Fc')).toBe('abc')
})
