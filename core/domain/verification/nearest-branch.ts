import { distanceM } from '../geo/distance.ts'
import type { Coordinates } from '../geo/parse-coordinates.ts'
import { type Target, targetProblem } from './target.ts'

export interface BranchPlace {
  readonly customerId: string
  readonly location: Target | null
  /** Within which it is taken for the place of the visit, in metres. */
  readonly radiusM: number
}

/**
 * The branch that a visit of the main customer was at: the nearest of those within their radius
 * (GPS-11); `undefined` if there is none.
 *
 * @returns the branch's id with the distance in metres
 */
export function nearestBranch(
  position: Coordinates,
  branches: readonly BranchPlace[],
): { readonly customerId: string; readonly distanceM: number } | undefined {
  return branches
    .flatMap(({ customerId, location, radiusM }) => {
      if (!location || targetProblem(location)) return []
      const distance = distanceM(position, location)
      return distance <= radiusM ? [{ customerId, distanceM: distance }] : []
    })
    .sort((a, b) => a.distanceM - b.distanceM || (a.customerId < b.customerId ? -1 : 1))[0]
}
