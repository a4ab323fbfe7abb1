import { expect, test } from 'vitest'
import { nearestBranch } from './nearest-branch.ts'

const position = { lat: 45.764, lon: 4.8357 }
const place = (customerId: string, lat: number, radiusM = 200) => ({
  ...{ customerId, radiusM },
  location: { lat, lon: 4.8357, quality: 'surveyed' as const },
})

test('GPS-11 the nearest branch within its radius is the place of the visit', () => {
  const found = nearestBranch(position, [place('ouest', 45.7655), place('est', 45.7647)])
  expect(found).toEqual({ customerId: 'est', distanceM: expect.closeTo(77.8, 1) as number })
})

test('GPS-11 a branch outside of its radius is not', () => {
  expect(nearestBranch(position, [place('est', 45.7647, 77)])).toBeUndefined()
})

test('GPS-11 a branch without usable coordinates is not', () => {
  const nowhere = { customerId: 'est', radiusM: 5000, location: null }
  const lost = {
    customerId: 'ouest',
    radiusM: 5000,
    location: { lat: 0, lon: 0, quality: 'surveyed' as const },
  }
  expect(nearestBranch(position, [nowhere, lost])).toBeUndefined()
})
