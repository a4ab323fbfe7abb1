import { describe, expect, test } from 'vitest'
import { briefOf, readAs } from './sample-slot.ts'

const duration = { type: 'duration' } as const

describe('AIR-06 lengths of time in French, in minutes', () => {
  test.each([
    ['45 min', '45'],
    ['1h30', '90'],
    ['2 heures', '120'],
    ['une heure et demie', '90'],
    ['une heure et quart', '75'],
    ['une heure vingt', '80'],
    ['deux heures quarante-cinq', '165'],
    ['deux heures et 15 minutes', '135'],
    ['une heure moins le quart', '45'],
    ['une heure moins dix', '50'],
    ["trois quarts d'heure", '45'],
    ["un quart d'heure", '15'],
    ['une demi-heure', '30'],
    ['une demi-journée', '240?'],
    ['toute la matinée', '240?'],
    ['une petite heure', '60?'],
    ['trois petits quarts d’heure', '45?'],
    ['une trentaine de minutes', '30'],
    ['presque une heure', '60?'],
    ["moins d'une heure", '60?'],
    ['plus de deux heures', '120?'],
    ['45', '45?'],
    ['de 14h à 15h30', '90?'],
    ['40 minutes, non plutôt 50', '50?'],
    ['20 à 30 minutes', 'ask range'],
    ['une heure ou deux', 'ask range'],
    ['entre une et deux heures', 'ask range'],
  ])('AIR-06 «%s» is %s', (reply, expected) => {
    expect(briefOf(readAs('fr', reply, duration))).toBe(expected)
  })
})

describe('AIR-06 lengths of time in English, in minutes', () => {
  test.each([
    ['90 minutes', '90'],
    ['an hour and a half', '90'],
    ['hour and a half', '90'],
    ['one and a half hours', '90'],
    ['a couple of hours', '120'],
    ['two hours and fifteen minutes', '135'],
    ['two hours thirty', '150'],
    ['half an hour', '30'],
    ['three quarters of an hour', '45'],
    ['a quarter of an hour', '15'],
    ['all day', '480?'],
    ['under an hour', '60?'],
    ['from 2 to 3pm', '60?'],
    ['an hour or two', 'ask range'],
  ])('AIR-06 «%s» is %s', (reply, expected) => {
    expect(briefOf(readAs('en', reply, duration))).toBe(expected)
  })
})

test('AIR-06 a length beyond the limits of the field is asked for again', () => {
  expect(briefOf(readAs('fr', '3 heures', { ...duration, max: 120 }))).toBe('ask out_of_range')
})
