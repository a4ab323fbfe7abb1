import { expect, test } from 'vitest'
import { metresPerPixel } from './ground-resolution.ts'

test('GPS-20 the world is 512 pixels wide at zoom 0, and twice as many at each zoom', () => {
  expect(metresPerPixel(0, 0) * 512).toBeCloseTo(40_075_016.686, 3)
  expect(metresPerPixel(0, 10)).toBeCloseTo(metresPerPixel(0, 0) / 1024, 10)
})

test('GPS-20 at 60° a pixel is half as long as at the equator', () => {
  expect(metresPerPixel(60, 12)).toBeCloseTo(metresPerPixel(0, 12) / 2, 10)
})
