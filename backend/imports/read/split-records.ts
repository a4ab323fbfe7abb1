import Papa from 'papaparse'

/** One record of the file: a line, or several when a quoted cell holds line breaks. */
export interface FileRecord {
  /** Line of the file where it begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** A quoted cell does not end, or goes on after its closing quote. */
  readonly isMalformed: boolean
  /** Where it ends in the text, in UTF-16 units. */
  readonly end: number
}

/** Longer quoted cells are rather a forgotten quote: beyond, the first line alone is malformed. */
const longestRecordLines = 500
const longestRecordLength = 100_000

/**
 * Cuts a text into records and these into cells, blank lines included (as one empty cell).
 *
 * Papaparse cuts one record at a time, not the file, because of three of its habits: it takes the
 * first kind of line break it meets for that of the whole file, so that a file joined from two
 * systems loses rows; after a forgotten quote it swallows the rest of the file into one cell; and it
 * counts rows, not the lines people see in their editor. Here a malformed record costs its first
 * line only, and reading goes on with the next.
 */
export function* splitRecords(text: string, separator: string): Generator<FileRecord, void> {
  const nextLine = lineReader(text)
  const cut = recordCutter(separator)
  let line = 1
  for (let first = nextLine(0); first !== undefined;) {
    let record = first.text
    let last = first
    let lines = 1
    let result = cut(record)
    while (result.problem === 'open' && lines < longestRecordLines) {
      const next = nextLine(last.end)
      if (next === undefined || record.length + next.text.length > longestRecordLength) break
      record += `\n${next.text}`
      last = next
      lines++
      // Only a quote that is not doubled can close the cell.
      if (next.text.replaceAll('""', '').includes('"')) result = cut(record)
    }
    if (result.problem === null) {
      yield { line, cells: result.cells, isMalformed: false, end: last.end }
      line += lines
    } else {
      last = first
      yield { line, cells: first.text.split(separator), isMalformed: true, end: first.end }
      line++
    }
    first = nextLine(last.end)
  }
}

interface TextLine {
  readonly text: string
  /** Where the next line begins. */
  readonly end: number
}

/** Gives the line that begins at an offset; `undefined` at the end of the text. */
function lineReader(text: string): (start: number) => TextLine | undefined {
  // A lone carriage return ends a line only in files that have no other line end.
  const lineEnd = text.includes('\n') ? '\n' : '\r'
  return (start) => {
    if (start >= text.length) return undefined
    const at = text.indexOf(lineEnd, start)
    const end = at < 0 ? text.length : at
    return { text: text.slice(start, end).replace(/\r+$/, ''), end: end + 1 }
  }
}

interface CutRecord {
  readonly cells: readonly string[]
  readonly problem: 'open' | 'invalid' | null
}

function recordCutter(separator: string): (record: string) => CutRecord {
  // Without `fastMode: false` papaparse decides per call whether quotes count.
  const parser = new Papa.Parser({
    delimiter: separator,
    newline: '\n',
    quoteChar: '"',
    preview: 1,
    fastMode: false,
  })
  return (record) => {
    if (!record.includes('"')) return { cells: record.split(separator), problem: null }
    // With a line break at its end, spaces after the last closing quote are forgiven as elsewhere.
    const { data, errors } = parser.parse(`${record}\n`, 0, false) as Papa.ParseResult<string[]>
    const problems = errors.map(({ code }) => code)
    if (problems.includes('InvalidQuotes')) return { cells: [], problem: 'invalid' }
    if (problems.includes('MissingQuotes')) return { cells: [], problem: 'open' }
    return { cells: data[0] ?? [''], problem: null }
  }
}
