import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dataFolder, type Machine } from './data-folder.ts'

const home = join('/', 'home', 'martin')
const cases: [string, Machine, string][] = [
  ['Linux', { platform: 'linux', env: {}, home }, join(home, '.local', 'share', 'wiseparts')],
  [
    'Linux with XDG_DATA_HOME',
    { platform: 'linux', env: { XDG_DATA_HOME: '/data' }, home },
    join('/data', 'wiseparts'),
  ],
  [
    'Linux with a relative XDG_DATA_HOME',
    { platform: 'linux', env: { XDG_DATA_HOME: 'data' }, home },
    join(home, '.local', 'share', 'wiseparts'),
  ],
  [
    'macOS',
    { platform: 'darwin', env: {}, home },
    join(home, 'Library', 'Application Support', 'WiseParts'),
  ],
  [
    'Windows',
    { platform: 'win32', env: { APPDATA: '/roaming' }, home },
    join('/roaming', 'WiseParts'),
  ],
  [
    'Windows without APPDATA',
    { platform: 'win32', env: {}, home },
    join(home, 'AppData', 'Roaming', 'WiseParts'),
  ],
  [
    'an override',
    { platform: 'darwin', env: { APP_DATA_DIR: '/elsewhere' }, home },
    join('/', 'elsewhere'),
  ],
]

test.each(cases)('%s', (_name, machine, folder) => {
  expect(dataFolder(machine)).toBe(folder)
})
