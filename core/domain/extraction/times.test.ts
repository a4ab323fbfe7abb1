import { describe, expect, test } from 'vitest'
import { briefOf, readAs } from './sample-slot.ts'

const time = { type: 'time' } as const
const moment = { type: 'datetime', future: true } as const

describe('AIR-06 French times of day', () => {
  test.each([
    ['14h30', '14:30'],
    ['18 h 45', '18:45'],
    ['14:30', '14:30'],
    ['quatorze heures trente', '14:30'],
    ['huit heures et demie', '08:30'],
    ['neuf heures et quart', '09:15'],
    ['9h moins le quart', '08:45'],
    ['dix heures moins cinq', '09:55'],
    ['8 heures du soir', '20:00'],
    ["3 heures de l'après-midi", '15:00'],
    ['midi', '12:00'],
    ['midi et quart', '12:15'],
    ['midi moins le quart', '11:45'],
    ['minuit', '00:00'],
    ['6 heures', '06:00?'],
    ['14', '14:00?'],
    ['8h, non 9h', '09:00?'],
    ['avant 10h', '10:00?'],
    ['8h ou 9h', 'ask several'],
    ['8 ou 9h', 'ask range'],
    ['entre 8h et 9h', 'ask several'],
    ['entre 8 et 9h', 'ask range'],
  ])('AIR-06 «%s» is %s', (reply, expected) => {
    const brief = briefOf(readAs('fr', reply, time))
    expect(brief).toBe(expected)
  })
})

describe('AIR-06 English times of day', () => {
  test.each([
    ['3pm', '15:00'],
    ['3 p.m.', '15:00'],
    ['10:15', '10:15'],
    ['17:45', '17:45'],
    ['1745', '17:45'],
    ['12am', '00:00'],
    ['10 in the morning', '10:00'],
    ['half past two', '14:30?'],
    ['quarter to five', '16:45?'],
    ['twenty past nine', '09:20?'],
    ['nine thirty', '09:30?'],
    ["eight o'clock in the evening", '20:00'],
    ['at 8 tonight', '20:00'],
    ['after 5pm', '17:00?'],
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ['8 or 9pm', 'ask range'],
  ])('AIR-06 «%s» is %s', (reply, expected) => {
    expect(briefOf(readAs('en', reply, time))).toBe(expected)
  })
})

describe('AIR-06 a day and a time', () => {
  test.each([
    ['fr', 'demain à 14h30', '2026-10-14T14:30'],
    ['fr', 'vendredi midi et quart', '2026-10-16T12:15'],
    ['fr', 'mardi 20 à 15 h', '2026-10-20T15:00'],
    ['fr', 'demain à 9h, non 10h', '2026-10-14T10:00?'],
    ['fr', 'demain', 'ask time_missing'],
    ['fr', 'demain matin', 'ask time_missing'],
    ['fr', '14h', 'ask date_missing'],
    ['fr', 'demain 8h ou 9h', 'ask several'],
    ['en', 'tomorrow at 3pm', '2026-10-14T15:00'],
    ['en', 'tomorrow at half past two', '2026-10-14T14:30?'],
    ['en', 'at noon on Thursday', '2026-10-15T12:00'],
    ['en', 'tomorrow afternoon', 'ask time_missing'],
    ['en', '8 tomorrow morning', '2026-10-14T08:00'],
    ['en', 'Monday 2 to 3pm', 'ask range'],
  ] as const)('AIR-06 %s «%s» is %s', (locale, reply, expected) => {
    expect(briefOf(readAs(locale, reply, moment))).toBe(expected)
  })
})

test('AIR-06 the day is kept where only the time is missing', () => {
  expect(readAs('fr', 'demain', moment)).toMatchObject({ alternatives: ['2026-10-14'] })
})
