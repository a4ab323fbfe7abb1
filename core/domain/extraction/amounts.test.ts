import { describe, expect, test } from 'vitest'
import type { Locale } from '../../contract/scalars.ts'
import { briefOf, readAs } from './sample-slot.ts'

function amount(locale: Locale, reply: string): string {
  const read = readAs(locale, reply, { type: 'money', currency: 'EUR' })
  if (read.status !== 'filled' || typeof read.value !== 'object' || !('amount' in read.value))
    return briefOf(read)
  return `${read.value.amount} ${read.value.currency}${read.confirm ? '?' : ''}`
}

describe('AIR-06 amounts of money in French', () => {
  test.each([
    ['2 500 euros', '2500 EUR'],
    ['2 500,75', '2500.75 EUR'],
    ['3 400 € HT', '3400 EUR'],
    ['douze mille cinq cents euros', '12500 EUR'],
    ['15 k€', '15000 EUR'],
    ['1,2 M€', '1200000 EUR'],
    ["1,2 million d'euros", '1200000 EUR'],
    ['12 € 50', '12.5 EUR'],
    ['douze euros et cinquante centimes', '12.5 EUR'],
    ['six cents euros nonante', '600.9 EUR'],
    ['cinq cents balles', '500 EUR'],
    ['rien', '0 EUR?'],
    ['200 dollars', '200 USD?'],
    ['300 francs suisses', '300 CHF?'],
    ['plus de 5000 euros', '5000 EUR?'],
    ['200 euros par mois', '200 EUR?'],
    ['3 fois 200 euros', '200 EUR?'],
    ['500 euros de moins', '500 EUR?'],
    ['2 000 euros la palette', '2000 EUR?'],
    ['50 centimes', '0.5 EUR'],
    ['1500 moins 10 %', '1500 EUR?'],
    ['entre 2000 et 3000 euros', 'ask range'],
    ['2000 euros et 3000 euros', 'ask several'],
    ['dix-huit mille cinq', '18005 EUR?'],
    ['2000, non 3000 euros', '3000 EUR?'],
  ])('AIR-06 «%s» is %s', (reply, expected) => {
    expect(amount('fr', reply)).toBe(expected)
  })
})

describe('AIR-06 amounts of money in English', () => {
  test.each([
    ['$4,500', '4500 USD?'],
    ['£300', '300 GBP?'],
    ['1.5k', '1500 EUR'],
    ['five hundred euros fifty', '500.5 EUR'],
    ['around two thousand euros', '2000 EUR'],
    ['under 500 euros', '500 EUR?'],
    ['500 a month', '500 EUR?'],
    ['ten grand in sterling', '10000 GBP?'],
    ['free', '0 EUR?'],
  ])('AIR-06 «%s» is %s', (reply, expected) => {
    expect(amount('en', reply)).toBe(expected)
  })
})

test('AIR-06 a number that belongs to a date is no amount', () => {
  expect(amount('fr', '3 200 euros pour le 20 novembre')).toBe('3200 EUR')
})

test('AIR-06 an amount beyond the limits of the field is asked for again', () => {
  const field = { type: 'money', currency: 'EUR', max: 1000 } as const
  expect(readAs('fr', '2000 euros', field)).toMatchObject({ reason: 'out_of_range' })
})

describe('AIR-06 percentages', () => {
  test.each([
    ['fr', 'dix pour cent', '10'],
    ['fr', '12,5 %', '12.5'],
    ['fr', 'deux virgule cinq pour cent', '2.5'],
    ['fr', '15', '15'],
    ['fr', 'aucune remise', '0'],
    ['fr', 'la moitié', '50?'],
    ['fr', 'entre 5 et 10 %', 'ask range'],
    ['fr', '5 % et 10 %', 'ask several'],
    ['fr', 'au moins 10 %', '10?'],
    ['en', 'fifteen percent', '15'],
    ['en', 'half price', '50?'],
    ['en', '5 to 10%', 'ask range'],
    ['en', 'no discount', '0'],
  ] as const)('AIR-06 %s «%s» is %s', (locale, reply, expected) => {
    expect(briefOf(readAs(locale, reply, { type: 'percent' }))).toBe(expected)
  })
})

describe('AIR-06 counts', () => {
  test.each([
    ['fr', 'on en a vendu environ 250 cartons', '250'],
    ['fr', 'il en reste 4', '4'],
    ['fr', 'aucun', '0'],
    ['fr', 'entre 10 et 15', 'ask range'],
    ['fr', '10-15', 'ask range'],
    ['fr', '12 ou 13', 'ask range'],
    ['fr', '3 palettes et 12 cartons', 'ask several'],
    ['fr', 'moins de dix', '10?'],
    ['fr', 'au moins 20', '20?'],
    ['fr', 'maximum 20', '20?'],
    ['fr', '10 par semaine', '10?'],
    ['fr', 'deux et demi', 'ask weak_match'],
    ['fr', 'beaucoup', 'none'],
    ['en', 'about twenty-five', '25'],
    ['en', 'none', '0'],
    ['en', 'just me', '1'],
    ['en', 'two per store', '2?'],
    ['en', 'three more', '3?'],
    ['en', 'one or two', 'ask range'],
    ['en', 'up to 30', '30?'],
    ['en', 'ten to fifteen', 'ask range'],
    ['en', 'six two-post lifts', '6'],
  ] as const)('AIR-06 %s «%s» is %s', (locale, reply, expected) => {
    expect(briefOf(readAs(locale, reply, { type: 'integer' }))).toBe(expected)
  })
})

test('AIR-06 of several numbers the one counts that stands before what the field asks for', () => {
  const field = { type: 'integer', label: { fr: 'Nombre de cartons' } } as const
  expect(briefOf(readAs('fr', '3 palettes et 12 cartons', field))).toBe('12')
})

test('AIR-06 a count beyond the limits of the field is asked for again', () => {
  expect(readAs('fr', '12', { type: 'integer', max: 10 })).toEqual({
    status: 'ask',
    reason: 'out_of_range',
  })
})

test('AIR-06 a unit may stand where the decimal point is', () => {
  expect(briefOf(readAs('fr', 'quatre kilos deux', { type: 'number' }))).toBe('4.2?')
  expect(briefOf(readAs('fr', 'douze litres cinquante', { type: 'number' }))).toBe('12.5?')
})

test('AIR-06 a number may have a fraction where the field is no count', () => {
  expect(briefOf(readAs('fr', 'deux et demi', { type: 'number' }))).toBe('2.5')
})

test('AIR-05 of two counts both are shown', () => {
  expect(readAs('fr', '12 ou 13', { type: 'integer' })).toMatchObject({ alternatives: [12, 13] })
})
