import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { importsOf } from './layer-rules.ts'

const entry = 'sync-server/main.ts'

/** What a server needs that runs without this repository; paths from its root. */
export interface ServerFiles {
  readonly sources: readonly string[]
  /** Folders of packages; each may have others of its own below it. */
  readonly packages: readonly string[]
}

/** Follows the imports of the server's process, and what its packages say that they depend on. */
export function serverFiles(root: string): ServerFiles {
  const sources = new Set<string>()
  const packages = new Set<string>()
  const addPackage = (name: string, from: string): void => {
    const folder = installed(root, name, from)
    if (packages.has(folder)) return
    packages.add(folder)
    for (const needed of dependenciesOf(join(root, folder))) addPackage(needed, folder)
  }
  const addSource = (file: string): void => {
    if (sources.has(file)) return
    sources.add(file)
    for (const { specifier } of importsOf(file, readFileSync(join(root, file), 'utf8')))
      if (specifier.startsWith('.')) addSource(posix.join(posix.dirname(file), specifier))
      else if (!isBuiltin(specifier)) addPackage(packageNameOf(specifier), '')
  }
  addSource(entry)
  return { sources: [...sources].sort(), packages: [...packages].sort() }
}

const packageNameOf = (specifier: string): string => /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)![0]

function dependenciesOf(folder: string): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
  }
  return Object.keys(dependencies)
}

/** Where Node finds a package that is imported in a folder of the repository. */
function installed(root: string, name: string, from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = posix.join(folder, 'node_modules', name)
    if (existsSync(join(root, found, 'package.json'))) return found
    if (folder === '' || folder === '.') throw new Error(`${name} is not installed: npm ci`)
  }
}
