import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Configuration {
  readonly npmRebuild: boolean
  readonly asar: boolean
  readonly files: readonly string[]
  readonly asarUnpack: readonly string[]
  readonly electronFuses: Readonly<Record<string, boolean>>
  readonly [platform: string]: unknown
}

const root = join(import.meta.dirname, '..')

/** electron-builder's own YAML reader. */
const requireFromBuilder = createRequire(
  createRequire(import.meta.url).resolve('electron-builder/package.json'),
)
const { load } = requireFromBuilder('js-yaml') as { load(this: void, text: string): unknown }
const configuration = load(
  readFileSync(join(root, 'electron-builder.yml'), 'utf8'),
) as Configuration

test('every fuse is set, and the installed program runs nothing but this app', () => {
  expect(configuration.electronFuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  })
  expect(configuration.asar).toBe(true)
})

test("better-sqlite3's own binary is packed as it is, outside the archive", () => {
  expect(configuration.npmRebuild).toBe(false)
  expect(configuration.asarUnpack).toContain('**/*.node')
  expect(configuration.files).toContain(
    '!node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}.node)',
  )
})

test("the recogniser's libraries lie beside its binary, outside the archive", () => {
  expect(configuration.asarUnpack).toContain('node_modules/sherpa-onnx-*-*/**')
})

test('only what is built is packed, and neither sources nor the browser shell', () => {
  const packed = configuration.files.filter((pattern) => !pattern.startsWith('!'))
  expect(packed).toEqual(['out/main/**', 'out/preload/**', 'out/renderer/**', 'package.json'])
  // A platform's own list that begins with an exclusion would pack the whole repository.
  for (const platform of ['linux', 'win', 'mac'])
    expect(configuration[platform]).not.toHaveProperty('files')
})

describe('there are installers', () => {
  test.each([
    ['linux', ['AppImage', 'deb']],
    ['win', ['nsis']],
    ['mac', ['dmg']],
  ])('for %s', (platform, target) => {
    expect(configuration[platform]).toMatchObject({ target })
  })
})

test('the preload is short enough to be read: under 60 lines', () => {
  const source = readFileSync(join(root, 'electron/preload/index.ts'), 'utf8')
  expect(source.split('\n').length).toBeLessThan(60)
})
