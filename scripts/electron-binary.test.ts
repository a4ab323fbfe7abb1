import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findElectron, reasonIn } from './electron-binary.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'electron-binary-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function program(...path: string[]): string {
  const file = join(folder, ...path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  return file
}

test('the program is the one that the package has unpacked', () => {
  const file = program('package', 'dist', 'electron')
  expect(findElectron({}, join(folder, 'package'))).toBe(file)
})

test('the package says how the program is called on this system', () => {
  const file = program('package', 'dist', 'Electron.app/Contents/MacOS/Electron')
  writeFileSync(join(folder, 'package/path.txt'), 'Electron.app/Contents/MacOS/Electron\n')
  expect(findElectron({}, join(folder, 'package'))).toBe(file)
})

test('a folder that is named comes first, and is skipped when the program is not in it', () => {
  const packaged = program('package', 'dist', 'electron')
  const own = program('own', 'electron')
  const find = (name: string): unknown =>
    findElectron({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, name) }, join(folder, 'package'))
  expect(find('own')).toBe(own)
  expect(find('empty')).toBe(packaged)
})

test('there may be none', () => {
  expect(findElectron({}, folder)).toBeUndefined()
})

test.each([
  [
    'RequestError: getaddrinfo ENOTFOUND github.com\n    at ClientRequest.<anonymous> (x.js:1:2)',
    'RequestError: getaddrinfo ENOTFOUND github.com',
  ],
  [
    '(node:1) Warning: x\nHTTPError: Response code 403 (Forbidden)\n  at y',
    'HTTPError: Response code 403 (Forbidden)',
  ],
  ['something else\n', 'something else'],
  ['', 'no reason given'],
])('the reason is one line', (output, reason) => {
  expect(reasonIn(output)).toBe(reason)
})
