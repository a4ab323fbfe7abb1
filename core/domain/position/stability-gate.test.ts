import { describe, expect, test } from 'vitest'
import { averageFixes } from './average-fixes.ts'
import { fixesOf, fixOf, metreNorth } from './sample-fix.ts'
import { stabilityGate } from './stability-gate.ts'

describe('GPS-13 the stability gate', () => {
  test('accepts the fifth of five positions that agree', () => {
    expect(stabilityGate(fixesOf(4), 15)).toEqual({ agreeing: 4, stable: null, isAccepted: false })
    expect(stabilityGate(fixesOf(5), 15)).toMatchObject({ agreeing: 5, isAccepted: true })
  })

  test('says nothing about no positions', () => {
    expect(stabilityGate([], 15)).toEqual({ agreeing: 0, stable: null, isAccepted: false })
  })

  test.each([
    [15, true],
    [15.1, false],
  ])('with ± %d m and a limit of 15 m is accepted: %s', (accuracy95M, isAccepted) => {
    const state = stabilityGate(
      fixesOf(5, () => ({ accuracy95M })),
      15,
    )
    expect(state).toMatchObject({ agreeing: 5, isAccepted })
    expect(state.stable).not.toBeNull()
  })

  test('does not accept without an accuracy', () => {
    const state = stabilityGate(
      fixesOf(5, () => ({ accuracy95M: null })),
      15,
    )
    expect(state.isAccepted).toBe(false)
  })

  test.each([
    ['a dilution of 5', { hdop: 5 }, 5],
    ['a dilution beyond 5', { hdop: 5.1 }, 2],
    ['no dilution', { hdop: null }, 4],
    ['five satellites', { satellitesUsed: 5 }, 5],
    ['four satellites', { satellitesUsed: 4 }, 2],
    ['no number of satellites', { satellitesUsed: null }, 4],
    ['a simulated position', { quality: 'simulated' }, 2],
    ['an estimated position', { quality: 'estimated' }, 2],
    ['a corrected position', { quality: 'dgnss' }, 5],
  ] as const)('with %s among them', (_what, change, agreeing) => {
    const fixes = fixesOf(5, (index) => (index === 2 ? change : {}))
    expect(stabilityGate(fixes, 15)).toMatchObject({ agreeing })
  })

  test.each([
    [10, 12, 5],
    [10.1, 12, 2],
    [40, 80, 5],
    [40.1, 80, 2],
  ])('with one %d m off at ± %d m, %i agree', (metres, accuracy95M, agreeing) => {
    const fixes = fixesOf(5, (index) => ({
      accuracy95M,
      lat: 48.5 + (index === 2 ? metres * metreNorth : 0),
    }))
    expect(stabilityGate(fixes, 15)).toMatchObject({ agreeing })
  })

  test('does not count a moment twice', () => {
    const [first, ...rest] = fixesOf(4)
    expect(stabilityGate([first!, first!, ...rest], 15)).toMatchObject({ agreeing: 4 })
  })

  test('begins anew after a gap of more than five seconds', () => {
    const gap = (ms: number) =>
      fixesOf(5, (index) => ({ monotonicMs: 1000 * index + (index > 2 ? ms - 1000 : 0) }))
    expect(stabilityGate(gap(5000), 15)).toMatchObject({ agreeing: 5 })
    expect(stabilityGate(gap(5001), 15)).toMatchObject({ agreeing: 2 })
  })

  test('believes an operating system at once, if it is good enough', () => {
    const os = { kind: 'os', quality: 'unknown', hdop: null, satellitesUsed: null } as const
    expect(stabilityGate([fixOf({ ...os, accuracy95M: 40 })], 50).isAccepted).toBe(true)
    expect(stabilityGate([fixOf({ ...os, accuracy95M: 60 })], 50).isAccepted).toBe(false)
  })
})

describe('GPS-17 the average of positions', () => {
  test('is their mean, with the time and the satellites of the last', () => {
    const fixes = fixesOf(3, (index) => ({
      lat: 48 + index,
      lon: 2 + index,
      satellitesUsed: 7 + index,
    }))
    expect(averageFixes(fixes)).toEqual({ ...fixes[2], lat: 49, lon: 3 })
  })

  test('is not more accurate than they are', () => {
    const fixes = fixesOf(4, (index) => ({ accuracy95M: 10 + index }))
    expect(averageFixes(fixes).accuracy95M).toBe(11.5)
  })

  test('lies between them at the date line', () => {
    const fixes = [fixOf({ lon: 179.9998 }), fixOf({ lon: -179.9996 })]
    expect(averageFixes(fixes).lon).toBeCloseTo(-179.9999, 9)
  })
})
