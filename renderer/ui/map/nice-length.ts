/** The longest of 1, 2, 5, 10, 20, 50, … that is not longer than `most`, in the same unit. */
export function niceLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [5, 2, 1].find((factor) => factor * power <= most * (1 + Number.EPSILON)) ?? 1
  return step * power
}
