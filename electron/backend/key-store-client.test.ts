import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openSecretStore } from '../../backend/sync/secret-store.ts'
import { temporaryFolder } from '../../backend/testing/test-backend.ts'
import { answerKeyStoreRequest, type SafeStorageLike } from '../main/key-store-requests.ts'
import { keyStoreClient } from './key-store-client.ts'

/** Both ends, with messages that are cloned as between two processes. */
function connected(safeStorage: SafeStorageLike) {
  const client = keyStoreClient((request) => {
    void answerKeyStoreRequest(structuredClone(request), safeStorage, 'linux').then((answer) =>
      client.answered(structuredClone(answer!)),
    )
  })
  return client
}

const turned = (bytes: Uint8Array, key: number): Buffer => Buffer.from(bytes.map((b) => b ^ key))

function keyring(key: number): SafeStorageLike {
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    getSelectedStorageBackend: () => 'kwallet6',
    encryptStringAsync: (text) => Promise.resolve(turned(Buffer.from(`v11${text}`), key)),
    decryptStringAsync(bytes) {
      const text = turned(bytes, key).toString()
      if (!text.startsWith('v11')) return Promise.reject(new Error('another key'))
      return Promise.resolve({ result: text.slice(3) })
    },
  }
}

test('PRM-03 the session of the desktop app is kept by the key store of the main process', async () => {
  const dataDir = temporaryFolder()
  const store = openSecretStore(dataDir, connected(keyring(9)))
  await Promise.all([store.write('secret'), store.read()])
  expect([await store.read(), store.isProtected]).toEqual(['secret', true])
  expect(readFileSync(join(dataDir, 'session.sealed')).includes('secret')).toBe(false)
  const elsewhere = openSecretStore(dataDir, connected(keyring(4)))
  await expect(elsewhere.read()).rejects.toMatchObject({ code: 'E-AUTH-KEY-STORE' })
})
