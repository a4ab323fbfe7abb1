import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/test-backend.ts'
import { fileSecretStore } from './secret-store.ts'

test('PRM-03 the secret is in a file that only its owner may read, and can be replaced and removed', () => {
  const dataDir = temporaryFolder()
  const store = fileSecretStore(dataDir)
  expect(store.read()).toBeUndefined()
  store.write('first')
  store.write('second')
  expect(fileSecretStore(dataDir).read()).toBe('second')
  expect(statSync(join(dataDir, 'session.secret')).mode & 0o777).toBe(0o600)
  store.clear()
  store.clear()
  expect(store.read()).toBeUndefined()
})
