import { describe, expect, test } from 'vitest'
import {
  colorDistance,
  contrastRatio,
  isNearlySameColor,
  luminance,
  readableOn,
} from './contrast.ts'

describe('TYP-03 contrast of a type colour', () => {
  test('black and white have the greatest contrast there is', () => {
    expect(contrastRatio('#000000', '#FFFFFF')).toBeCloseTo(21, 5)
  })
  test('a colour has no contrast with itself', () => {
    expect(contrastRatio('#15803D', '#15803D')).toBe(1)
  })
  test('the order does not matter', () => {
    expect(contrastRatio('#15803D', '#FFFFFF')).toBe(contrastRatio('#FFFFFF', '#15803D'))
  })
  test('WCAG’s own example: #767676 is the lightest grey that passes on white', () => {
    expect(contrastRatio('#767676', '#FFFFFF')).toBeCloseTo(4.54, 2)
    expect(contrastRatio('#777777', '#FFFFFF')).toBeLessThan(4.5)
  })
  test('luminance weighs green most', () => {
    expect(luminance('#00FF00')).toBeCloseTo(0.7152, 4)
    expect(luminance('#0000FF')).toBeCloseTo(0.0722, 4)
  })
  test('the icon is white on dark colours and black on light ones', () => {
    expect(readableOn('#15803D')).toBe('#FFFFFF')
    expect(readableOn('#FACC15')).toBe('#000000')
  })
  test('black or white is readable on every grey', () => {
    for (let level = 0; level < 256; level += 1) {
      const grey = `#${level.toString(16).padStart(2, '0').repeat(3)}`
      expect(contrastRatio(grey, readableOn(grey))).toBeGreaterThanOrEqual(4.5)
    }
  })
})

describe('TYP-03 nearly identical colours', () => {
  test('two shades that differ by a hair are the same to the eye', () => {
    expect(isNearlySameColor('#15803D', '#16823F')).toBe(true)
  })
  test('green and teal can be told apart', () => {
    expect(isNearlySameColor('#15803D', '#0F766E')).toBe(false)
  })
  test('the distance from black to white is 1', () => {
    expect(colorDistance('#000000', '#FFFFFF')).toBeCloseTo(1, 3)
  })
})
