import type { Connection } from '../storage/connection.ts'

const mostWords = 64
/** Beginnings up to this length are in the index as they are. */
const indexedLength = 3

/**
 * The full-text expression for words that begin with `beginning`. FTS5 gathers all matches of a
 * beginning before it gives the first, except of the short ones it keeps an index of; words by name
 * are read only as far as a page needs. So a beginning becomes the words it has in the index, unless
 * there are more than 64 of them.
 */
export function wordsBeginning(reader: Connection, beginning: string): string {
  const anyOf = `"${beginning}"*`
  if ([...beginning].length <= indexedLength) return anyOf
  const next = reader.prepared('select term from activity_word where term >= ? limit 1').pluck()
  const words: string[] = []
  for (let from = beginning; ; from = `${words.at(-1)}\0`) {
    const word = next.get(from) as string | undefined
    if (!word?.startsWith(beginning)) break
    if (words.push(word) > mostWords) return anyOf
  }
  return words.length === 0 ? anyOf : `(${words.map((word) => `"${word}"`).join(' OR ')})`
}
