import { expect, test } from 'vitest'
import {
  leastTrusted,
  qualityOfIndicator,
  qualityOfModes,
  qualityOfStatus,
} from './epoch-quality.ts'

test.each([
  ['0', 'none'],
  ['1', 'gnss'],
  ['2', 'dgnss'],
  ['3', 'pps'],
  ['4', 'rtk'],
  ['5', 'rtk-float'],
  ['6', 'estimated'],
  ['7', 'manual'],
  ['8', 'simulated'],
  ['9', 'unknown'],
  ['', null],
])('GPS-14 the quality indicator "%s" is %s', (indicator, expected) => {
  expect(qualityOfIndicator(indicator, 8)).toBe(expected)
})

test('GPS-12 a fix from no satellite is none, a simulated one stays simulated', () => {
  expect(qualityOfIndicator('1', 0)).toBe('none')
  expect(qualityOfIndicator('8', 0)).toBe('simulated')
})

test.each([
  ['A', undefined, 'gnss'],
  ['A', 'D', 'dgnss'],
  ['A', 'E', 'estimated'],
  ['A', 'S', 'simulated'],
  ['A', 'N', 'none'],
  ['V', 'A', 'none'],
  ['', 'A', null],
])('GPS-14 the status "%s" with the mode %s is %s', (status, mode, expected) => {
  expect(qualityOfStatus(status, mode)).toBe(expected)
})

test.each([
  ['AAN', 'gnss'],
  ['DAN', 'gnss'],
  ['DDN', 'dgnss'],
  ['RRNN', 'rtk'],
  ['SAN', 'simulated'],
  ['NN', 'none'],
  ['', null],
])('GPS-14 the modes "%s" of several constellations are %s', (modes, expected) => {
  expect(qualityOfModes(modes)).toBe(expected)
})

test('GPS-14 the most doubtful of several sentences decides', () => {
  expect(leastTrusted(['dgnss', 'gnss'])).toBe('dgnss')
  expect(leastTrusted([null, 'gnss'])).toBe('gnss')
  expect(leastTrusted(['gnss', 'simulated'])).toBe('simulated')
  expect(leastTrusted(['simulated', 'none'])).toBe('none')
  expect(leastTrusted([null])).toBeNull()
})
