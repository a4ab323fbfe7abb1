import { describe, expect, test } from 'vitest'
import { readAmount } from './read-amount.ts'

describe('AIS-01 an amount of a sales file', () => {
  test.each([
    ['12 345,67', 1_234_567],
    ['12,345.67', 1_234_567],
    ['12.345,67', 1_234_567],
    ['12345.67', 1_234_567],
    ['1.234', 123_400],
    ['1,234', 123_400],
    ['0,125', 13],
    ['-40,5', -4050],
    ['(120,00)', -12_000],
    ['1.005', 100_500],
    ['8,075', 807_500],
    ['0', 0],
  ])('%s', (text, amountMinor) => {
    expect(readAmount(text, 'EUR')).toEqual({ amountMinor, currency: null })
  })

  test.each([
    ['12 345,67 €', 1_234_567, 'EUR'],
    ['€12,345.67', 1_234_567, 'EUR'],
    ['120 USD', 12_000, 'USD'],
    ['CHF 80.50', 8050, 'CHF'],
    ['¥1200', 1200, 'JPY'],
  ])('%s names its currency', (text, amountMinor, currency) => {
    expect(readAmount(text, 'EUR')).toEqual({ amountMinor, currency })
  })

  test.each(['', 'douze', '12 pommes', '1e20', '--5'])('« %s » is no amount', (text) => {
    expect(readAmount(text, 'EUR')).toBeNull()
  })
})
