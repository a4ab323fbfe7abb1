import { expect, test } from 'vitest'
import { openDatabase } from './open-database.ts'
import { temporaryFolder, testNow } from '../testing/test-backend.ts'
import { clientMigrations } from '../../migrations/client/index.ts'

const own = '0010-given-types'

test('TYP-06 activities of before count as given their type by whoever created them', async () => {
  const dataDir = temporaryFolder()
  const open = (migrations: typeof clientMigrations) =>
    openDatabase({ dataDir, now: testNow, log: () => undefined, migrations })
  const earlier = Object.entries(clientMigrations).filter(([name]) => name < own)
  const before = await open(Object.fromEntries(earlier))
  before.writer.raw.exec(`
    insert into activity (rid, id, doc_id, customer_id, type_id, sort_end, tz, status, awaiting,
      assignee_id, created_at, created_by, updated_at, updated_by, note_count, attachment_count,
      report_count, first_line, excerpt)
    values (1, 'a1', 'a/c1/2026', 'c1', 'type-visit', -1, 'UTC', 'done', 0,
      'paul', 5, 'camille', 9, 'paul', 0, 0, 0, '', '')`)
  before.close()
  const after = await open(clientMigrations)
  expect(
    after.reader.raw.prepare('select typed_by, typed_at, type_kept from activity').all(),
  ).toEqual([{ typed_by: 'camille', typed_at: 5, type_kept: 0 }])
  after.close()
})
