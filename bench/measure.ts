/** One line of a bench's answer. `ratio` is value divided by what `against` took. */
export interface Measurement {
  readonly bench: string
  readonly metric: string
  readonly value: number
  readonly unit: 'ms' | 'rows/s' | 'sentences/s' | 'MB' | 'frames' | 'x' | 'cores' | 's'
  readonly against?: string
  readonly ratio?: number
}

export type Report = (measurement: Omit<Measurement, 'bench'>) => void

type Work = () => unknown

/** Times of one contender in ms, ascending. */
export type Times = readonly number[]

export interface InterleaveOptions {
  readonly rounds: number
  /** Rounds before the first that counts: caches and the compiler. */
  readonly warmUp?: number
  /** Follows every call and is not counted. */
  readonly after?: Work
}

/**
 * Runs the contenders in turn, one call each and round after round, so that whatever else the machine
 * does falls on all of them alike. Every other round goes backwards: nobody is always the first.
 */
export function interleave<Name extends string>(
  contenders: Readonly<Record<Name, Work>>,
  options: InterleaveOptions,
): Promise<Record<Name, Times>> {
  const timed = Object.entries<Work>(contenders).map(([name, work]) => [
    name,
    async () => {
      const startedAt = performance.now()
      const result = work()
      if (result instanceof Promise) await result
      return performance.now() - startedAt
    },
  ])
  return takeTurns(Object.fromEntries(timed) as Record<Name, () => Promise<number>>, options)
}

/** As `interleave`, with contenders that time themselves: each resolves to its milliseconds. */
export async function takeTurns<Name extends string>(
  contenders: Readonly<Record<Name, () => Promise<number>>>,
  { rounds, warmUp = Math.ceil(rounds / 5), after }: InterleaveOptions,
): Promise<Record<Name, Times>> {
  const names = Object.keys(contenders) as Name[]
  const times = new Map(names.map((name) => [name, [] as number[]]))
  for (let round = -warmUp; round < rounds; round++)
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const ms = await contenders[name]()
      if (round >= 0) times.get(name)!.push(ms)
      await after?.()
    }
  return Object.fromEntries(
    [...times].map(([name, all]) => [name, all.sort((a, b) => a - b)]),
  ) as unknown as Record<Name, Times>
}

/** `share` in 0…1; nearest rank. */
export function percentile(times: Times, share: number): number {
  return times[Math.max(0, Math.ceil(times.length * share) - 1)] ?? Number.NaN
}

export const p50 = (times: Times): number => percentile(times, 0.5)
export const p95 = (times: Times): number => percentile(times, 0.95)

/** Three significant digits below 100. */
export function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}

/** p50 and p95 of one contender against another. */
export function reportAgainst(
  report: Report,
  metric: string,
  times: Times,
  against: string,
  others: Times,
): void {
  for (const [name, at] of [
    ['p50', p50],
    ['p95', p95],
  ] as const)
    report({
      metric: `${metric} ${name}`,
      value: at(times),
      unit: 'ms',
      against: `${against} ${rounded(at(others))} ms`,
      ratio: at(times) / at(others),
    })
}
