export interface Ordered {
  readonly id: string
  readonly order: number
}

/**
 * The new places that bring something behind `after`, or to the front: of it alone, and of all where
 * there is no room left between two. It may be new in the list.
 *
 * @param list all in their order
 */
export function ordersAfterMove(
  list: readonly Ordered[],
  id: string,
  after: string | null,
): Ordered[] {
  const others = list.filter((each) => each.id !== id)
  const place = after === null ? 0 : others.findIndex((each) => each.id === after) + 1
  const before = others[place - 1]?.order
  const next = others[place]?.order
  const order = between(before, next)
  if (order !== undefined) return [{ id, order }]
  const ids = others.map((each) => each.id)
  return ids.toSpliced(place, 0, id).map((each, at) => ({ id: each, order: at + 1 }))
}

/** A number between two others; `undefined` when there is none. */
function between(low: number | undefined, high: number | undefined): number | undefined {
  if (low === undefined) return high === undefined ? 1 : high - 1
  if (high === undefined) return low + 1
  const middle = (low + high) / 2
  return middle > low && middle < high ? middle : undefined
}
