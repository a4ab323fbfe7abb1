import { describe, expect, test } from 'vitest'
import { findDates } from './dates.ts'
import { briefOf, readAs } from './sample-slot.ts'

const toCome = { type: 'date', future: true } as const
const gone = { type: 'date', past: true } as const

describe('AIR-06 French days to come', () => {
  test.each([
    ["aujourd'hui", '2026-10-13'],
    ['demain', '2026-10-14'],
    ['après-demain', '2026-10-15'],
    ['mardi', '2026-10-20'],
    ['vendredi', '2026-10-16'],
    ['mardi prochain', '2026-10-20?'],
    ['jeudi prochain', '2026-10-15?'],
    ['jeudi en huit', '2026-10-22?'],
    ['lundi en quinze', '2026-11-02?'],
    ['jeudi de la semaine prochaine', '2026-10-22'],
    ['vendredi de cette semaine', '2026-10-16'],
    ['dans trois jours', '2026-10-16'],
    ['dans deux semaines', '2026-10-27'],
    ['dans un mois', '2026-11-13?'],
    ["d'ici deux semaines", '2026-10-27?'],
    ['dans une quinzaine', '2026-10-27?'],
    ['dans une dizaine de jours', '2026-10-23?'],
    ['fin de mois', '2026-10-31?'],
    ['fin du mois prochain', '2026-11-30?'],
    ['fin de semaine', '2026-10-16?'],
    ["fin d'année", '2026-12-31?'],
    ['fin novembre', '2026-11-30?'],
    ['mi-novembre', '2026-11-15?'],
    ['le 3 novembre', '2026-11-03'],
    ['le trois novembre', '2026-11-03'],
    ['le 1er décembre', '2026-12-01'],
    ['le 5 janvier', '2027-01-05'],
    ['mardi 3 novembre', '2026-11-03'],
    ['lundi 3 novembre', '2026-11-03?'],
    ['le 3', '2026-11-03?'],
    ['mardi 20', '2026-10-20'],
    ['03/11', '2026-11-03'],
    ['3.11.2026', '2026-11-03'],
    ['3-11-26', '2026-11-03'],
    ['2026-11-03', '2026-11-03'],
    ['3 11 2026', '2026-11-03'],
    ['le premier lundi de novembre', '2026-11-02'],
    ['le dernier vendredi du mois', '2026-10-30'],
    ['à Noël', '2026-12-25?'],
    ['lundi de Pâques', '2027-03-29?'],
    ['avant lundi', '2026-10-19?'],
    ['vers le 20 novembre', '2026-11-20?'],
    ['chaque mardi', '2026-10-20?'],
    ['pas demain', '2026-10-14?'],
    ['sauf lundi', '2026-10-19?'],
    ['après le 15', '2026-10-15?'],
    ['le 31/12/2026', '2026-12-31'],
  ])('AIR-06 «%s» is %s', (reply, day) => {
    expect(briefOf(readAs('fr', reply, toCome))).toBe(day)
  })
})

describe('AIR-06 French days gone by', () => {
  test.each([
    ['hier', '2026-10-12'],
    ['avant-hier', '2026-10-11'],
    ['ce matin', '2026-10-13'],
    ['lundi', '2026-10-12'],
    ['mardi', '2026-10-06'],
    ['vendredi dernier', '2026-10-09'],
    ['jeudi de la semaine dernière', '2026-10-08'],
    ['il y a trois jours', '2026-10-10'],
    ['il y a un mois', '2026-09-13?'],
    ['le 30', '2026-09-30?'],
    ['le 5 janvier', '2026-01-05'],
    ['le 20 décembre', '2025-12-20'],
  ])('AIR-06 «%s» is %s', (reply, day) => {
    expect(briefOf(readAs('fr', reply, gone))).toBe(day)
  })
})

describe('AIR-06 English days to come', () => {
  test.each([
    ['today', '2026-10-13'],
    ['tomorrow', '2026-10-14'],
    ['the day after tomorrow', '2026-10-15'],
    ['this Friday', '2026-10-16'],
    ['next Friday', '2026-10-16?'],
    ['Thursday next week', '2026-10-22'],
    ['a week on Monday', '2026-10-26?'],
    ['Monday week', '2026-10-26?'],
    ['in three days', '2026-10-16'],
    ['in a fortnight', '2026-10-27'],
    ["in three weeks' time", '2026-11-03'],
    ['within two weeks', '2026-10-27?'],
    ['end of the month', '2026-10-31?'],
    ['end of next month', '2026-11-30?'],
    ['mid-November', '2026-11-15?'],
    ['3rd of November', '2026-11-03'],
    ['November 3rd', '2026-11-03'],
    ['Nov 3', '2026-11-03'],
    ['the third of November', '2026-11-03'],
    ['Tuesday the 20th', '2026-10-20'],
    ['the 3rd', '2026-11-03?'],
    ['11/14', '2026-11-14'],
    ['11/05/2026', '2026-11-05?'],
    ['Christmas', '2026-12-25?'],
    ['every Monday', '2026-10-19?'],
    ['in ten days or so', '2026-10-23?'],
    ['not Monday', '2026-10-19?'],
    ['the first Monday of November', '2026-11-02'],
  ])('AIR-06 «%s» is %s', (reply, day) => {
    expect(briefOf(readAs('en', reply, toCome))).toBe(day)
  })
})

