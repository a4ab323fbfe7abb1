/** How much two sets of stems have in common, from 0 to 1, by the smaller one. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = sharedStems(a, b)
  return shared === 0 ? 0 : shared / Math.min(a.size, b.size)
}

/** The same by both: the cosine of the sets. */
export function cosine(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = sharedStems(a, b)
  return shared === 0 ? 0 : shared / Math.sqrt(a.size * b.size)
}

function sharedStems(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let shared = 0
  for (const stem of small) if (large.has(stem)) shared += 1
  return shared
}
