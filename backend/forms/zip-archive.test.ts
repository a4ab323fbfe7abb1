import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { storedZip, unzip, ZipError } from './zip-archive.ts'

const limits = { files: 10, bytes: 1000 }
const all = () => true
const text = (content: string) => Buffer.from(content)

const files = new Map([
  ['a.xml', text('<a/>')],
  ['dossier/é.xml', text('<é/>')],
  ['c.png', text('image')],
])

/** An archive whose one file is packed, and says to be of another size than it is. */
function packed(content: Buffer, size = content.length): Uint8Array {
  const deflated = deflateRawSync(content)
  const zip = Buffer.from(storedZip(new Map([['a.xml', deflated]])))
  const entry = zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  zip.writeUInt16LE(8, 8)
  zip.writeUInt16LE(8, entry + 10)
  zip.writeUInt32LE(size, 22)
  zip.writeUInt32LE(size, entry + 24)
  return zip
}

function problemOf(content: Uint8Array, given = limits): string | undefined {
  try {
    unzip(content, given, all)
  } catch (error) {
    if (error instanceof ZipError) return error.problem
    throw error
  }
  return undefined
}

test('FRM-09 an archive gives the files that are wanted', () => {
  const found = unzip(storedZip(files), limits, (path) => path.endsWith('.xml'))
  expect([...found].map(([path, content]) => [path, content.toString()])).toEqual([
    ['a.xml', '<a/>'],
    ['dossier/é.xml', '<é/>'],
  ])
})

test('FRM-09 packed files are unpacked', () => {
  const content = text('<row/>'.repeat(100))
  expect(unzip(packed(content), limits, all).get('a.xml')).toEqual(content)
})

test('FRM-09 an archive may have a comment', () => {
  const zip = Buffer.from(storedZip(files))
  expect(unzip(Buffer.concat([zip, text('comment')]), limits, all).size).toBe(3)
})

test('FRM-09 an archive that unpacks to more than is allowed is not unpacked', () => {
  expect(problemOf(packed(Buffer.alloc(1001)))).toBe('tooLarge')
  expect(problemOf(packed(Buffer.alloc(1000)))).toBeUndefined()
})

test('FRM-09 a file that unpacks to more than the directory says is not unpacked', () => {
  expect(problemOf(packed(Buffer.alloc(100_000_000), 500))).toBe('damaged')
})

test('FRM-09 more files than a workbook has are refused', () => {
  expect(problemOf(storedZip(files), { files: 2, bytes: 1000 })).toBe('tooLarge')
})

test('FRM-09 a file with a password is refused', () => {
  const zip = Buffer.from(storedZip(files))
  zip[zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) + 8]! |= 1
  expect(problemOf(zip)).toBe('encrypted')
})

test('FRM-09 two files of one path are refused: readers differ in which they take', () => {
  const zip = Buffer.from(storedZip(new Map([...files, ['b.xml', text('<b/>')]])))
  for (let at = zip.indexOf('b.xml'); at >= 0; at = zip.indexOf('b.xml')) zip.write('a.xml', at)
  expect(problemOf(zip)).toBe('damaged')
})

test('FRM-09 an archive that is cut anywhere is damaged', () => {
  const zip = storedZip(files)
  for (let length = 0; length < zip.length; length++)
    expect(problemOf(zip.subarray(0, length))).toBe('damaged')
})

test('FRM-09 an archive with any byte changed is read or refused, never more', () => {
  const zip = packed(text('<row/>'.repeat(20)))
  for (let at = 0; at < zip.length; at++) {
    const changed = Uint8Array.from(zip)
    changed[at]! ^= 0xff
    expect(['damaged', 'encrypted', 'tooLarge', undefined]).toContain(problemOf(changed))
  }
})
