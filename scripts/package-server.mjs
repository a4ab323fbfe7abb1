// npm run -s package:server -- DIR: the sync server alone, as the Dockerfile takes it: its sources and
// the packages they need, in the versions of the lock file. `node DIR/sync-server/main.ts` starts it.
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { serverFiles } from './server-files.ts'
import { root } from './tools.mjs'

const [target] = process.argv.slice(2)
if (!target) {
  console.error('usage: npm run -s package:server -- DIR')
  process.exit(2)
}
mkdirSync(target, { recursive: true })
if (readdirSync(target).length > 0) {
  console.error(`${target} is not empty`)
  process.exit(1)
}
const { sources, packages } = serverFiles(root)
for (const file of sources) copy(file)
// Packages below a package are in the list themselves, if they are needed.
for (const folder of packages) copy(folder, (path) => !isLeftOut(path.slice(folder.length), folder))
const { version, type, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const described = { name: 'wiseparts-server', private: true, version, type, engines }
writeFileSync(join(target, 'package.json'), `${JSON.stringify(described, null, 2)}\n`)
console.log(`${sources.length} files and ${packages.length} packages are in ${target}`)

function copy(path, isWanted = () => true) {
  mkdirSync(dirname(join(target, path)), { recursive: true })
  cpSync(join(root, path), join(target, path), {
    recursive: true,
    filter: (from) => isWanted(from.slice(root.length + 1)),
  })
}

function isLeftOut(path, folder) {
  // What better-sqlite3 is built from: it brings its binaries in prebuilds/.
  const sources = folder.endsWith('/better-sqlite3') ? ['deps', 'src'] : []
  return ['node_modules', ...sources].includes(path.split('/')[1])
}
