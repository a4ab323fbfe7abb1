import { inflateRawSync } from 'node:zlib'

export type ZipProblem = 'damaged' | 'encrypted' | 'tooLarge'

/** Thrown by `unzip`. */
export class ZipError extends Error {
  readonly problem: ZipProblem

  constructor(problem: ZipProblem) {
    super(`the archive is ${problem}`)
    this.problem = problem
  }
}

export interface ZipLimits {
  readonly files: number
  /** Of all files that are wanted, unpacked. */
  readonly bytes: number
}

const endMark = 0x06054b50
const entryMark = 0x02014b50
const fileMark = 0x04034b50
const endLength = 22
const longestComment = 0xffff

/**
 * Unpacks the wanted files of a zip archive (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
 * How much comes out is known from the directory before anything is unpacked, and nothing unpacks to
 * more than the directory says.
 *
 * @throws ZipError
 */
export function unzip(
  content: Uint8Array,
  limits: ZipLimits,
  isWanted: (path: string) => boolean,
): Map<string, Buffer> {
  const archive = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  try {
    const entries = directoryOf(archive, limits).filter(({ path }) => isWanted(path))
    const bytes = entries.reduce((sum, { size }) => sum + size, 0)
    if (bytes > limits.bytes) throw new ZipError('tooLarge')
    const files = new Map(entries.map((entry) => [entry.path, unpack(archive, entry)]))
    if (files.size < entries.length) throw new ZipError('damaged')
    return files
  } catch (error) {
    // Reading beyond the end, or what zlib does not understand.
    throw error instanceof ZipError ? error : new ZipError('damaged')
  }
}

interface Entry {
  readonly path: string
  readonly isDeflated: boolean
  readonly packedSize: number
  readonly size: number
  /** Where its own header begins. */
  readonly at: number
}

function directoryOf(archive: Buffer, limits: ZipLimits): Entry[] {
  const from = Math.max(0, archive.length - endLength - longestComment)
  let end = archive.length - endLength
  while (end >= from && archive.readUInt32LE(end) !== endMark) end -= 1
  if (end < from) throw new ZipError('damaged')
  const count = archive.readUInt16LE(end + 10)
  // Larger archives say 0xffff here and have a second directory (zip64), which no form needs.
  if (count > limits.files) throw new ZipError('tooLarge')
  const entries: Entry[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (archive.readUInt32LE(at) !== entryMark) throw new ZipError('damaged')
    if (archive.readUInt16LE(at + 8) & 1) throw new ZipError('encrypted')
    const method = archive.readUInt16LE(at + 10)
    if (method !== 0 && method !== 8) throw new ZipError('damaged')
    const [name, extra, comment] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place))
    entries.push({
      path: archive.toString('utf8', at + 46, at + 46 + name!),
      isDeflated: method === 8,
      packedSize: archive.readUInt32LE(at + 20),
      size: archive.readUInt32LE(at + 24),
      at: archive.readUInt32LE(at + 42),
    })
    at += 46 + name! + extra! + comment!
  }
  return entries
}

function unpack(archive: Buffer, { isDeflated, packedSize, size, at }: Entry): Buffer {
  if (archive.readUInt32LE(at) !== fileMark) throw new ZipError('damaged')
  const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28)
  const packed = archive.subarray(start, start + packedSize)
  const file = isDeflated ? inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) }) : packed
  if (packed.length !== packedSize || file.length !== size) throw new ZipError('damaged')
  return file
}

/** An archive of files that are not packed, for readers that do not look at checksums. */
export function storedZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const [contents, directory]: [Uint8Array[], Uint8Array[]] = [[], []]
  let at = 0
  for (const [path, content] of files) {
    const name = Buffer.from(path)
    const header = Buffer.alloc(30)
    header.writeUInt32LE(fileMark, 0)
    header.writeUInt16LE(20, 4)
    header.writeUInt32LE(content.length, 18)
    header.writeUInt32LE(content.length, 22)
    header.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(entryMark, 0)
    header.copy(entry, 6, 4)
    entry.writeUInt32LE(at, 42)
    contents.push(header, name, content)
    directory.push(entry, name)
    at += header.length + name.length + content.length
  }
  const end = Buffer.alloc(endLength)
  end.writeUInt32LE(endMark, 0)
  end.writeUInt16LE(files.size, 8)
  end.writeUInt16LE(files.size, 10)
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  )
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...contents, ...directory, end]))
}
