import { withoutInvisible } from '../extraction/folded-text.ts'

/** A sentence of a stored text. */
export interface SentenceSpan {
  /** In the stored text, in UTF-16 units. */
  readonly start: number
  readonly end: number
  /** Its words on one line, without what cannot be seen. */
  readonly text: string
}

/** Longer sentences are read in pieces. */
export const longestSentence = 400

const segmenter = new Intl.Segmenter('fr', { granularity: 'sentence' })
/** A line is a sentence of its own, and so is an item behind a bullet. */
const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]|(?<=^|\s)[•▪●◦‣]\s/g
/** "M. Dupont", "réf. 12": the full stop ends no sentence. */
const abbreviation =
  /(?:^|[\s('’])(?:MM?|Mmes?|Mlle|Mr|Mrs|Ms|Dr|Pr|Prof|Me|Sr|Sra|Ste?|[Rr][ée]fs?|[Tt][ée]l|[Nn]°|[Nn]os?|[Aa]rt|pp?|vs|[Aa]pprox|[Ee]nv|av|bd|ex|cf|[Mm]ax|[Mm]in|[Qq]t[ée]s?|[Qq]ty|pcs|nb|janv|f[ée]vr?|sept|oct|nov|d[ée]c|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Ltd|Inc|Co|Corp|dept|[Ee]xt|[Ff]ig|e\.g|i\.e|[A-Z])\.\s*$/u
/** What the segmenter leaves together: "fâché. il part", "cassés. 2 palettes", "retard.Il". */
const missedBreak = /(?<=\p{L}{2}[.!?]\s+)(?=[\p{Ll}\d])|(?<=\p{Ll}{2}\.)(?=\p{Lu}\p{Ll})/gu
const leading = /^(?:[\s\-–—*>#|·~_+=]|\(?\d{1,2}[.)]\s|\[[ xX]?\]|\p{Cf}|\p{Cc})+/u
const trailing = /(?:[\s|*_~]|\p{Cf}|\p{Cc})+$/u

/** Sentences of a text in its order; takes time in proportion to its length. */
export function sentenceSpans(text: string): SentenceSpan[] {
  const found: SentenceSpan[] = []
  let from = 0
  const line = (to: number): void => {
    for (const [start, end] of sentencesOfLine(text.slice(from, to)))
      for (const piece of pieces(text, from + start, from + end)) {
        const span = trimmed(text, ...piece)
        if (span) found.push(span)
      }
  }
  for (const match of text.matchAll(lineBreak)) {
    line(match.index)
    from = match.index + match[0].length
  }
  line(text.length)
  return found
}

function* sentencesOfLine(line: string): Generator<[number, number]> {
  const ends = new Set<number>()
  // Where there is no blank there is no end: "?q=1" in an address, "![" in markup.
  for (const { index } of segmenter.segment(line))
    if (/\s/u.test(line[index - 1] ?? '')) ends.add(index)
  for (const { index } of line.matchAll(missedBreak)) ends.add(index)
  let from = 0
  for (const end of [...ends].sort((a, b) => a - b)) {
    if (abbreviation.test(line.slice(Math.max(from, end - 14), end))) continue
    yield [from, end]
    from = end
  }
  if (from < line.length) yield [from, line.length]
}

/** Cut between words, where there are any. */
function* pieces(text: string, start: number, end: number): Generator<[number, number]> {
  let from = start
  while (end - from > longestSentence) {
    const blank = text.slice(from, from + longestSentence).lastIndexOf(' ')
    let to = from + (blank > longestSentence / 2 ? blank : longestSentence)
    // Never between the halves of a character.
    if (/[\uDC00-\uDFFF]/.test(text[to] ?? '')) to += 1
    yield [from, to]
    from = to
  }
  yield [from, end]
}

function trimmed(text: string, from: number, to: number): SentenceSpan | undefined {
  const start = from + (leading.exec(text.slice(from, to))?.[0].length ?? 0)
  const end = to - (trailing.exec(text.slice(start, to))?.[0].length ?? 0)
  const clean = cleanLine(text.slice(start, end))
  return /[\p{L}\d]/u.test(clean) ? { start, end, text: clean } : undefined
}

/** Words of an author on one line: nothing that is invisible, no control characters. */
export function cleanLine(text: string): string {
  return withoutInvisible(text)
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
}
