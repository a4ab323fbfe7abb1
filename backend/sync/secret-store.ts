import { existsSync, readFileSync, rmSync, writeFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../core/contract/app-error.ts'
import type { KeyStore } from './key-store.ts'

/** Where a secret of this device is kept: the refresh token, the key that signs attempts, that of a model's endpoint. */
export interface SecretStore {
  /** @throws AppError `E-AUTH-KEY-STORE` where there is one, and the key store does not open it */
  read(): Promise<string | undefined>
  write(secret: string): Promise<void>
  clear(): void
  /** Whether the operating system's key store protects it; otherwise it is a file of the user. */
  readonly isProtected: boolean
}

/**
 * Keeps the secret in the data folder, in a file that only its owner may read (mode 600): encrypted
 * by the key store where there is one, as it is otherwise. One of the two files is there at a time;
 * the plain one is taken over as soon as there is a key store.
 *
 * @param keyStore none in the browser shell
 * @param name of the files
 */
export function openSecretStore(
  dataDir: string,
  keyStore?: KeyStore,
  name: 'session' | 'device' | 'assistant' = 'session',
): SecretStore {
  const plain = join(dataDir, `${name}.secret`)
  const sealed = join(dataDir, `${name}.sealed`)
  let isProtected = existsSync(sealed)

  async function write(secret: string): Promise<void> {
    const bytes = (await keyStore?.isAvailable()) ? await encrypted(secret) : undefined
    isProtected = bytes !== undefined
    if (bytes) {
      replace(sealed, bytes)
      rmSync(plain, { force: true })
    } else {
      // Nobody can tell which of two would be the newer one.
      rmSync(sealed, { force: true })
      replace(plain, secret)
    }
  }

  /** `undefined` where a key store is there but refuses, for instance because a person said no. */
  const encrypted = (secret: string): Promise<Uint8Array | undefined> =>
    keyStore!.encrypt(secret).catch(() => undefined)

  async function open(bytes: Uint8Array): Promise<string> {
    try {
      if (keyStore && (await keyStore.isAvailable())) return await keyStore.decrypt(bytes)
    } catch {
      // Said below.
    }
    throw new AppError('E-AUTH-KEY-STORE', 'the key store does not open the session')
  }

  return {
    get isProtected() {
      return isProtected
    },
    async read() {
      const bytes = contentOf(sealed)
      if (bytes) return open(bytes)
      const secret = contentOf(plain)?.toString()
      if (secret !== undefined && (await keyStore?.isAvailable())) await write(secret)
      return secret
    },
    write,
    clear() {
      rmSync(sealed, { force: true })
      rmSync(plain, { force: true })
    },
  }
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** A crash in between leaves the old one: the server takes it once more for a minute. */
function replace(file: string, content: string | Uint8Array): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}
