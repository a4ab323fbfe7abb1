import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Import, importsOf, layerViolations } from './layer-rules.ts'

const root = join(import.meta.dirname, '..')

function sourceFiles(): string[] {
  const skipped = ['node_modules', 'out', 'dist', '.git']
  return globSync('**/*.{ts,mts,vue,mjs,js}', {
    cwd: root,
    exclude: (name) => skipped.includes(name),
  }).map((file) => file.replaceAll('\\', '/'))
}

const violationsOf = (file: string, specifier: string): string[] =>
  layerViolations([{ file, specifier }])

describe('the repository', () => {
  const imports: Import[] = sourceFiles().flatMap((file) =>
    importsOf(file, readFileSync(join(root, file), 'utf8')),
  )

  test('keeps the layer rules', () => {
    expect(layerViolations(imports)).toEqual([])
  })

  test('is really read: every layer shows up with imports of its own', () => {
    const folders = new Set(imports.map(({ file }) => file.split('/')[0]))
    expect([...folders]).toEqual(
      expect.arrayContaining([
        ...['core', 'sqlite', 'migrations', 'backend', 'sync-server'],
        ...['electron', 'renderer', 'e2e'],
      ]),
    )
    expect(imports.some(({ file }) => file.endsWith('.vue'))).toBe(true)
  })
})

describe('a planted violation is named', () => {
  test.each([
    ['core/domain/activity.ts', 'node:fs', 'core may not use Node'],
    ['core/domain/activity.ts', 'fs', 'core may not use Node'],
    ['core/domain/activity.ts', 'vue', 'vue belongs to renderer, build-plugins, scripts'],
    ['core/domain/activity.ts', 'ws', 'ws belongs to backend, bench, e2e'],
    ['core/domain/activity.ts', 'papaparse', 'core may import fastest-levenshtein, '],
    ['core/domain/activity.ts', '../../backend/app/clock.ts', 'core may import nothing'],
    ['core/domain/activity.test.ts', '../../backend/app/clock.ts', 'core may import nothing'],
    ['backend/app/clock.ts', 'electron', 'electron belongs to electron'],
    ['backend/app/clock.ts', '../../renderer/data/x.ts', 'backend may import core, migrations'],
    ['backend/app/clock.ts', '../../e2e/fixtures.ts', 'backend may import core, migrations'],
    ['backend/app/clock.ts', '../../sync-server/log/log-store.ts', 'backend may import core, '],
    ['sqlite/connect.ts', '../backend/app/clock.ts', 'sqlite may import core'],
    ['sqlite/connect.ts', '../migrations/client/index.ts', 'sqlite may import core'],
    ['sync-server/log/x.ts', '../../backend/app/x.ts', 'sync-server may import core, migrations'],
    [
      'sync-server/log/x.test.ts',
      '../../backend/demo/create-demo.ts',
      'sync-server may import core, ',
    ],
    ['sync-server/log/x.ts', 'vue', 'vue belongs to renderer'],
    ['renderer/data/x.ts', '../../sync-server/log/x.ts', 'renderer may import core'],
    ['core/sync/policy.ts', '../../sync-server/log/x.ts', 'core may import nothing'],
    ['renderer/data/x.ts', '../../backend/app/clock.ts', 'renderer may import core'],
    ['renderer/data/x.ts', 'node:path', 'renderer may not use Node'],
    ['renderer/data/x.ts', 'kysely', 'kysely belongs to backend, bench, migrations'],
    ['electron/main/index.ts', '../backend/index.ts', 'electron may import core'],
    ['electron/main/index.ts', '../../renderer/x.ts', 'electron may import core'],
    ['electron/preload/index.ts', 'node:fs', 'electron/preload may not use Node'],
    ['migrations/client/0001-x.ts', '../../backend/app/x.ts', 'migrations may import core'],
    ['e2e/fixtures.ts', 'electron', 'electron belongs to electron'],
    ['backend/app/clock.ts', './clock.test.ts', 'tests are imported by tests only'],
    ['backend/app/clock.ts', '../../../elsewhere/x.ts', 'that is outside the repository'],
  ])('%s must not import %s', (file, specifier, reason) => {
    const [violation, ...others] = violationsOf(file, specifier)
    expect(others).toEqual([])
    expect(violation).toContain(`${file} imports ${specifier}: ${reason}`)
  })
})

test('the main process must not reach the database, not even through the backend', () => {
  const imports = [
    { file: 'electron/main/index.ts', specifier: './start.ts' },
    { file: 'electron/main/start.ts', specifier: '../../backend/app/create-backend.ts' },
    { file: 'backend/app/create-backend.ts', specifier: '../storage/open.ts' },
    { file: 'backend/storage/open.ts', specifier: 'better-sqlite3' },
    { file: 'electron/backend/index.ts', specifier: '../../backend/app/create-backend.ts' },
  ]
  expect(layerViolations(imports)).toEqual([
    'electron/main/index.ts → electron/main/start.ts → backend/app/create-backend.ts → ' +
      'backend/storage/open.ts reaches the database',
  ])
})

test.each([
  ['core/domain/activity.ts', 'zod'],
  ['core/domain/activity.ts', '../contract/app-error.ts'],
  ['core/domain/activity.test.ts', 'fast-check'],
  ['core/domain/activity.test.ts', 'node:fs'],
  ['backend/app/clock.ts', 'node:fs'],
  ['backend/app/clock.ts', 'better-sqlite3'],
  ['backend/app/clock.ts', '../../core/domain/activity.ts'],
  ['backend/app/clock.ts', '../../migrations/client/index.ts'],
  ['migrations/client/0001-x.ts', 'kysely'],
  ['sqlite/migrate.ts', 'kysely'],
  ['backend/storage/x.ts', '../../sqlite/connect.ts'],
  ['sync-server/log/x.ts', '../../sqlite/connect.ts'],
  ['sync-server/log/x.ts', '../../migrations/server/index.ts'],
  ['sync-server/log/x.ts', '../../core/sync/policy.ts'],
  ['sync-server/log/x.ts', 'better-sqlite3'],
  ['electron/main/index.ts', 'electron'],
  ['electron/main/index.ts', '../../backend/app/data-folder.ts'],
  ['electron/backend/index.ts', '../../backend/app/create-backend.ts'],
  ['renderer/app/App.vue', '../../core/domain/activity.ts'],
  ['renderer/app/App.vue', '@nuxt/ui/locale'],
  ['e2e/fixtures.ts', '../backend/app/create-backend.ts'],
  ['bench/write.ts', 'better-sqlite3'],
])('%s may import %s', (file, specifier) => {
  expect(violationsOf(file, specifier)).toEqual([])
})

test('imports are found in every form, in Vue files too', () => {
  const source = `
    import a from 'a'
    import type { B } from 'b'
    import 'c'
    export { d } from 'd'
    const e = await import('e')
    // import f from 'f'
    const g = "import g from 'g'"
  `
  const specifiers = (file: string, text: string): string[] =>
    importsOf(file, text).map(({ specifier }) => specifier)
  const expected = ['a', 'b', 'c', 'd', 'e']
  expect(specifiers('core/x.ts', source)).toEqual(expected)
  const component = `<script lang="ts">import z from 'z'</script>
    <script setup lang="ts">${source}</script><template><p>import y from 'y'</p></template>`
  expect(specifiers('renderer/X.vue', component)).toEqual(['z', ...expected])
})
