import { normaliseSearch } from '../../core/imports/normalise.ts'

/** Somebody who can be mentioned. */
export interface Person {
  readonly id: string
  readonly name: string
}

const begun = /(?:^|[^\p{L}\p{N}_.@])@((?!\s)[^@]{0,40})$/u

/** What was typed after the sign at the end of a line, or `undefined` where no mention is begun. */
export const typedMention = (line: string): string | undefined => begun.exec(line)?.[1]

/** Those who have a name that begins with each typed word, without accents and case. */
export function matchingPeople(people: readonly Person[], query: string): readonly Person[] {
  if (query === '') return people
  const words = normaliseSearch(query).split(' ')
  if (words[0] === '') return []
  return people.filter(({ name }) => {
    const names = normaliseSearch(name).split(' ')
    return words.every((word) => names.some((part) => part.startsWith(word)))
  })
}
