import { describe, expect, test } from 'vitest'
import { createActivityTimes } from './activity-times.ts'
import { zoneCity } from './zone-city.ts'

const at = (text: string): number => Date.parse(text)
const french = createActivityTimes('fr', 'Europe/Paris')
const plain = (text: string | undefined): string | undefined =>
  text?.replace(/[\u00a0\u202f]/g, ' ')

describe('TL-03 date and time of a row', () => {
  const start = at('2026-11-24T13:30:00Z')

  test('in the viewer’s zone and language', () => {
    const times = french({ startAt: start, endAt: start + 1_800_000, placeTz: 'Europe/Paris' })
    expect(plain(times?.day)).toBe('mar. 24 nov.')
    expect(times?.clock).toBe('14:30 – 15:00')
    expect(times?.extraDays).toBe(0)
    const english = createActivityTimes('en', 'Europe/Paris')
    expect(english({ startAt: start, endAt: null, placeTz: 'Europe/Paris' })).toMatchObject({
      day: 'Tue 24 Nov',
      clock: '14:30',
    })
  })

  test('with the year where nothing else tells it', () => {
    const times = french(
      { startAt: start, endAt: null, placeTz: 'Europe/Paris' },
      { withYear: true },
    )
    expect(plain(times?.day)).toBe('mar. 24 nov. 2026')
    const english = createActivityTimes('en', 'Europe/Paris')
    const noPlace = { startAt: start, endAt: null, placeTz: 'Europe/Paris' }
    expect(english(noPlace, { withYear: true })?.day).toBe('Tue 24 Nov 2026')
  })

  test('a draft without a date has none', () => {
    expect(french({ startAt: null, endAt: null, placeTz: 'Europe/Paris' })).toBeUndefined()
  })
})

test('ACT-15 past midnight it says so, up to midnight it does not', () => {
  const startAt = at('2026-11-24T22:30:00Z')
  const until = (text: string) =>
    french({ startAt, endAt: at(text), placeTz: 'Europe/Paris' })?.extraDays
  expect(until('2026-11-24T23:00:00Z')).toBe(0)
  expect(until('2026-11-24T23:30:00Z')).toBe(1)
})

describe('ACT-16 the zone of the place', () => {
  const startAt = at('2026-11-24T08:00:00Z')

  test('has its own line when its clock shows another time', () => {
    expect(french({ startAt, endAt: null, placeTz: 'Europe/Lisbon' })).toMatchObject({
      clock: '09:00',
      place: { city: 'Lisbonne', clock: '08:00' },
    })
  })

  test('has none when its clock shows the same', () => {
    expect(french({ startAt, endAt: null, placeTz: 'Europe/Brussels' })?.place).toBeUndefined()
    expect(french({ startAt, endAt: null, placeTz: 'nowhere' })?.place).toBeUndefined()
  })

  test('is named as people of the language name it', () => {
    expect(zoneCity('Europe/Lisbon', 'en')).toBe('Lisbon')
    expect(zoneCity('Europe/London', 'fr')).toBe('Londres')
    expect(zoneCity('America/New_York', 'fr')).toBe('New York')
  })
})

test('ACT-06 the repeated hour carries its offset', () => {
  const startAt = at('2026-10-25T00:30:00Z')
  expect(french({ startAt, endAt: startAt + 3_600_000, placeTz: 'Europe/Paris' })?.clock).toBe(
    '02:30 (+02:00) – 02:30 (+01:00)',
  )
})
