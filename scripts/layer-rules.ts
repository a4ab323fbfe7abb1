import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { parse as parseVue } from 'vue/compiler-sfc'
import ts from 'typescript'

/** One import of one source file; both as written, the file from the repository's root. */
export interface Import {
  file: string
  specifier: string
}

interface Layer {
  /** Folders of the repository it may import from, besides itself. */
  folders: string[]
  /** Packages it may import; `true` is any that no other rule reserves. */
  packages: string[] | true
  /** Whether it may use Node's own modules. */
  node: boolean
}

/**
 * The borders of the layers. The key is the longest folder that holds the file. Tests may use more
 * packages: see `testLayer`.
 */
const layers: Record<string, Layer> = {
  core: {
    folders: [],
    packages: [
      ...['fastest-levenshtein', 'geographiclib-geodesic', 'lib0', 'libphonenumber-js'],
      ...['quill-delta', 're2js', 'snowball-stemmers', 'temporal-polyfill', 'yjs', 'zod'],
    ],
    node: false,
  },
  migrations: { folders: ['core'], packages: ['kysely'], node: false },
  sqlite: { folders: ['core'], packages: ['better-sqlite3', 'kysely'], node: true },
  backend: { folders: ['core', 'migrations', 'sqlite'], packages: true, node: true },
  'sync-server': { folders: ['core', 'migrations', 'sqlite'], packages: true, node: true },
  // The utility process: the only part of electron/ that may reach the database.
  'electron/backend': {
    folders: ['core', 'backend', 'electron'],
    packages: ['electron'],
    node: true,
  },
  'electron/preload': { folders: ['core', 'electron'], packages: ['electron'], node: false },
  electron: { folders: ['core', 'backend'], packages: ['electron', 'zod'], node: true },
  renderer: { folders: ['core'], packages: true, node: false },
  'build-plugins': { folders: ['core'], packages: true, node: true },
  bench: {
    folders: ['core', 'backend', 'migrations', 'sqlite', 'sync-server', 'e2e'],
    packages: true,
    node: true,
  },
  e2e: {
    folders: ['core', 'backend', 'sqlite', 'sync-server', 'scripts'],
    packages: true,
    node: true,
  },
  scripts: {
    folders: ['core', 'backend', 'migrations', 'bench', 'e2e'],
    packages: true,
    node: true,
  },
}

/** Packages that belong to one folder, whatever else that folder's rule says. */
const reserved: { packages: RegExp; folders: string[] }[] = [
  { packages: /^electron$/, folders: ['electron'] },
  {
    packages: /^(vue|vue-.*|pinia|@nuxt\/.*|@vueuse\/.*)$/,
    folders: ['renderer', 'build-plugins', 'scripts'],
  },
  {
    packages: /^better-sqlite3$/,
    folders: ['backend', 'bench', 'e2e', 'sqlite', 'sync-server'],
  },
  { packages: /^(serialport|dbus-native)$/, folders: ['backend'] },
  { packages: /^pg$/, folders: ['sync-server'] },
  { packages: /^ws$/, folders: ['backend', 'bench', 'e2e', 'sync-server'] },
  { packages: /^kysely$/, folders: ['backend', 'bench', 'migrations', 'sqlite', 'sync-server'] },
]

const isTest = (file: string): boolean => /\.(test|spec)\.ts$/.test(file)
const nodeModules = new Set(builtinModules)

/** Tests run in Node with the test tools, but look no further up: `core` stays below `backend`. */
const testLayer = (layer: Layer): Layer => ({ ...layer, packages: true, node: true })

/**
 * What the imports break of the layer rules, one sentence each.
 *
 * @param imports of any files of the repository; those outside every layer are not judged
 */
export function layerViolations(imports: Import[]): string[] {
  return [...crossedBorders(imports), ...databaseInMain(imports)]
}

/** Electron's main process must not hold the database, by whatever detour. */
function databaseInMain(imports: Import[]): string[] {
  const specifiersOf = Map.groupBy(imports, ({ file }) => file)
  const seen = new Set<string>()
  const pathsToDatabase = (path: string[]): string[] => {
    const file = path.at(-1)!
    if (seen.has(file)) return []
    seen.add(file)
    return (specifiersOf.get(file) ?? []).flatMap(({ specifier }) => {
      if (specifier === 'better-sqlite3') return `${path.join(' → ')} reaches the database`
      return specifier.startsWith('.') ? pathsToDatabase([...path, targetOf(file, specifier)]) : []
    })
  }
  return [...specifiersOf.keys()]
    .filter((file) => layerOf(file) === 'electron' && !isTest(file))
    .flatMap((file) => pathsToDatabase([file]))
}

const targetOf = (file: string, specifier: string): string =>
  posix.join(posix.dirname(file), specifier)

function crossedBorders(imports: Import[]): string[] {
  return imports.flatMap(({ file, specifier }) => {
    const name = layerOf(file)
    const rule = name && layers[name]
    if (!rule) return []
    const layer = isTest(file) ? testLayer(rule) : rule
    const reason = specifier.startsWith('.')
      ? whyNoFile(name, layer, file, targetOf(file, specifier))
      : whyNoPackage(name, layer, file, specifier)
    return reason ? [`${file} imports ${specifier}: ${reason}`] : []
  })
}

function whyNoFile(name: string, layer: Layer, file: string, target: string): string | undefined {
  if (target.startsWith('..')) return 'that is outside the repository'
  // A test that runs others once more, over another storage.
  if (isTest(target) && !isTest(file)) return 'tests are imported by tests only'
  const targetLayer = layerOf(target)
  if (!targetLayer || targetLayer === name) return undefined
  if (layer.folders.includes(targetLayer)) return undefined
  return `${name} may import ${listed(layer.folders)}`
}

function whyNoPackage(
  name: string,
  layer: Layer,
  file: string,
  specifier: string,
): string | undefined {
  if (specifier.startsWith('#') || specifier.startsWith('virtual:')) return undefined
  if (specifier.startsWith('node:') || nodeModules.has(specifier))
    return layer.node ? undefined : `${name} may not use Node`
  const packageName = /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)![0]
  const owner = reserved.find(({ packages }) => packages.test(packageName))
  const topFolder = name.split('/')[0]!
  const own = owner?.folders.includes(topFolder) ?? true
  if (!own && !isTest(file)) return `${packageName} belongs to ${listed(owner!.folders)}`
  if (layer.packages !== true && !layer.packages.includes(packageName))
    return `${name} may import ${listed(layer.packages)}`
  return undefined
}

const listed = (names: string[]): string => names.join(', ') || 'nothing'

function layerOf(file: string): string | undefined {
  return Object.keys(layers)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0]
}

/**
 * The imports of one source file: static, dynamic with a literal, re-exports and types.
 *
 * @param file path from the repository's root; `.vue` files are read by their script blocks
 */
export function importsOf(file: string, source: string): Import[] {
  const code = file.endsWith('.vue') ? vueScripts(source) : source
  const { importedFiles } = ts.preProcessFile(code, true, true)
  return importedFiles.map(({ fileName }) => ({ file, specifier: fileName }))
}

function vueScripts(source: string): string {
  const { script, scriptSetup } = parseVue(source).descriptor
  return [script?.content, scriptSetup?.content].join('\n')
}
