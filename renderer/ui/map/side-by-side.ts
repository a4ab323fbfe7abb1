/** A pin with its place among those at the very same spot. */
export interface SpreadPin<P> {
  readonly place: P
  /** How far right of the spot it stands, in widths of a pin. */
  readonly shift: number
}

/** Places at one spot stand side by side above it instead of hiding each other. */
export function sideBySide<P extends { readonly lat: number; readonly lon: number }>(
  places: readonly P[],
): SpreadPin<P>[] {
  /** A metre apart is the same spot. */
  const spotOf = ({ lat, lon }: P): string => `${lat.toFixed(5)} ${lon.toFixed(5)}`
  const spots = Map.groupBy(places, spotOf)
  const taken = new Map<string, number>()
  return places.map((place) => {
    const spot = spotOf(place)
    const index = taken.get(spot) ?? 0
    taken.set(spot, index + 1)
    return { place, shift: index - ((spots.get(spot)?.length ?? 1) - 1) / 2 }
  })
}
