import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakeKeyStore } from '../testing/fake-key-store.ts'
import { temporaryFolder } from '../testing/test-backend.ts'
import { openSecretStore } from './secret-store.ts'

const filesOf = (dataDir: string) => ({
  plain: join(dataDir, 'session.secret'),
  sealed: join(dataDir, 'session.sealed'),
})

test('PRM-03 without a key store the secret is in a file that only its owner may read, and can be replaced and removed', async () => {
  const dataDir = temporaryFolder()
  const store = openSecretStore(dataDir)
  expect(await store.read()).toBeUndefined()
  await store.write('first')
  await store.write('second')
  const again = openSecretStore(dataDir)
  expect([await again.read(), again.isProtected]).toEqual(['second', false])
  expect(statSync(filesOf(dataDir).plain).mode & 0o777).toBe(0o600)
  store.clear()
  store.clear()
  expect(await store.read()).toBeUndefined()
})

test('PRM-03 with a key store no file has the secret in it', async () => {
  const dataDir = temporaryFolder()
  const { plain, sealed } = filesOf(dataDir)
  const keyStore = fakeKeyStore()
  await openSecretStore(dataDir, keyStore).write('secret')
  const again = openSecretStore(dataDir, keyStore)
  expect([again.isProtected, await again.read(), again.isProtected]).toEqual([true, 'secret', true])
  expect(statSync(sealed).mode & 0o777).toBe(0o600)
  expect([readFileSync(sealed).includes('secret'), existsSync(plain)]).toEqual([false, false])
  again.clear()
  expect(existsSync(sealed)).toBe(false)
})

test('PRM-03 a secret in the plain file is taken over by a key store, once', async () => {
  const dataDir = temporaryFolder()
  const { plain, sealed } = filesOf(dataDir)
  await openSecretStore(dataDir).write('secret')
  const store = openSecretStore(dataDir, fakeKeyStore())
  expect([await store.read(), store.isProtected]).toEqual(['secret', true])
  expect([existsSync(plain), existsSync(sealed)]).toEqual([false, true])
  expect(await store.read()).toBe('secret')
})

test('PRM-03 a key store that is not available, or refuses, leaves the plain file, and says so', async () => {
  const dataDir = temporaryFolder()
  const { plain, sealed } = filesOf(dataDir)
  const keyStore = fakeKeyStore()
  const store = openSecretStore(dataDir, keyStore)
  await store.write('first')
  keyStore.available = false
  await store.write('second')
  expect([store.isProtected, await store.read()]).toEqual([false, 'second'])
  expect([existsSync(plain), existsSync(sealed)]).toEqual([true, false])
  keyStore.available = true
  keyStore.refuses = true
  expect([await store.read(), store.isProtected, existsSync(plain)]).toEqual([
    'second',
    false,
    true,
  ])
})

test.each(['reset', 'not available', 'absent'])(
  'PRM-03 a secret whose key store is %s cannot be read, and can be replaced',
  async (state) => {
    const dataDir = temporaryFolder()
    const keyStore = fakeKeyStore()
    await openSecretStore(dataDir, keyStore).write('secret')
    if (state === 'reset') keyStore.reset()
    keyStore.available = state !== 'not available'
    const store = openSecretStore(dataDir, state === 'absent' ? undefined : keyStore)
    await expect(store.read()).rejects.toMatchObject({ code: 'E-AUTH-KEY-STORE' })
    await store.write('new')
    expect([await store.read(), store.isProtected]).toEqual(['new', state === 'reset'])
  },
)
