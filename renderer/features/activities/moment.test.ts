import { describe, expect, test } from 'vitest'
import { momentOf, readMoment, tidied } from './moment.ts'

const tz = 'Europe/Paris'
const now = Date.parse('2026-11-24T12:00:00Z')
const at = (text: string): number => Date.parse(text)
const typed = (date: string, time: string, pass: 'first' | 'second' = 'first') => ({
  date,
  time,
  pass,
})

describe('ACT-16 typed times in the viewer’s zone', () => {
  test('a date and a time are an instant', () => {
    expect(readMoment(typed('24/11', '14h30'), tz, now)).toEqual({
      kind: 'at',
      at: at('2026-11-24T13:30:00Z'),
    })
  })

  test('an hour that the clocks skip is refused, with the hour after it as a proposal', () => {
    expect(readMoment(typed('29/03/2026', '02:30'), tz, now)).toEqual({
      kind: 'nonexistent',
      proposedAt: at('2026-03-29T01:30:00Z'),
      proposedTime: '03:30',
    })
  })

  test('a repeated hour means its first pass until the second is chosen', () => {
    const [firstAt, secondAt] = [at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z')]
    const repeated = { firstAt, secondAt }
    expect(readMoment(typed('25/10/2026', '02:30'), tz, now)).toEqual({
      kind: 'at',
      at: firstAt,
      repeated,
    })
    expect(readMoment(typed('25/10/2026', '02:30', 'second'), tz, now)).toEqual({
      kind: 'at',
      at: secondAt,
      repeated,
    })
  })

  test('both passes are written so that they are read again as themselves', () => {
    for (const instant of [at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z')])
      expect(readMoment(momentOf(instant, tz), tz, now)).toMatchObject({ kind: 'at', at: instant })
  })

  test('in a zone without changes the same hours are ordinary', () => {
    expect(readMoment(typed('29/03/2026', '02:30'), 'Africa/Algiers', now).kind).toBe('at')
    expect(readMoment(typed('25/10/2026', '02:30'), 'Africa/Algiers', now)).not.toHaveProperty(
      'repeated',
    )
  })

  test('what is missing or unreadable is named', () => {
    expect(readMoment(typed('', ' '), tz, now)).toEqual({ kind: 'empty' })
    expect(readMoment(typed('', '14:30'), tz, now)).toEqual({ kind: 'incomplete', part: 'date' })
    expect(readMoment(typed('24/11', ''), tz, now)).toEqual({ kind: 'incomplete', part: 'time' })
    expect(readMoment(typed('31/02', '14:30'), tz, now)).toEqual({ kind: 'invalid', part: 'date' })
    expect(readMoment(typed('24/11', '25:00'), tz, now)).toEqual({ kind: 'invalid', part: 'time' })
    expect(readMoment(typed('24/11/1820', '14:30'), tz, now)).toEqual({
      kind: 'invalid',
      part: 'date',
    })
  })
})

describe('GEN-06 fields are tidied when they are left', () => {
  test('short forms are written out', () => {
    expect(tidied(typed('demain', '9'), tz, now, '2026-11-24')).toEqual(
      typed('25/11/2026', '09:00'),
    )
  })

  test('a time alone is meant for the usual day', () => {
    expect(tidied(typed('', '9h30'), tz, now, '2026-12-01')).toEqual(typed('01/12/2026', '09:30'))
  })

  test('what cannot be read stays as it was typed', () => {
    expect(tidied(typed('31/02', ' 25:00 '), tz, now, '2026-11-24')).toEqual(
      typed('31/02', '25:00'),
    )
  })
})
