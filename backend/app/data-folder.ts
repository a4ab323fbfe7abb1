import { isAbsolute, join, resolve } from 'node:path'

export interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** The user's home folder. */
  readonly home: string
}

/**
 * Where the workspace lives when nothing else is said: the operating system's place for the data of
 * applications. Both shells use it, so that they open the same workspace. `APP_DATA_DIR` overrides.
 */
export function dataFolder({ platform, env, home }: Machine): string {
  if (env['APP_DATA_DIR']) return resolve(env['APP_DATA_DIR'])
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'WiseParts')
  if (platform === 'win32')
    return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'WiseParts')
  const dataHome = env['XDG_DATA_HOME'] ?? ''
  // The XDG specification has relative paths ignored.
  return join(isAbsolute(dataHome) ? dataHome : join(home, '.local', 'share'), 'wiseparts')
}
