import { expect, test } from 'vitest'
import { sampleAttempt, sampleVerification } from '../../testing/sample-verification.ts'
import { type PlaceNames, verificationPlaces } from './verification-places.ts'

const names: PlaceNames = {
  target: () => 'target',
  formerTarget: ({ id }) => `target of ${id}`,
  proposal: ({ customerName }) => `proposal for ${customerName}`,
  attempt: ({ outcome }, number) => `${number} ${outcome}`,
}
const placesOf = (...attempts: ReturnType<typeof sampleAttempt>[]) =>
  verificationPlaces(sampleVerification(attempts), names)

test('GPS-08 the customer stands with its radius, a position with its accuracy', () => {
  const { places, circles } = placesOf(sampleAttempt('a1'))
  expect(places).toEqual([
    {
      ...{ id: 'target', lat: 48.1113, lon: -1.68, label: 'target' },
      ...{ kind: 'target', tone: 'primary' },
    },
    {
      ...{ id: 'a1', lat: 48.1115, lon: -1.6797, label: '1 verified', kind: 'position' },
      ...{ number: 1, tone: 'success', mark: 'verified' },
    },
  ])
  expect(circles).toEqual([
    { centre: { lat: 48.1113, lon: -1.68 }, radiusM: 200, kind: 'radius' },
    { centre: { lat: 48.1115, lon: -1.6797 }, radiusM: 12, kind: 'accuracy' },
  ])
})

test('GPS-08 attempts are numbered from the first one', () => {
  const { places } = placesOf(
    sampleAttempt('a3', { outcome: 'verified' }),
    sampleAttempt('a2', { outcome: 'out_of_range' }),
    sampleAttempt('a1', { outcome: 'inconclusive' }),
  )
  expect(places.map(({ label, tone }) => [label, tone])).toEqual([
    ['target', 'primary'],
    ['3 verified', 'success'],
    ['2 out_of_range', 'error'],
    ['1 inconclusive', 'warning'],
  ])
})

test('GPS-08 where the customer was for an earlier attempt stays on the map, once', () => {
  const target = { lat: 48.12, lon: -1.7 }
  const { places, circles } = placesOf(
    sampleAttempt('a3'),
    sampleAttempt('a2', { target }),
    sampleAttempt('a1', { target }),
  )
  expect(places.filter(({ kind }) => kind === 'target').map(({ id }) => id)).toEqual([
    'target',
    'target of a2',
  ])
  expect(circles.filter(({ kind }) => kind === 'radius')).toHaveLength(2)
})

test('GPS-18 an attempt whose position was forgotten is not on the map', () => {
  const { places, circles } = placesOf(sampleAttempt('a1', { position: null }))
  expect(places.map(({ id }) => id)).toEqual(['target'])
  expect(circles.map(({ kind }) => kind)).toEqual(['radius'])
})

test('GPS-06 a position without a known accuracy has no circle', () => {
  const { circles } = placesOf(sampleAttempt('a1', { accuracyM: null }))
  expect(circles.map(({ kind }) => kind)).toEqual(['radius'])
})

test('GPS-09 a customer with a lost position is not at 0, 0', () => {
  const verification = sampleVerification([sampleAttempt('a1', { target: { lat: 0, lon: 0 } })])
  const { target } = verification
  const { places } = verificationPlaces(
    { ...verification, target: { ...target, location: { ...target.location!, lat: 0, lon: 0 } } },
    names,
  )
  expect(places.map(({ id }) => id)).toEqual(['a1'])
})

test('GPS-17 where somebody says that the customer is stands beside where it is', () => {
  const proposal = {
    ...{ attemptId: 'a1', customerId: 'c1', customerName: 'Norauto Rennes' },
    ...{ lat: 48.12, lon: -1.69, accuracyM: 9, by: 'hugo', at: 0 },
  }
  const { places, circles } = verificationPlaces({ ...sampleVerification([]), proposal }, names)
  expect(places.map(({ id, label }) => [id, label])).toEqual([
    ['target', 'target'],
    ['proposal', 'proposal for Norauto Rennes'],
  ])
  expect(circles).toContainEqual({
    ...{ centre: { lat: 48.12, lon: -1.69 }, radiusM: 9, kind: 'accuracy' },
  })
})
