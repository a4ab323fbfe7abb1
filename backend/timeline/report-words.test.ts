import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { formOf } from '../../core/domain/forms/sample-form.ts'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'

interface Office extends TestBackend {
  readonly activityId: string
  /** Submits a report with this comment. @returns its id */
  report(this: void, comment: string): Promise<string>
}

/** A visit of which reports have a comment. */
async function office(): Promise<Office> {
  const app = await openTestWorkspace()
  const content = new TextEncoder().encode(
    JSON.stringify(formOf([{ id: 'comment', type: 'longText' }])),
  )
  const { id: formId } = await app.client.call('forms.import', { name: 'visite.json', content })
  const { versionId } = await app.client.call('forms.publish', { id: formId })
  await app.client.call('forms.link', { typeId: 'type-visit', formIds: [formId] })
  const customer = await addCustomer(app, 'Norauto')
  const activityId = await addActivity(app, customer, testNow - 3_600_000)
  await addActivity(app, customer, testNow - 7_200_000, { title: 'Sans rapport' })
  let reports = 0
  const report = async (comment: string): Promise<string> => {
    const { id } = await app.client.call('reports.submit', {
      ...{ id: `report-${++reports}`, activityId, formId, versionId, answers: { comment } },
      ...{ startedAt: testNow, fillMs: 1000 },
    })
    return id
  }
  return { ...app, activityId, report }
}

async function found({ client }: TestBackend, text: string): Promise<string[]> {
  const filter = { tz: 'Europe/Paris', text }
  const { rows } = await client.call('timeline.page', { filter, block: 'history' })
  const { total } = await client.call('timeline.summary', { filter })
  expect(total).toBe(rows.length)
  return rows.map(({ id }) => id)
}

test('TL-13 GEN-01 an activity is found by the words of its reports, whatever their accents', async () => {
  const app = await office()
  expect(await found(app, 'echafaudage')).toEqual([])
  await app.report('Réserve derrière l’échafaudage')
  expect(await found(app, 'echafaud')).toEqual([app.activityId])
})

test('TL-13 of a report its last revision counts, and it counts for as long as it stands', async () => {
  const app = await office()
  const id = await app.report('échafaudage')
  await app.client.call('reports.correct', {
    ...{ id: 'revision-2', of: id, answers: { comment: 'nacelle' } },
    ...{ reason: 'Erreur', startedAt: testNow, fillMs: 1000 },
  })
  expect(await found(app, 'échafaudage')).toEqual([])
  expect(await found(app, 'nacelle')).toEqual([app.activityId])
  await app.client.call('reports.setWithdrawn', { id, withdrawn: true, reason: null })
  expect(await found(app, 'nacelle')).toEqual([])
  await app.client.call('reports.setWithdrawn', { id, withdrawn: false, reason: null })
  expect(await found(app, 'nacelle')).toEqual([app.activityId])
})

test('TL-13 a draft of a report is not searched', async () => {
  const app = await office()
  await app.client.call('drafts.save', {
    ...{ key: `report/${app.activityId}/begun`, payload: { answers: { comment: 'nacelle' } } },
  })
  expect(await found(app, 'nacelle')).toEqual([])
})

test('SYN-15 after a rebuild reports are found as before', async () => {
  const app = await office()
  await app.report('échafaudage')
  await app.report('nacelle')
  await app.client.run('maintenance.rebuild', {})
  for (const text of ['échafaudage', 'nacelle'])
    expect(await found(app, text)).toEqual([app.activityId])
})

test('TL-13 reports of an older version are found once their documents were gone through', async () => {
  const app = await office()
  await app.report('échafaudage')
  const { file } = app.backend.services.db
  await app.close()
  const database = new Database(file)
  database.exec(`
    delete from activity_text where rowid = (select rid from activity where report_count = 1);
    drop table customer_sales;
    drop table sales_import_change;
    drop table sales_import;
    drop table summary;
    drop table verification_attempt;
    alter table activity drop column verification;
    alter table customer drop column place_proposed;
    delete from kysely_migration where name >= '0014'`)
  database.close()
  const again = await app.reopen()
  await expect.poll(() => found(again, 'échafaudage')).toEqual([app.activityId])
})
