/** A text in which names and numbers of people are replaced, and the way back. */
export interface Redacted {
  readonly text: string
  /** Puts what was replaced back into what a model said. */
  restore(this: void, said: string): string
}

/** Shorter names are as often words: "Léa" is replaced, "Al" is not. */
const shortestName = 3
const longestName = 80

/** Words that a street begins with in French, and that it ends with in English. */
const frenchStreet =
  'rue|avenue|av\\.|boulevard|bd|place|chemin|allée|impasse|route|quai|cours|square|faubourg'
const englishStreet = 'Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Way|Square'
const streets = new RegExp(
  `(?<![\\p{L}\\d])\\d{1,4}(?: ?(?:bis|ter|[A-D]))?,? (?:(?:${frenchStreet}) (?:[\\p{Ll}’']{1,4} ?){0,3}(?:\\p{Lu}[\\p{L}’'-]{0,30} ?){1,4}(?<! )|(?:\\p{Lu}[\\p{L}’'-]{0,30} ){1,3}(?:${englishStreet})\\b)`,
  'gu',
)

/** E-mail, IBANs, telephone numbers, streets: in this order, the longest first. */
const details: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['MAIL', /[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/gu],
  ['IBAN', /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/gu],
  ['PHONE', /(?<![\d,.])(?:\+|00)?\d(?:[ .\u00A0\u202F-]?\d){8,14}(?![\d,.]\d)/gu],
  ['ADDRESS', streets],
]

/**
 * Replaces what tells who somebody is by placeholders that stay the same for the same words.
 *
 * @param names of contacts and colleagues, as they are known; their parts are replaced as well
 */
export function redact(text: string, names: readonly string[]): Redacted {
  const known = new Map<string, string>()
  const back = new Map<string, string>()
  const counts = new Map<string, number>()
  const placeholder = (kind: string, words: string): string => {
    const key = `${kind} ${words.toLowerCase()}`
    const found = known.get(key)
    if (found !== undefined) return found
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    const made = `[${kind}${count}]`
    known.set(key, made)
    back.set(made, words)
    return made
  }
  let redacted = text
  for (const [kind, pattern] of details)
    redacted = redacted.replace(pattern, (words) => placeholder(kind, words))
  redacted = withoutNames(redacted, names, (words) => placeholder('NAME', words))
  return {
    text: redacted,
    restore: (said) => said.replace(/\[[A-Z]+\d+\]/g, (made) => back.get(made) ?? made),
  }
}

const word = /(?<![\p{L}[])\p{L}+/gu
/** "Marie-Claire de la Tour" has five words. */
const mostWords = 5

/** Looks every word up, alone and with those behind it, so that many names cost no more than few. */
function withoutNames(
  text: string,
  names: readonly string[],
  replace: (words: string) => string,
): string {
  const known = new Set(
    names
      .flatMap((name) => [name, ...name.split(/[\s-]+/)])
      .map((part) => part.trim().toLowerCase())
      .filter(({ length }) => length >= shortestName && length <= longestName),
  )
  const found = [...text.matchAll(word)]
  let replaced = ''
  let at = 0
  for (const [index, { index: start }] of found.entries()) {
    if (start < at) continue
    for (let count = Math.min(mostWords, found.length - index); count > 0; count -= 1) {
      const last = found[index + count - 1]!
      const words = text.slice(start, last.index + last[0].length)
      if (!known.has(words.toLowerCase())) continue
      replaced += text.slice(at, start) + replace(words)
      at = start + words.length
      break
    }
  }
  return replaced + text.slice(at)
}
