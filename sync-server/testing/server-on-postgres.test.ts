import { describeOnPostgres, emptyDatabase } from './postgres.ts'
import { useStorage } from './storage-under-test.ts'

// What the server does must not depend on its storage: its tests once more, over Postgres.
describeOnPostgres('over Postgres', async () => {
  useStorage(emptyDatabase)
  await import('../compaction/compaction.test.ts')
  await import('../identity/identity.test.ts')
  await import('../identity/password-change.test.ts')
  await import('../identity/sign-in.test.ts')
  await import('../ingest/ingest.test.ts')
  await import('../sockets/catalogue.test.ts')
  await import('../sockets/feed.test.ts')
})
