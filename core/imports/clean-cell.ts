/** Marks that change how text is shown without being seen: byte order mark, zero-width, bidi. */
const invisible = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
// eslint-disable-next-line no-control-regex -- removing them is the purpose
const controls = /[\u0000-\u001f\u007f-\u009f]/g

/** What spreadsheets and databases write for « nothing » or for a failed formula. */
const emptyWords = /^(?:NULL|#N\/A|#N\/D|#REF!|#VALUE!|#VALEUR!|#NAME\?|#NOM\?|#DIV\/0!)$/

/** `="00123"`, which keeps Excel from dropping the zeros. */
const keptAsText = /^="([^"]*)"$/
/** The quote that `write-refused-rows` and others put before a cell that looks like a formula. */
const formulaGuard = /^'(?=[=+\-@＝＋－＠])/

/** Far above every field's limit, so what is cut here is still reported as too long. */
const longestCell = 10_000

/** Nothing below could change such a cell; most cells of a file are so, and a file has many. */
const alreadyClean = /^(?![ "'#=N])(?:[!-~\u00a1-\u167f]| (?! |$))*$/

/**
 * One line of clean text: no control or invisible characters, no surrounding or repeated spaces, no
 * lone surrogates, no spreadsheet wrapping. Empty for « nothing » words.
 */
export function cleanCell(cell: string): string {
  if (cell.length > longestCell) return cleanCell(cell.slice(0, longestCell))
  if (alreadyClean.test(cell)) return cell
  const text = cell
    .toWellFormed()
    .replace(invisible, '')
    .replace(controls, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(formulaGuard, '')
    .replace(keptAsText, '$1')
    .trim()
  return emptyWords.test(text) ? '' : text
}

/** Shortens to `max` UTF-16 units without cutting a character in two. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text
  const lastIsHalf = /[\ud800-\udbff]/.test(text.charAt(max - 1))
  return text.slice(0, lastIsHalf ? max - 1 : max).trimEnd()
}
