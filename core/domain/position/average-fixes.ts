import type { Fix } from './fix.ts'

/**
 * The mean of several positions of one receiver, with the time and the satellites of the last.
 *
 * Its accuracy is the mean of theirs and not better by √N: the errors of positions that follow one
 * another within seconds are the same to 0.87–0.98 (correlation measured on real receivers), so that
 * averaging smooths them, but brings them no nearer to the truth.
 *
 * @param fixes at least one, in the order of their arrival
 */
export function averageFixes(fixes: readonly Fix[]): Fix {
  const last = fixes.at(-1)!
  const accuracies = fixes.map(({ accuracy95M }) => accuracy95M).filter((each) => each !== null)
  return {
    ...last,
    lat: mean(fixes.map(({ lat }) => lat)),
    lon: unwound(last.lon + mean(fixes.map(({ lon }) => unwound(lon - last.lon)))),
    accuracy95M: accuracies.length > 0 ? mean(accuracies) : null,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** An angle in degrees, from −180 to 180. */
function unwound(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360)
}
