import geographiclib from 'geographiclib-geodesic'
import { describe, expect, test } from 'vitest'
import type { Coordinates } from '../geo/parse-coordinates.ts'
import type { Target } from './target.ts'
import { decide, type VerificationQuestion } from './decide.ts'

const target: Target = { lat: 45.764043, lon: 4.835659, quality: 'surveyed' }
const now = Date.UTC(2026, 10, 24, 9)
const window = { from: now - 3_600_000, to: now + 3_600_000 }
const rules = { radiusM: 200, maxAccuracyM: 150, maxAgeMs: 60_000 }

/** The place that is so many metres east of the target. */
function east(metres: number): Coordinates {
  const { lat2, lon2 } = geographiclib.Geodesic.WGS84.Direct(target.lat, target.lon, 90, metres)
  return { lat: lat2!, lon: lon2! }
}

type Asked = Partial<Omit<VerificationQuestion, 'fix' | 'rules'>> & {
  metres?: number
  fix?: Partial<VerificationQuestion['fix']>
  rules?: Partial<VerificationQuestion['rules']>
}

function asked({ metres = 0, fix = {}, rules: changed = {}, ...other }: Asked) {
  return decide({
    fix: { ...east(metres), accuracy95M: 10, kind: 'gnss', quality: 'gnss', ...fix },
    ...{ fixAgeMs: 1000, fixAt: now, target, window },
    ...other,
    rules: { ...rules, ...changed },
  })
}

const outcome = (question: Asked): string => {
  const { outcome: found, reason } = asked(question)
  return `${found} ${reason}`
}

describe('GPS-06 verified: d + 0.7·a ≤ R', () => {
  test.each([
    [192.99, 'verified ok'],
    [193.01, 'inconclusive accuracy'],
  ])('at %d m with ± 10 m in a radius of 200 m: %s', (metres, expected) => {
    expect(outcome({ metres })).toBe(expected)
  })
})

describe('GPS-06 out of range: d − a > R', () => {
  test.each([
    [209.99, 'inconclusive accuracy'],
    [210.01, 'out_of_range too_far'],
  ])('at %d m with ± 10 m in a radius of 200 m: %s', (metres, expected) => {
    expect(outcome({ metres })).toBe(expected)
  })
})

describe('GPS-06 a position is not judged by less than its accuracy: a ≤ max(R, 50)', () => {
  test.each([
    [20, 50, 'inconclusive accuracy'],
    [20, 20, 'verified ok'],
    [20, 28.57, 'verified ok'],
    [100, 100, 'verified ok'],
    [100, 100.01, 'inconclusive accuracy'],
    [100, 142, 'inconclusive accuracy'],
  ])('a radius of %d m with ± %d m at the target: %s', (radiusM, accuracy95M, expected) => {
    expect(outcome({ fix: { accuracy95M }, rules: { radiusM } })).toBe(expected)
  })
})

describe('GPS-06 ± 150 m against 100 m is inconclusive unless further than 250 m', () => {
  test.each([
    [0, 'inconclusive accuracy'],
    [150, 'inconclusive accuracy'],
    [249.99, 'inconclusive accuracy'],
    [250.01, 'out_of_range too_far'],
  ])('at %d m: %s', (metres, expected) => {
    expect(outcome({ metres, fix: { accuracy95M: 150 }, rules: { radiusM: 100 } })).toBe(expected)
  })
})

describe('GPS-04 the worst accuracy that is accepted', () => {
  test.each([
    [150, 'out_of_range too_far'],
    [150.01, 'inconclusive accuracy'],
    [10_000, 'inconclusive accuracy'],
    [null, 'inconclusive accuracy'],
  ])('20 km away with ± %d m: %s', (accuracy95M, expected) => {
    expect(outcome({ metres: 20_000, fix: { accuracy95M } })).toBe(expected)
  })
})

describe('GPS-06 an accuracy of 0 is none', () => {
  test.each([
    ['gnss', 3],
    ['os', 10],
  ] as const)('of %s it counts as %d m', (kind, metres) => {
    expect(asked({ fix: { accuracy95M: 0, kind } }).accuracyM).toBe(metres)
  })
})

describe('GPS-04 the age of a position', () => {
  test.each([
    [60_000, 'verified ok'],
    [60_001, 'refused stale'],
  ])('after %d ms: %s', (fixAgeMs, expected) => {
    expect(outcome({ fixAgeMs })).toBe(expected)
  })
})

describe('GPS-05 the window, both ends included', () => {
  test.each([
    [window.from - 1, 'refused too_early'],
    [window.from, 'verified ok'],
    [window.to, 'verified ok'],
    [window.to + 1, 'refused too_late'],
  ])('at %d: %s', (fixAt, expected) => {
    expect(outcome({ fixAt })).toBe(expected)
  })
})

describe('GPS-09 without a target nothing is judged', () => {
  test.each([
    [null, 'refused no_coords'],
    [{ lat: 0, lon: 0 }, 'refused invalid_coords'],
    [{ lat: 91, lon: 4 }, 'refused invalid_coords'],
    [{ lat: 45, lon: 180.1 }, 'refused invalid_coords'],
    [{ lat: Number.NaN, lon: 4 }, 'refused invalid_coords'],
    [{ lat: Infinity, lon: 4 }, 'refused invalid_coords'],
  ])('%j: %s', (coordinates, expected) => {
    const place = coordinates && { ...coordinates, quality: 'surveyed' as const }
    expect(outcome({ target: place })).toBe(expected)
    expect(asked({ target: place }).distanceM).toBeNull()
  })

  test('the middle of a town is not where the customer is', () => {
    expect(outcome({ target: { ...target, quality: 'town' } })).toBe('refused invalid_coords')
  })
})

test.each(['simulated', 'manual', 'estimated'] as const)(
  'GPS-14 a position that is %s never verifies',
  (quality) => {
    expect(outcome({ fix: { quality } })).toBe('inconclusive not_live')
  },
)

test('GPS-07 the verdict has the numbers that it was made from', () => {
  expect(asked({ metres: 1300, fix: { accuracy95M: 25 } })).toEqual({
    ...{ outcome: 'out_of_range', reason: 'too_far', accuracyM: 25 },
    distanceM: expect.closeTo(1300, 3) as number,
  })
})
