import type { GeoPoint } from '../../contract/customers.ts'
import { areValidCoordinates } from '../geo/parse-coordinates.ts'

/** Where a customer or branch is, with how well that is known. */
export type Target = Pick<GeoPoint, 'lat' | 'lon' | 'quality'>

/**
 * Why nothing can be compared with a target; `null` where it can (GPS-09). The middle of a town is where
 * the town is, not the customer.
 */
export function targetProblem(target: Target | null): 'no_coords' | 'invalid_coords' | null {
  if (!target) return 'no_coords'
  return areValidCoordinates(target) && target.quality !== 'town' ? null : 'invalid_coords'
}
