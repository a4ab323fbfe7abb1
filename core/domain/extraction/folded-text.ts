/**
 * Zero-width characters, direction marks, variation selectors and tag characters: they show nothing,
 * and are only good for hiding words (AIS-09).
 */
const invisible = /\p{Default_Ignorable_Code_Point}/u

const plain: Readonly<Record<string, string>> = {
  '\u2019': "'",
  '\u2018': "'",
  '\u02BC': "'",
  '\u00B4': "'",
  '\u2013': '-',
  '\u2014': '-',
  '\u2010': '-',
  '\u2011': '-',
  '\u2212': '-',
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
}

/**
 * Text as it is compared: lower case, without accents and invisible characters, with plain quotes,
 * dashes and blanks; and the way back to where its characters come from.
 */
export class FoldedText {
  readonly text: string
  /** Where each character of `text` is in the source, and the source's length at the end. */
  private readonly places: readonly number[]

  constructor(text: string, places: readonly number[]) {
    this.text = text
    this.places = places
  }

  /** Where a stretch of `text` is in the source. */
  span(start: number, end: number): [number, number] {
    const from = this.places[start] ?? this.end
    if (end <= start) return [from, from]
    const last = this.places[end - 1] ?? this.end
    let next = end
    while (next < this.places.length && this.places[next]! <= last) next += 1
    return [from, this.places[next] ?? this.end]
  }

  /** The text with stretches replaced; what replaces one comes from all of it. */
  replace(stretches: readonly { start: number; end: number; by: string }[]): FoldedText {
    let text = ''
    const places: number[] = []
    let at = 0
    const copy = (to: number): void => {
      text += this.text.slice(at, to)
      for (; at < to; at += 1) places.push(this.places[at] ?? 0)
    }
    for (const { start, end, by } of stretches) {
      copy(start)
      text += by
      for (let i = 0; i < by.length; i += 1) places.push(this.places[start] ?? 0)
      at = end
    }
    copy(this.text.length)
    places.push(this.end)
    return new FoldedText(text, places)
  }

  private get end(): number {
    return this.places.at(-1) ?? 0
  }
}

/** @param source what somebody said or wrote */
export function fold(source: string): FoldedText {
  let text = ''
  const places: number[] = []
  let at = 0
  for (const character of source) {
    const folded = foldCharacter(character)
    text += folded
    for (let i = 0; i < folded.length; i += 1) places.push(at)
    at += character.length
  }
  places.push(at)
  return new FoldedText(text, places)
}

/** Names of fields and options, which are compared again and again. */
const known = new Map<string, string>()
const longestKnown = 80
const mostKnown = 5_000

/** The same for words that are compared and not pointed at. */
export function folded(source: string): string {
  if (source.length > longestKnown) return fold(source).text
  let text = known.get(source)
  if (text === undefined) {
    text = fold(source).text
    if (known.size >= mostKnown) known.clear()
    known.set(source, text)
  }
  return text
}

function foldCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return code >= 65 && code <= 90 ? character.toLowerCase() : character
  if (invisible.test(character)) return ''
  const known = plain[character]
  if (known !== undefined) return known
  if (/\s/u.test(character)) return ' '
  const base = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain[base] ?? base
}

/** A text without what cannot be seen. */
export function withoutInvisible(text: string): string {
  return text.replace(new RegExp(invisible.source, 'gu'), '')
}
