import geographiclib from 'geographiclib-geodesic'
import { expect, test } from 'vitest'
import { distanceM } from '../geo/distance.ts'
import { seededRandom } from '../../seeded-random.ts'
import { decide } from './decide.ts'

/**
 * How often each rule accepts a visit, by 4,000 measurements with a Gaussian error in two dimensions.
 * The accuracy that is told is the 95 % radius: 2.4477 times the standard deviation of each axis.
 */
const seed = 20_261_124
const draws = 4000
const sigmasIn95 = 2.4477
const radiusM = 100
const target = { lat: 45.764043, lon: 4.835659, quality: 'surveyed' } as const

/** Somewhere in the customer's yard, or at the neighbour's. */
const places = {
  'within 30 m of it': (chance: number) => 30 * Math.sqrt(chance),
  '150 m away': () => 150,
}

/** Per cent of the visits that d ≤ R accepts, that `decide` accepts, and that it calls out of range. */
function rates(place: keyof typeof places, accuracyM: number): number[] {
  const { next } = seededRandom(seed)
  // Box and Muller.
  const gaussian = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const counts = { naive: 0, verified: 0, outOfRange: 0 }
  for (let draw = 0; draw < draws; draw++) {
    const bearing = 2 * Math.PI * next()
    const sigma = accuracyM / sigmasIn95
    const truthM = places[place](next())
    const north = truthM * Math.cos(bearing) + gaussian() * sigma
    const east = truthM * Math.sin(bearing) + gaussian() * sigma
    const { lat2, lon2 } = geographiclib.Geodesic.WGS84.Direct(
      ...([target.lat, target.lon, (Math.atan2(east, north) * 180) / Math.PI] as const),
      Math.hypot(north, east),
    )
    const position = { lat: lat2!, lon: lon2! }
    const { outcome } = decide({
      fix: { ...position, accuracy95M: accuracyM, kind: 'gnss', quality: 'gnss' },
      ...{ fixAgeMs: 0, fixAt: 0, target, window: { from: 0, to: 0 } },
      rules: { radiusM, maxAccuracyM: 150, maxAgeMs: 60_000 },
    })
    if (distanceM(position, target) <= radiusM) counts.naive++
    if (outcome === 'verified') counts.verified++
    if (outcome === 'out_of_range') counts.outOfRange++
  }
  const percent = (count: number): number => Math.round((1000 * count) / draws) / 10
  return [percent(counts.naive), percent(counts.verified), percent(counts.outOfRange)]
}

test.each([
  ['within 30 m of it', 10, [100, 100, 0]],
  ['within 30 m of it', 50, [100, 96.9, 0]],
  ['within 30 m of it', 150, [71.3, 0, 0]],
  ['150 m away', 10, [0, 0, 100]],
  ['150 m away', 50, [0.5, 0, 53.1]],
  ['150 m away', 150, [13.2, 0, 6.6]],
] as const)(
  `GPS-06 %s, ± %d m: d ≤ R accepts, ours accepts, ours out of range, per cent: %j (seed ${seed})`,
  (place, accuracyM, expected) => {
    expect(rates(place, accuracyM)).toEqual(expected)
  },
)
