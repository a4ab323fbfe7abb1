import { expect, onTestFinished, test } from 'vitest'
import { openStorage } from '../storage/open-storage.ts'
import { storeUrlOf } from '../testing/storage-under-test.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { testNow } from '../testing/test-log.ts'
import { createIdentity, type Workspace } from './identity.ts'
import type { IdentityTables } from './identity-tables.ts'
import { hashPassword } from './password.ts'
import { signIn } from './sign-in.ts'

const password = 'correct horse battery'
const paul = {
  ...{ userId: 'paul', email: 'paul@example.com', active: true, createdAt: testNow, due: null },
  ...{ roles: ['rep'] as const, territory: null },
}

/** Paul signs in, and `meanwhile` happens after his password was found right. */
async function signInWhile(meanwhile: (tables: IdentityTables) => Promise<void>) {
  const dataDir = temporaryFolder()
  const place = { dataDir, storeUrl: await storeUrlOf(dataDir), now: () => testNow }
  const { sql, close } = await openStorage({ ...place, newId: () => 'epoch' })
  onTestFinished(() => close())
  const identity = await createIdentity({
    ...{ sql, workspaceId: 'acme', now: () => testNow, newId: () => 'device' },
  })
  await identity.tables.insertAccount({ ...paul, password: await hashPassword(password) })
  // Who is refused is shown no documents.
  const workspace = {
    ...identity,
    atomically: async (work) => {
      await meanwhile(identity.tables)
      return identity.atomically(work)
    },
  } as Workspace
  const asked = { email: paul.email, password, deviceName: 'Bureau' }
  return { signingIn: signIn(workspace, asked, 'office'), tables: identity.tables }
}

test('PRM-03 a password that is changed while it is checked opens no session', async () => {
  const { signingIn, tables } = await signInWhile(async (inside) =>
    inside.setPassword('paul', await hashPassword('staple battery horse')),
  )
  await expect(signingIn).rejects.toMatchObject({ code: 'E-AUTH-CREDENTIALS' })
  expect(await tables.devicesOf('paul')).toEqual([])
})

test('PRM-03 who is shut out while their password is checked gets no session', async () => {
  const { signingIn, tables } = await signInWhile((inside) =>
    inside.setAccess('paul', { ...paul, active: false }),
  )
  await expect(signingIn).rejects.toMatchObject({ code: 'E-AUTH-REVOKED' })
  expect(await tables.devicesOf('paul')).toEqual([])
})
