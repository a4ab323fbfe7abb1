import { describe, expect, test } from 'vitest'
import { createFormat } from './format.ts'

const paris = createFormat({ language: 'fr', tz: 'Europe/Paris' })
const london = createFormat({ language: 'en', tz: 'Europe/London' })
const at = Date.UTC(2026, 10, 24, 13, 30)
const minute = 60_000
const day = 24 * 60 * minute

describe('GEN-06 dates in the language and zone of the viewer', () => {
  test('French writes a day and a time as on paper', () => {
    expect(paris.dateTime(at)).toBe('mar. 24 nov. 2026, 14:30')
  })
  test('English has its own order', () => {
    expect(london.dateTime(at)).toBe('Tue 24 Nov 2026, 13:30')
  })
  test('tables use dd/MM/yyyy HH:mm', () => {
    expect(paris.shortDateTime(at)).toBe('24/11/2026 14:30')
  })
  test('the same instant falls on another day in another zone', () => {
    const tokyo = createFormat({ language: 'fr', tz: 'Asia/Tokyo' })
    expect(tokyo.dateTime(Date.UTC(2026, 10, 24, 15, 30))).toBe('mer. 25 nov. 2026, 00:30')
  })
  test('midnight is 00:00', () => {
    expect(paris.time(Date.UTC(2026, 10, 23, 23, 0))).toBe('00:00')
  })
  test('a month heading has no day', () => {
    expect(paris.month(at)).toBe('novembre 2026')
    expect(london.month(at)).toBe('November 2026')
  })
  test('ACT-06 the repeated hour shows its offset, both times', () => {
    expect(paris.time(Date.UTC(2026, 9, 25, 0, 30))).toBe('02:30 (+02:00)')
    expect(paris.time(Date.UTC(2026, 9, 25, 1, 30))).toBe('02:30 (+01:00)')
    expect(paris.time(Date.UTC(2026, 9, 25, 2, 30))).toBe('03:30')
  })
  test('a local day is not shifted by the zone of the viewer', () => {
    const honolulu = createFormat({ language: 'fr', tz: 'Pacific/Honolulu' })
    expect(honolulu.localDay('2026-11-24')).toBe('24 nov. 2026')
  })
})

describe('intervals', () => {
  test('an end on the same day is only a time', () => {
    expect(paris.interval(at, at + 30 * minute)).toBe('mar. 24 nov. 2026, 14:30 – 15:00')
  })
  test('an end on another day has its day', () => {
    expect(paris.interval(at, at + day)).toBe('mar. 24 nov. 2026, 14:30 – mer. 25 nov. 2026, 14:30')
  })
  test('without an end the start stands alone', () => {
    expect(paris.interval(at, null)).toBe('mar. 24 nov. 2026, 14:30')
  })
  test('days of one month share month and year', () => {
    expect(paris.days('2026-11-01', '2026-11-24')).toBe('1–24 nov. 2026')
  })
  test('one day is not a range', () => {
    expect(paris.days('2026-11-24', '2026-11-24')).toBe('24 nov. 2026')
  })
})

describe('GEN-06 numbers and sizes', () => {
  test('French groups with a narrow space and has a decimal comma', () => {
    expect(paris.number(20_000)).toBe('20\u202f000')
    expect(paris.fileSize(1_468_006)).toBe('1,4\u00a0Mo')
  })
  test('English groups with a comma and has a decimal point', () => {
    expect(london.number(20_000)).toBe('20,000')
    expect(london.fileSize(1_468_006)).toBe('1.4\u00a0MB')
  })
  test.each([
    [0, '0\u00a0m'],
    [4.96, '5\u00a0m'],
    [7.34, '7,3\u00a0m'],
    [80.4, '80\u00a0m'],
    [999.4, '999\u00a0m'],
    [999.6, '1\u00a0km'],
    [1312, '1,3\u00a0km'],
    [391_707, '391,7\u00a0km'],
  ])('GPS-07 a distance of %d m', (metres, text) => {
    expect(paris.distance(metres)).toBe(text)
  })
  test('the limit of 25 MB reads as 25 Mo', () => {
    expect(paris.fileSize(25 * 1_048_576)).toBe('25\u00a0Mo')
  })
  test.each([
    [0, '0\u00a0o'],
    [1, '1\u00a0o'],
    [1023, '1\u202f023\u00a0o'],
    [1024, '1\u00a0ko'],
    [1024 ** 5, '1\u202f024\u00a0To'],
  ])('%i bytes', (bytes, text) => {
    expect(paris.fileSize(bytes)).toBe(text)
  })
})

describe('names one after the other', () => {
  const names = ['Claire Martin', 'Hugo Bernard', 'Paul Roux']
  test.each([
    ['fr', 3, 'Claire Martin, Hugo Bernard et Paul Roux'],
    ['fr', 2, 'Claire Martin et Hugo Bernard'],
    ['fr', 1, 'Claire Martin'],
    ['en', 3, 'Claire Martin, Hugo Bernard and Paul Roux'],
  ] as const)('in %s, %i of them', (language, count, text) => {
    expect((language === 'fr' ? paris : london).list(names.slice(0, count))).toBe(text)
  })
})

describe('time gone by', () => {
  test.each([
    [-20_000, 'maintenant'],
    [-2 * minute, 'il y a 2\u00a0min'],
    [-90 * minute, 'il y a 1\u00a0h'],
    [-day, 'hier'],
    [3 * day, 'dans 3\u00a0j'],
  ])('%i ms from now', (offset, text) => {
    expect(paris.relative(at + offset, at)).toBe(text)
  })
})