describe('AIR-06 English days gone by', () => {
  test.each([
    ['yesterday', '2026-10-12'],
    ['the day before yesterday', '2026-10-11'],
    ['this morning', '2026-10-13'],
    ['last Tuesday', '2026-10-06'],
    ['last night', '2026-10-12'],
    ['Monday of last week', '2026-10-05'],
    ['two days ago', '2026-10-11'],
    ['a couple of days ago', '2026-10-11?'],
  ])('AIR-06 «%s» is %s', (reply, day) => {
    expect(briefOf(readAs('en', reply, gone))).toBe(day)
  })
})

describe('AIR-06 a part of a month or year is asked for again', () => {
  test.each([
    ['fr', 'début janvier'],
    ['fr', 'courant novembre'],
    ['fr', 'la semaine prochaine'],
    ['fr', 'le mois prochain'],
    ['fr', 'en novembre'],
    ['fr', 'dans deux à trois semaines'],
    ['fr', 'les vacances de la Toussaint'],
    ['en', 'early January'],
    ['en', 'sometime next week'],
    ['en', 'in November'],
  ] as const)('AIR-06 %s «%s»', (locale, reply) => {
    expect(briefOf(readAs(locale, reply, toCome))).toBe('ask period')
  })
})

test('AIR-06 "next Friday" names the Friday after it too', () => {
  expect(readAs('en', 'next Friday', toCome)).toMatchObject({ alternatives: ['2026-10-23'] })
})

test('AIR-06 in English 11/05 may be of May', () => {
  expect(readAs('en', '11/05/2026', toCome)).toMatchObject({ alternatives: ['2026-05-11'] })
})

test('AIR-05 of two days the person chooses', () => {
  expect(readAs('fr', 'le 12 ou le 13 novembre', toCome)).toEqual({
    status: 'ask',
    reason: 'several',
    alternatives: ['2026-11-12', '2026-11-13'],
  })
})

test.each([
  ['fr', '15-16 novembre'],
  ['fr', 'le 15 et le 16 novembre'],
  ['en', '15th or 16th of November'],
  ['en', 'Nov 15 or 16'],
] as const)('AIR-05 %s «%s» are two days of one month', (locale, reply) => {
  expect(readAs(locale, reply, toCome)).toMatchObject({
    reason: 'several',
    alternatives: ['2026-11-15', '2026-11-16'],
  })
})

test('AIR-06 a day on the other side of the activity is confirmed', () => {
  expect(briefOf(readAs('fr', 'hier', toCome))).toBe('2026-10-12?')
  expect(briefOf(readAs('fr', 'demain', gone))).toBe('2026-10-14?')
})

test('AIR-06 a day beyond the limits of the field is asked for again', () => {
  const field = { ...toCome, max: '2026-10-31' }
  expect(readAs('fr', 'le 3 novembre', field)).toMatchObject({ reason: 'out_of_range' })
})

test('AIR-06 a day that does not exist is none', () => {
  expect(briefOf(readAs('fr', '31/02/2026', toCome))).toBe('none')
})

const options = { locale: 'fr', now: '2026-10-13T10:00' } as const

test('AIR-05 dates in running text come with their places', () => {
  const text = 'Envoyer le devis pour vendredi et rappeler Paul avant la fin du mois.'
  expect(
    findDates(text, options).map(({ start, end, day }) => [text.slice(start, end), day]),
  ).toEqual([
    ['pour vendredi', '2026-10-16'],
    ['avant la fin du mois', '2026-10-31'],
  ])
})

test('AIR-05 places are right behind accents in two parts and invisible characters', () => {
  const text = 'E\u0301te\u0301\u200B : demain'
  const [found] = findDates(text, options)
  expect(text.slice(found?.start, found?.end)).toBe('demain')
})

test('AIR-06 dates count from the day of the activity', () => {
  expect(findDates('demain', { ...options, now: '2025-12-31T23:00' })).toMatchObject([
    { day: '2026-01-01' },
  ])
})

test('AIR-06 "dans deux heures" is a day and a time', () => {
  expect(findDates('dans deux heures', { ...options, now: '2026-10-13T23:30' })).toMatchObject([
    { day: '2026-10-14', time: '01:30' },
  ])
})
