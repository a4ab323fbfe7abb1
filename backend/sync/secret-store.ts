import { readFileSync, rmSync, writeFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'

/** Where this device's refresh token is kept. */
export interface SecretStore {
  read(): string | undefined
  write(secret: string): void
  clear(): void
  /** Whether the operating system's key store protects it; otherwise it is a file of the user. */
  readonly isProtected: boolean
}

/** A file of the data folder that only its owner may read (mode 600). */
export function fileSecretStore(dataDir: string): SecretStore {
  const file = join(dataDir, 'session.secret')
  return {
    isProtected: false,
    read() {
      try {
        return readFileSync(file, 'utf8')
      } catch {
        return undefined
      }
    },
    write(secret) {
      // A crash in between leaves the old one: the server takes it once more for a minute.
      writeFileSync(`${file}.new`, secret, { mode: 0o600, flush: true })
      renameSync(`${file}.new`, file)
    },
    clear: () => rmSync(file, { force: true }),
  }
}
