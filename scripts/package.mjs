// npm run package [-- --targets]: the desktop app as a folder below out/package, or with --targets as
// the installers of this system. Where Electron's program can neither be found nor downloaded, Linux
// gets a placeholder: that shows what goes into the archive, but nothing that can be started.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build, DIR_TARGET, Platform } from 'electron-builder'
import { buildShells } from './build.mjs'
import { downloadElectron, findElectron } from './electron-binary.mjs'
import { packageFaults } from './package-faults.mjs'
import { root } from './tools.mjs'

if (!(await buildShells(['desktop'], { ifNeeded: true }))) process.exit(1)

// Not the folder of ELECTRON_OVERRIDE_DIST_PATH: it may hold anything that runs the app.
const inPackageOnly = {}
const program =
  findElectron(inPackageOnly) ??
  ((await downloadElectron()) ? undefined : findElectron(inPackageOnly))
const target = process.argv.includes('--targets') ? undefined : DIR_TARGET
let unpacked
await build({
  projectDir: root,
  targets: Platform.current().createTarget(target),
  config: {
    extends: join(root, 'electron-builder.yml'),
    ...(program ? { electronDist: distributionOf(program) } : placeholder()),
    afterPack: ({ appOutDir }) => (unpacked = appOutDir),
  },
})

const faults = packageFaults(unpacked, process.platform, process.arch)
for (const fault of faults) console.error(`package: ${fault}`)
if (faults.length === 0) console.log(`package: ${unpacked} holds what it should`)
if (!program)
  console.log('package: made without Electron’s program, to look at; it cannot be started')
process.exit(faults.length === 0 ? 0 : 1)

/** On macOS the program lies deep inside Electron.app. */
function distributionOf(program) {
  return dirname(program.replace(/Electron\.app\/.*$/, 'Electron.app'))
}

/** The least that electron-builder takes for an unpacked Electron; it has no fuses to set. */
function placeholder() {
  if (process.platform !== 'linux') return {}
  const folder = join(root, 'out/electron-placeholder')
  for (const file of ['electron', 'locales/fr.pak', 'locales/en-US.pak']) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), '')
  }
  return { electronDist: folder, electronFuses: null }
}
