import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolveWallTime, toWallTime } from './wall-time.ts'

test.each([
  ['no such day', '2026-02-30', '10:00', 'Europe/Paris'],
  ['a day of another form', '30/03/2026', '10:00', 'Europe/Paris'],
  ['a whole timestamp as day', '2026-03-30T09:00', '10:00', 'Europe/Paris'],
  ['24:00', '2026-03-30', '24:00', 'Europe/Paris'],
  ['a minute of 60', '2026-03-30', '10:60', 'Europe/Paris'],
  ['one digit', '2026-03-30', '9:00', 'Europe/Paris'],
  ['seconds', '2026-03-30', '10:00:00', 'Europe/Paris'],
  ['an unknown zone', '2026-03-30', '10:00', 'Europe/Nowhere'],
  ['an offset as zone', '2026-03-30', '10:00', '+01:00'],
  ['before 1970', '1901-01-01', '10:00', 'Europe/Paris'],
  ['after 2200', '2200-01-02', '10:00', 'Europe/Paris'],
])('ACT-16 %s is invalid', (_name, date, time, tz) => {
  expect(resolveWallTime({ date, time }, tz)).toEqual({ kind: 'invalid' })
})

test('ACT-16 a wall time drops seconds and keeps the offset of the zone', () => {
  const at = Date.parse('2026-07-01T08:15:59.999Z')
  expect(toWallTime(at, 'Asia/Kathmandu')).toEqual({
    date: '2026-07-01',
    time: '14:00',
    offset: '+05:45',
  })
})

test('ACT-16 an instant shown in any zone and typed again is the same instant', () => {
  const minutesOf2026 = fc.integer({
    min: Date.UTC(2026, 0) / 60_000,
    max: Date.UTC(2027, 0) / 60_000,
  })
  const zones = fc.constantFrom(
    'Europe/Paris',
    'Europe/Lisbon',
    'Africa/Abidjan',
    'Africa/Cairo',
    'America/Nuuk',
    'Australia/Lord_Howe',
    'Asia/Tokyo',
    'Pacific/Chatham',
  )
  fc.assert(
    fc.property(minutesOf2026, zones, (minute, tz) => {
      const at = minute * 60_000
      const found = resolveWallTime(toWallTime(at, tz), tz)
      if (found.kind === 'ambiguous') expect([found.firstAt, found.secondAt]).toContain(at)
      else expect(found).toEqual({ kind: 'exact', at })
    }),
    { seed: 20260329, numRuns: 1000 },
  )
})

test('ACT-16 every time of the day is exact, skipped or repeated, and the offer is after the gap', () => {
  const minuteOfDay = fc.integer({ min: 0, max: 1439 })
  const days = fc.constantFrom('2026-03-29', '2026-10-25', '2026-06-15')
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  fc.assert(
    fc.property(days, minuteOfDay, (date, minute) => {
      const time = `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`
      const found = resolveWallTime({ date, time }, 'Europe/Paris')
      const inChange = minute >= 120 && minute < 180
      if (inChange && date === '2026-03-29') {
        expect(found).toMatchObject({ kind: 'nonexistent', proposedDate: date })
        expect(found).toMatchObject({ proposedTime: time.replace(/^02/, '03') })
      } else if (inChange && date === '2026-10-25') {
        expect(found.kind).toBe('ambiguous')
        if (found.kind === 'ambiguous') expect(found.secondAt - found.firstAt).toBe(3_600_000)
      } else {
        expect(found.kind).toBe('exact')
      }
    }),
    { seed: 20261025, numRuns: 1000 },
  )
})
