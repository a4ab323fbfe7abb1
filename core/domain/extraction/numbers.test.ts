import { describe, expect, test } from 'vitest'
import { folded } from './folded-text.ts'
import { findNumbers } from './numbers.ts'

const french = (text: string) => findNumbers(folded(text), 'fr').map(({ value }) => value)
const english = (text: string) => findNumbers(folded(text), 'en').map(({ value }) => value)

describe('AIR-06 numbers in French', () => {
  test.each([
    ['zéro', 0],
    ['dix-sept', 17],
    ['vingt et un', 21],
    ['vingt-et-un', 21],
    ['soixante et onze', 71],
    ['soixante-dix-huit', 78],
    ['septante-cinq', 75],
    ['quatre-vingts', 80],
    ['huitante-deux', 82],
    ['quatre-vingt-dix-sept', 97],
    ['nonante-neuf', 99],
    ['cent', 100],
    ['deux cent cinquante', 250],
    ['mille deux cents', 1200],
    ['deux cent cinquante mille', 250_000],
    ['un million deux cent mille', 1_200_000],
    ['une douzaine', 12],
    ['deux douzaines', 24],
    ['une demi-douzaine', 6],
    ['une centaine', 100],
    ['une dizaine de milliers', 10_000],
    ['trois virgule deux', 3.2],
    ['zéro virgule soixante-quinze', 0.75],
    ['deux et demi', 2.5],
    ['trois quarts', 0.75],
    ['moins trois', -3],
  ])('AIR-06 «%s» is %d', (text, value) => {
    expect(french(text)).toEqual([value])
  })
})

describe('AIR-06 numbers in English', () => {
  test.each([
    ['seventeen', 17],
    ['twenty-five', 25],
    ['one hundred and five', 105],
    ['twelve hundred', 1200],
    ['a hundred thousand', 100_000],
    ['two million', 2_000_000],
    ['three dozen', 36],
    ['half a dozen', 6],
    ['a couple', 2],
    ['a couple of hundred', 200],
    ['a grand', 1000],
    ['three point two', 3.2],
    ['two and a half', 2.5],
    ['two and a quarter', 2.25],
    ['two and a half thousand', 2500],
    ['two and a half grand', 2500],
    ['minus five', -5],
  ])('AIR-06 «%s» is %d', (text, value) => {
    expect(english(text)).toEqual([value])
  })
})

describe('AIR-06 numbers in digits', () => {
  test.each([
    ['1 200', 1200],
    ['1\u202F200,50', 1200.5],
    ['1.200', 1200],
    ['1.250,50', 1250.5],
    ["1'200", 1200],
    ['2,5', 2.5],
    [',5', 0.5],
    ['15k', 15_000],
    ['1,2 million', 1_200_000],
    ['3 douzaines', 36],
    ['2 et demi', 2.5],
    ['-3', -3],
  ])('AIR-06 «%s» is %d in French', (text, value) => {
    expect(french(text)).toEqual([value])
  })

  test.each([
    ['1,200', 1200],
    ['1,250.50', 1250.5],
    ['2.5', 2.5],
    ['1,234,567', 1_234_567],
  ])('AIR-06 «%s» is %d in English', (text, value) => {
    expect(english(text)).toEqual([value])
  })
})

test('AIR-06 several numbers are found in their order', () => {
  expect(french('12 cartons, trois palettes et 4')).toEqual([12, 3, 4])
})

test('AIR-06 an article is as weak as it is short, unless it is the whole beginning of the answer', () => {
  expect(findNumbers('une commande', 'fr')).toMatchObject([{ value: 1, isWeak: true }])
  expect(findNumbers('un, il est furieux', 'fr')).toMatchObject([{ value: 1, isWeak: false }])
})

test('AIR-06 "pour cent" is no hundred', () => {
  expect(french('dix pour cent')).toEqual([10])
})

test('AIR-06 "au moins" is no minus', () => {
  expect(french('au moins 20')).toEqual([20])
})

test('AIR-06 digits inside a name are no number', () => {
  expect(french('le filtre H2O')).toEqual([])
})
