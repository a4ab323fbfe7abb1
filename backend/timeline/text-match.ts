import { normaliseSearch } from '../../core/imports/normalise.ts'
import { customerWord } from '../projections/scope-words.ts'
import type { Connection } from '../storage/connection.ts'
import { wordsBeginning } from './word-completions.ts'

/**
 * The full-text expression for what was typed, or `null` without text: every word by its beginning,
 * within the customers in view.
 */
export function textMatch(
  reader: Connection,
  text: string,
  locations: readonly string[] | null,
): string | null {
  const words = normaliseSearch(text).split(' ').filter(Boolean)
  if (words.length === 0) return null
  const found = words.map((word) => wordsBeginning(reader, word)).join(' AND ')
  const match = `{title description notes} : (${found})`
  return locations === null ? match : within(match, locations.map(customerWord))
}

/** The expression, narrowed to activities with one of the scope words. */
export function within(match: string, words: readonly string[]): string {
  return `scope : (${words.map((word) => `"${word}"`).join(' OR ')}) AND ${match}`
}
