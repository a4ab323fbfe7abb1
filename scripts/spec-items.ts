import { testTitles } from './test-titles.ts'

export interface SpecCoverage {
  /** How many items the specification defines. */
  items: number
  /** How many of them a test names. */
  covered: number
  /** Items that no test names, in the specification's order. */
  uncovered: string[]
  /** Numbers in test titles that the specification does not define: a slip of the pen. */
  unknown: string[]
}

const itemLine = /^\* ([A-Z]{2,3}-\d{2})\b/gm
// Not preceded by "E-": that is an error code such as `E-ACT-PAST-LIMIT`.
const itemInTitle = /(?<![\w-])[A-Z]{2,3}-\d{2}(?!\d)/g

/**
 * Which items of the specification are named in the titles of the tests.
 *
 * @param specification Markdown whose items are the lines `* TL-08 …`
 * @param testSources the text of every test file
 */
export function specCoverage(specification: string, testSources: string[]): SpecCoverage {
  const items = [...specification.matchAll(itemLine)].map(([, item]) => item!)
  const named = new Set(
    testSources
      .flatMap((source) => testTitles(source))
      .flatMap(({ title }) => title.match(itemInTitle) ?? []),
  )
  const uncovered = items.filter((item) => !named.has(item))
  return {
    items: items.length,
    covered: items.length - uncovered.length,
    uncovered,
    unknown: [...named].filter((item) => !items.includes(item)).sort(),
  }
}
