import { existsSync } from 'node:fs'

const knownPlaces = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * The Chromium that tests in a page run on: the one named by the environment variable `CHROMIUM`,
 * else the first of the places where Debian, macOS and Windows install one. The headless shell
 * comes first: it is the smallest and starts the fastest.
 *
 * @throws when `CHROMIUM` names a file that is not there, and on CI when there is none: a green run
 * that tested nothing would be a lie.
 */
export function findChromium(environment = process.env): string | undefined {
  const named = environment['CHROMIUM']
  if (named && !existsSync(named)) throw new Error(`CHROMIUM names no file: ${named}`)
  const found = named || knownPlaces.find((path) => existsSync(path))
  if (!found && environment['CI'])
    throw new Error(
      'No Chromium on this machine; .ci/run installs Debian’s chromium-headless-shell',
    )
  return found
}

/** Chromium refuses its sandbox to root; everyone else keeps it. */
export const chromiumArguments = process.getuid?.() === 0 ? ['--no-sandbox'] : []
