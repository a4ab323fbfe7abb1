import { isUtf8 } from 'node:buffer'
import { AppError } from '../../../core/contract/app-error.ts'
import type { importEncodings } from '../../../core/contract/imports.ts'
import { largestImportBytes } from '../../../core/imports/largest-import.ts'

export type ImportEncoding = (typeof importEncodings)[number]

export interface DecodedText {
  /** Without byte order mark. */
  readonly text: string
  readonly encoding: ImportEncoding
  /** Characters that could not be read and stand as U+FFFD. */
  readonly damaged: number
}

const byteOrderMarks: readonly (readonly [ImportEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** First bytes of the files people pick instead of a CSV. */
const otherFormats: readonly (readonly [string, readonly number[]])[] = [
  // xlsx, ods and zip
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  // The old xls
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['gzip', [0x1f, 0x8b]],
]

/**
 * Turns the bytes of a file into text (GEN-02). The encoding is the given one, else that of the byte
 * order mark, else UTF-8 if the bytes are that, else Windows-1252, which reads any bytes. A UTF-8
 * file with a few broken characters (cut in transit) stays UTF-8; `damaged` counts them.
 *
 * @throws AppError `E-IMP-EMPTY` without content, `E-IMP-TOO-LARGE` above 50 MiB, `E-IMP-NOT-TEXT`
 *   for spreadsheets and other binary files (`details.format`), `E-IMP-ENCODING` when the given
 *   encoding cannot be the one of the file
 */
export function decodeText(content: Uint8Array, given?: ImportEncoding): DecodedText {
  if (content.length === 0) throw new AppError('E-IMP-EMPTY', 'The file is empty')
  if (content.length > largestImportBytes)
    throw new AppError('E-IMP-TOO-LARGE', 'The file is too large', {
      size: content.length,
      max: largestImportBytes,
    })
  const format = otherFormats.find(([, start]) => startsWith(content, start))?.[0]
  if (format !== undefined) throw notText(format)

  const encoding = given ?? detectEncoding(content)
  const text = withoutEndMark(new TextDecoder(encoding).decode(content))
  if (text.includes('\0') || hasManyControls(text)) throw notText('binary')
  if (text.trim() === '') throw new AppError('E-IMP-EMPTY', 'The file holds only blanks')
  const damaged = countDamaged(text)
  if (given !== undefined && !isReadable(text, damaged))
    throw new AppError('E-IMP-ENCODING', `The file is not ${given}`, { encoding: given })
  return { text, encoding, damaged }
}

function notText(format: string): AppError {
  return new AppError('E-IMP-NOT-TEXT', `Not a text file: ${format}`, { format })
}

function startsWith(content: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => content[at] === byte)
}

function detectEncoding(content: Uint8Array): ImportEncoding {
  const marked = byteOrderMarks.find(([, mark]) => startsWith(content, mark))?.[0]
  if (marked !== undefined) return marked
  const unmarked = detectUtf16(content)
  if (unmarked !== undefined) return unmarked
  if (isUtf8(content)) return 'utf-8'
  const text = new TextDecoder('utf-8').decode(content)
  return isReadable(text, countDamaged(text)) ? 'utf-8' : 'windows-1252'
}

/** Database tools write UTF-16 without a mark: then every other byte of Western text is zero. */
function detectUtf16(content: Uint8Array): ImportEncoding | undefined {
  const sample = content.subarray(0, 1000)
  const zeros = [0, 0]
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2]!++
  const enough = sample.length * 0.4
  if (zeros[0] === 0 && zeros[1]! >= enough) return 'utf-16le'
  if (zeros[1] === 0 && zeros[0]! >= enough) return 'utf-16be'
  return undefined
}

/** Old programs end their text files with Ctrl-Z. */
function withoutEndMark(text: string): string {
  return text.endsWith('\u001a') ? text.slice(0, -1) : text
}

/** Text hardly has control characters; random bytes have one in ten. */
function hasManyControls(text: string): boolean {
  const sample = text.slice(0, 65_536)
  // eslint-disable-next-line no-control-regex -- counting them is the purpose
  const controls = sample.match(/[\u0001-\u0008\u000b\u000e-\u001f\u007f]/g)?.length ?? 0
  return controls > sample.length / 50
}

function countDamaged(text: string): number {
  let count = 0
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) count++
  return count
}

/**
 * Whether damage is the exception. In the wrong encoding nearly every accented letter is damaged, in
 * the right one hardly any: at most one in twenty is taken as right.
 */
function isReadable(text: string, damaged: number): boolean {
  if (damaged === 0) return true
  let beyondAscii = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) beyondAscii++
  return damaged * 20 <= beyondAscii
}
