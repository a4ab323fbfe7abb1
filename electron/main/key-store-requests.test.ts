import { expect, test } from 'vitest'
import { answerKeyStoreRequest, type SafeStorageLike } from './key-store-requests.ts'

function safeStorage(backend = 'gnome_libsecret', isAvailable = true): SafeStorageLike {
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(isAvailable),
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: (text) => Promise.resolve(Buffer.from(`v10${text}`)),
    decryptStringAsync: (bytes) =>
      bytes.toString().startsWith('v10')
        ? Promise.resolve({ result: bytes.toString().slice(3) })
        : Promise.reject(new Error('Error while decrypting the ciphertext')),
  }
}

test('PRM-03 what the key store has encrypted, it decrypts', async () => {
  const encrypted = await answerKeyStoreRequest(
    { id: 1, ask: 'encrypt', text: 'secret' },
    safeStorage(),
    'linux',
  )
  expect(encrypted).toEqual({ id: 1, value: new Uint8Array(Buffer.from('v10secret')) })
  const bytes = new Uint8Array(Buffer.from('v10secret'))
  expect(
    await answerKeyStoreRequest({ id: 2, ask: 'decrypt', bytes }, safeStorage(), 'linux'),
  ).toEqual({ id: 2, value: 'secret' })
})

test('PRM-03 what it cannot decrypt is answered with a failure', async () => {
  const request = { id: 3, ask: 'decrypt', bytes: new Uint8Array([1]) }
  expect(await answerKeyStoreRequest(request, safeStorage(), 'linux')).toEqual({
    id: 3,
    failure: 'Error: Error while decrypting the ciphertext',
  })
})

test.each([
  ['linux', 'gnome_libsecret', true, true],
  ['linux', 'kwallet6', true, true],
  ['linux', 'basic_text', true, false],
  ['linux', 'unknown', true, false],
  ['linux', 'gnome_libsecret', false, false],
  ['win32', 'unknown', true, true],
  ['darwin', 'unknown', false, false],
])('PRM-03 on %s with %s and encryption %s it is there: %s', async (...given) => {
  const [platform, backend, isAvailable, value] = given
  const request = { id: 4, ask: 'isAvailable' }
  expect(await answerKeyStoreRequest(request, safeStorage(backend, isAvailable), platform)).toEqual(
    { id: 4, value },
  )
})

test.each([
  ['connect'],
  [null],
  [{ ask: 'encrypt', text: 'secret' }],
  [{ id: '1', ask: 'isAvailable' }],
])('for %j nobody waits, and it has no answer', async (message) => {
  expect(await answerKeyStoreRequest(message, safeStorage(), 'linux')).toBeUndefined()
})

test.each([
  [{ id: 1, ask: 'encrypt', text: 5 }],
  [{ id: 1, ask: 'encrypt', text: 'x'.repeat(1001) }],
  [{ id: 1, ask: 'decrypt', bytes: 'text' }],
  [{ id: 1, ask: 'remove' }],
  [{ id: 1 }],
])('%j is no request and is answered with a failure', async (message) => {
  expect(await answerKeyStoreRequest(message, safeStorage(), 'linux')).toEqual({
    id: 1,
    failure: 'not a request to the key store',
  })
})
