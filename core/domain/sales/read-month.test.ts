import { describe, expect, test } from 'vitest'
import { readMonth } from './read-month.ts'

describe('AIS-01 a month of a sales file', () => {
  test.each([
    '2026-09',
    '09/2026',
    '9.2026',
    '202609',
    '2026/9',
    '2026-09-30',
    '2026-09-30T00:00:00',
    '30/09/2026',
    '09/30/2026',
    'sept. 2026',
    'septembre 2026',
    'September 2026',
    'Sep-26',
    ' 30 sept. 2026 ',
  ])('%s is September 2026', (text) => {
    expect(readMonth(text)).toEqual({ ok: true, period: '2026-09' })
  })

  test.each(['févr. 2026', 'Février 2026', 'feb 26'])('%s is February 2026', (text) => {
    expect(readMonth(text)).toEqual({ ok: true, period: '2026-02' })
  })

  test('a number of a spreadsheet is not taken for a day', () => {
    expect(readMonth('46266')).toEqual({ ok: false, problem: 'month_serial' })
  })

  test.each([
    '',
    '2026',
    'septembre',
    '13/2026',
    '2026-00',
    'mars avril 2026',
    '12 345',
    'T3 2026',
  ])('« %s » names no month', (text) => {
    expect(readMonth(text)).toEqual({ ok: false, problem: 'month_not_understood' })
  })
})
