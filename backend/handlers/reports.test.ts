import { expect, test } from 'vitest'
import type { AppContract } from '../../core/contract/contract.ts'
import { reportDraftKey } from '../../core/contract/drafts.ts'
import type { ActivityReports } from '../../core/contract/reports.ts'
import type { Role } from '../../core/contract/users.ts'
import { formOf, listOf } from '../../core/domain/forms/sample-form.ts'
import type { Client } from '../../core/rpc/client.ts'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'

type Caller = Client<AppContract>

const minute = 60_000
const file = { hash: 'a'.repeat(64), name: 'vitrine.png', mime: 'image/png', sizeBytes: 10 }

interface Office extends TestBackend {
  readonly userId: string
  readonly activityId: string
  readonly formId: string
  readonly versionId: string
}

/** A visit that ended half an hour ago, of a type with one form: an outcome, and an amount for orders. */
async function office(other: { endedAgoMin?: number } = {}): Promise<Office> {
  const app = await openTestWorkspace()
  const definition = formOf(
    [
      { id: 'outcome', type: 'choice', list: 'l', required: true },
      { id: 'amount', type: 'decimal', visibleIf: { '==': [{ var: 'outcome' }, 'order'] } },
      { id: 'photo', type: 'file' },
    ],
    { l: listOf('order', 'nothing') },
  )
  const content = new TextEncoder().encode(JSON.stringify(definition))
  const { id: formId } = await app.client.call('forms.import', { name: 'visite.json', content })
  const { versionId } = await app.client.call('forms.publish', { id: formId })
  await app.client.call('forms.link', { typeId: 'type-visit', formIds: [formId] })
  const customer = await addCustomer(app, 'Norauto')
  const startAt = testNow - ((other.endedAgoMin ?? 30) + 30) * minute
  const activityId = await addActivity(app, customer, startAt, { title: 'Tour du stock' })
  return { ...app, activityId, formId, versionId }
}

let submissions = 0
const newReport = (): string => `report-${++submissions}`

function submission(app: Office, other: Record<string, unknown> = {}) {
  const { activityId, formId, versionId } = app
  return {
    ...{ id: newReport(), activityId, formId, versionId, answers: { outcome: 'nothing' } },
    ...{ startedAt: app.clock.now, fillMs: 60_000, ...other },
  }
}

async function submit(app: Office, other: Record<string, unknown> = {}, by: Caller = app.client) {
  const { id } = await by.call('reports.submit', submission(app, other))
  return id
}

const reportsOf = (app: Office): Promise<ActivityReports> =>
  app.first('reports.watch', { activityId: app.activityId })

const refusal = (code: string, details?: object) => ({ code, ...(details && { details }) })

async function colleague(app: Office, role: Role, isShared = true): Promise<Caller> {
  const { id } = await app.client.call('users.create', {
    ...{ firstName: 'Paul', lastName: 'Martin', roles: [role] },
  })
  if (isShared)
    app.backend.services.local.setShared({
      ...{ server: 'http://127.0.0.1:9', workspaceId: 'w', userId: app.userId, deviceId: 'd' },
      ...{ email: 'camille@example.com', roles: ['admin'], territory: null, isFounding: false },
    })
  return app.connect({ as: id })
}

test('REP-01 REP-03 a report is submitted, stands with its activity, and is read with its form', async () => {
  const app = await office()
  const before = await reportsOf(app)
  expect(before).toMatchObject({
    ...{ availability: { state: 'available', deadline: null }, reports: [], reopened: null },
    forms: [{ formId: app.formId, versionId: app.versionId, versionNumber: 1, isReadable: true }],
  })
  const id = await submit(app, { answers: { outcome: 'order', amount: 12.5 } })
  const { reports } = await reportsOf(app)
  expect(reports).toEqual([
    {
      ...{ id, activityId: app.activityId, formId: app.formId, versionId: app.versionId },
      ...{ formTitle: { fr: 'Rapport de visite' }, versionNumber: 1, currentNumber: 1 },
      revisions: [
        {
          ...{ id, revision: 1, submittedBy: app.userId, submittedAt: testNow },
          ...{ updatedAt: testNow, reason: null },
        },
      ],
      ...{ submittedBy: app.userId, submittedAt: testNow, submittedRawAt: null },
      ...{ receivedAt: null, isClockDoubtful: false, onBehalfOf: null, withdrawn: null },
      ...{ startedAt: testNow, fillMs: 60_000, mode: 'manual' },
      amendableUntil: testNow + 10 * minute,
      may: { correct: null, withdraw: null, delete: null },
    },
  ])
  const read = await app.client.call('reports.read', { id })
  expect(read.answers).toEqual({ outcome: 'order', amount: 12.5 })
  expect(read.definition.sections[0]?.fields.map((field) => field.id)).toEqual([
    ...['outcome', 'amount', 'photo'],
  ])
  expect(await app.first('activities.watch', { id: app.activityId })).toMatchObject({
    reportCount: 1,
  })
})

async function rowOf(app: Office) {
  const [row] = await app.client.call('timeline.rows', {
    filter: { tz: 'Europe/Paris' },
    ids: [app.activityId],
  })
  return row
}

test('TL-04 a row of the timeline tells when reports are accepted, and of a draft here', async () => {
  const app = await office()
  const from = testNow - 60 * minute
  expect(await rowOf(app)).toMatchObject({
    ...{ reportCount: 0, report: { from, until: null, hasDraft: false, isRequired: false } },
  })
  await app.client.call('organisation.update', { reportLimitMin: 30 })
  const key = reportDraftKey(app.activityId, 'begun')
  await app.client.call('drafts.save', { key, payload: {} })
  expect((await rowOf(app))?.report).toEqual({
    ...{ from, until: testNow, hasDraft: true, isRequired: false },
  })
  await app.client.call('forms.link', { typeId: 'type-visit', formIds: [] })
  expect((await rowOf(app))?.report).toBeNull()
})

test('TL-04 who shows a row is told of a draft of its report, and of no other draft', async () => {
  const app = await office()
  const key = reportDraftKey(app.activityId, 'begun')
  const told: string[][] = []
  const stop = app.client.subscribe(
    'timeline.changes',
    {},
    ({ ids }) => told.push(ids),
    () => undefined,
  )
  // What was written before is told with the first.
  await app.client.call('drafts.save', { key, payload: {} })
  await expect.poll(() => told.length).toBeGreaterThan(0)
  await app.client.call('drafts.save', { key: 'activity/new', payload: {} })
  await app.client.call('drafts.save', { key, payload: {} })
  await expect.poll(() => told.at(-1)).toEqual([app.activityId])
  stop()
})

async function foundBy(app: Office, reports: 'submitted' | 'missing' | 'required' | null) {
  const pages = await Promise.all(
    (['upcoming', 'history'] as const).map((block) =>
      app.client.call('timeline.page', { filter: { tz: 'Europe/Paris', reports }, block }),
    ),
  )
  return pages.flatMap(({ rows }) => rows.map(({ id }) => id)).sort()
}

test('TL-13 activities are found by a report that is there, or missing', async () => {
  const app = await office()
  const customer = await addCustomer(app, 'Speedy')
  const future = await addActivity(app, customer, testNow + minute)
  const call = await addActivity(app, customer, testNow - 60 * minute, { typeId: 'type-call-in' })
  expect(await foundBy(app, null)).toEqual([app.activityId, future, call].sort())
  expect(await foundBy(app, 'missing')).toEqual([app.activityId])
  expect(await foundBy(app, 'submitted')).toEqual([])
  await submit(app)
  expect(await foundBy(app, 'missing')).toEqual([])
  expect(await foundBy(app, 'submitted')).toEqual([app.activityId])
})

test('REP-12 a submission that is sent twice is one report', async () => {
  const app = await office()
  const input = submission(app)
  await app.client.call('reports.submit', input)
  await app.client.call('reports.submit', input)
  expect((await reportsOf(app)).reports).toHaveLength(1)
})

test('REP-03 an activity has several reports, the last one first', async () => {
  const app = await office()
  const first = await submit(app)
  app.clock.now += minute
  const second = await submit(app)
  expect((await reportsOf(app)).reports.map(({ id }) => id)).toEqual([second, first])
})

test('REP-04 of a form that is filled once the report that there is is proposed', async () => {
  const app = await office()
  const edits = [{ kind: 'form' as const, patch: { oncePerActivity: true } }]
  await app.client.call('forms.edit', { id: app.formId, edits })
  expect((await reportsOf(app)).forms[0]?.existingReportId).toBeNull()
  const id = await submit(app)
  expect((await reportsOf(app)).forms[0]?.existingReportId).toBe(id)
  await app.client.call('reports.setWithdrawn', { id, withdrawn: true, reason: null })
  expect((await reportsOf(app)).forms[0]?.existingReportId).toBeNull()
})

test.each([
  ['a required answer that is missing', {}, { field: 'outcome', problem: 'required', count: 1 }],
  ['no option', { outcome: 'x' }, { field: 'outcome', problem: 'option', count: 1 }],
  [
    'text for a number',
    { outcome: 'order', amount: '12' },
    { field: 'amount', problem: 'type', count: 1 },
  ],
])('FRM-04 %s is refused, and nothing is written', async (_, answers, details) => {
  const app = await office()
  await expect(submit(app, { answers })).rejects.toMatchObject(refusal('E-REP-ANSWERS', details))
  expect((await reportsOf(app)).reports).toEqual([])
})

test('FRM-03 what is hidden is not submitted', async () => {
  const app = await office()
  const id = await submit(app, { answers: { outcome: 'nothing', amount: 12.5, elsewhere: 1 } })
  expect((await app.client.call('reports.read', { id })).answers).toEqual({ outcome: 'nothing' })
})

test('REP-03 the draft goes with the submission', async () => {
  const app = await office()
  const input = submission(app)
  const key = reportDraftKey(app.activityId, input.id)
  await app.client.call('drafts.save', { key, payload: { answers: {} } })
  await app.client.call('reports.submit', input)
  expect(await app.first('drafts.watch', { key })).toBeNull()
})

test('ACT-12 a report makes a planned activity a done one', async () => {
  const app = await office()
  await app.client.call('activities.update', {
    id: app.activityId,
    patch: { status: 'planned' },
    reason: 'Reprise',
  })
  await submit(app)
  expect((await app.first('activities.watch', { id: app.activityId }))?.status).toBe('done')
})

test('REP-02 a visit that has not begun takes no report', async () => {
  const app = await office({ endedAgoMin: -60 })
  const { availability } = await reportsOf(app)
  expect(availability).toMatchObject({ state: 'future', changesAt: testNow + 30 * minute })
  await expect(submit(app)).rejects.toMatchObject(refusal('E-REP-STATE', { state: 'future' }))
})

test('REP-06 the limit of the organisation counts, and that of the type goes before it', async () => {
  const app = await office()
  await app.client.call('organisation.update', { reportLimitMin: 30 })
  const deadline = testNow
  expect((await reportsOf(app)).availability).toMatchObject({ state: 'available', deadline })
  app.clock.now += 1
  expect((await reportsOf(app)).availability.state).toBe('expired')
  const expired = submit(app, { startedAt: deadline + 1 })
  await expect(expired).rejects.toMatchObject(refusal('E-REP-STATE', { state: 'expired' }))
  const longer = { id: 'type-visit', patch: { reportLimitMin: 60 } }
  await app.client.call('activityTypes.update', longer)
  expect(await reportsOf(app)).toMatchObject({
    ...{ availability: { state: 'available' }, limitMin: 60 },
  })
})

test('REP-08 a report that was begun in time has a quarter of an hour more', async () => {
  const app = await office()
  await app.client.call('organisation.update', { reportLimitMin: 30 })
  const startedAt = testNow
  app.clock.now += 15 * minute
  await submit(app, { startedAt })
  app.clock.now += 1
  await expect(submit(app, { startedAt })).rejects.toMatchObject(refusal('E-REP-STATE'))
})

test('REP-08 a manager lets reports in again, with a reason', async () => {
  const app = await office()
  await app.client.call('organisation.update', { reportLimitMin: 30 })
  app.clock.now += 24 * 60 * minute
  expect((await reportsOf(app)).availability.state).toBe('expired')
  await app.client.call('reports.reopen', { activityId: app.activityId, reason: 'Panne de réseau' })
  const { availability, reopened } = await reportsOf(app)
  expect(availability.state).toBe('available')
  expect(reopened).toEqual({ at: app.clock.now, by: app.userId, reason: 'Panne de réseau' })
  await submit(app)
})

test('REP-07 SYN-12 a clock that was set back does not help, and is told', async () => {
  const app = await office()
  await app.client.call('organisation.update', { reportLimitMin: 30 })
  app.clock.setBy = -60 * minute
  const id = await submit(app)
  const [report] = (await reportsOf(app)).reports
  expect(report).toMatchObject({
    ...{ id, isClockDoubtful: true, submittedAt: testNow, submittedRawAt: testNow - 60 * minute },
  })
  app.clock.now += 1
  await expect(submit(app)).rejects.toMatchObject(refusal('E-REP-STATE', { state: 'expired' }))
})

test('REP-09 moving an activity into the future keeps its reports, and takes no others', async () => {
  const app = await office()
  await submit(app)
  const patch = { startAt: testNow + 60 * minute, endAt: testNow + 90 * minute }
  await app.client.call('activities.update', { id: app.activityId, patch })
  const { availability, reports } = await reportsOf(app)
  expect(availability.state).toBe('future')
  expect(reports).toHaveLength(1)
})

test('REP-10 the author changes a report freely for ten minutes', async () => {
  const app = await office()
  const id = await submit(app)
  app.clock.now += 10 * minute
  await app.client.call('reports.amend', { id, answers: { outcome: 'order', photo: [file] } })
  const { answers } = await app.client.call('reports.read', { id })
  expect(answers).toEqual({ outcome: 'order', photo: [file] })
  expect((await reportsOf(app)).reports[0]?.revisions).toHaveLength(1)
  app.clock.now += 1
  const late = app.client.call('reports.amend', { id, answers: { outcome: 'nothing' } })
  await expect(late).rejects.toMatchObject(refusal('E-REP-NOT-AMENDABLE'))
})

test('REP-10 who shows a report is told that it was amended', async () => {
  const app = await office()
  const id = await submit(app)
  const told: number[] = []
  const stop = app.client.subscribe(
    'reports.watch',
    { activityId: app.activityId },
    ({ reports }) => told.push(reports[0]?.revisions[0]?.updatedAt ?? 0),
    () => undefined,
  )
  await expect.poll(() => told).toEqual([testNow])
  app.clock.now += minute
  await app.client.call('reports.amend', { id, answers: { outcome: 'order' } })
  await expect.poll(() => told.at(-1)).toBe(testNow + minute)
  stop()
})

test('REP-10 a correction is a revision with a reason; the earlier one is still read', async () => {
  const app = await office()
  const id = await submit(app)
  app.clock.now += 20 * minute
  const correction = {
    ...{ id: newReport(), of: id, answers: { outcome: 'order' }, reason: 'Commande reçue' },
    ...{ startedAt: app.clock.now, fillMs: 1000 },
  }
  expect(await app.client.call('reports.correct', correction)).toEqual({ revision: 2 })
  expect(await app.client.call('reports.correct', correction)).toEqual({ revision: 2 })
  const [report] = (await reportsOf(app)).reports
  expect(report?.revisions.map(({ revision, reason }) => [revision, reason])).toEqual([
    [2, 'Commande reçue'],
    [1, null],
  ])
  expect((await app.client.call('reports.read', { id })).answers).toEqual({ outcome: 'order' })
  const earlier = await app.client.call('reports.read', { id, revisionId: id })
  expect(earlier.answers).toEqual({ outcome: 'nothing' })
  expect((await app.first('activities.watch', { id: app.activityId }))?.reportCount).toBe(1)
})

test('REP-10 a report is taken back, and stands again', async () => {
  const app = await office()
  const id = await submit(app)
  const count = async () =>
    (await app.first('activities.watch', { id: app.activityId }))?.reportCount
  await app.client.call('reports.setWithdrawn', { id, withdrawn: true, reason: 'Double' })
  expect((await reportsOf(app)).reports[0]?.withdrawn).toEqual({
    ...{ at: testNow, by: app.userId, reason: 'Double' },
  })
  expect(await count()).toBe(0)
  await app.client.call('reports.setWithdrawn', { id, withdrawn: false, reason: null })
  expect((await reportsOf(app)).reports[0]?.withdrawn).toBeNull()
  expect(await count()).toBe(1)
})

test('REP-11 FRM-05 a report is read with the version it was filled with', async () => {
  const app = await office()
  const id = await submit(app, { answers: { outcome: 'order', amount: 3 } })
  const edits = [
    { kind: 'setRemoved' as const, part: 'field' as const, id: 'amount', removed: true },
  ]
  await app.client.call('forms.edit', { id: app.formId, edits })
  expect((await app.first('forms.design', { id: app.formId })).changes).toEqual([
    { code: 'fieldRemoved', fieldId: 'amount', values: [], reports: 1 },
  ])
  await app.client.call('forms.publish', { id: app.formId })
  const { report, definition, answers } = await app.client.call('reports.read', { id })
  expect(report).toMatchObject({ versionNumber: 1, currentNumber: 2 })
  expect(definition.version).toBe(1)
  expect(answers).toEqual({ outcome: 'order', amount: 3 })
})

test('FRM-08 a form with reports is archived, not deleted; a draft that was begun is finished', async () => {
  const app = await office()
  await submit(app)
  const deleting = app.client.call('forms.setDeleted', { id: app.formId, deleted: true })
  await expect(deleting).rejects.toMatchObject(refusal('E-FRM-IN-USE', { count: 1 }))
  await app.client.call('forms.setArchived', { id: app.formId, archived: true })
  expect((await reportsOf(app)).availability.state).toBe('no_forms')
  await submit(app)
  expect((await reportsOf(app)).reports).toHaveLength(2)
})

test('ATT-05 files of a report are files of the workspace', async () => {
  const app = await office()
  const id = await submit(app, { answers: { outcome: 'nothing', photo: [file] } })
  const files = await app.first('attachments.watch', { parent: { kind: 'report', id } })
  expect(files.map(({ name, hash }) => [name, hash])).toEqual([['vitrine.png', file.hash]])
})

test('ACT-11 an activity with a report is not deleted by whoever may delete it without one', async () => {
  const app = await office()
  const paul = await colleague(app, 'account_manager')
  await submit(app, {}, paul)
  await app.client.call('activities.update', {
    ...{ id: app.activityId, patch: { assigneeId: await idOf(paul) } },
  })
  const deleting = paul.call('activities.setDeleted', { id: app.activityId, deleted: true })
  await expect(deleting).rejects.toMatchObject(refusal('E-ACT-DELETE-PROTECTED'))
})

test('ACT-11 who may delete one with a report all the same says why', async () => {
  const app = await office()
  const manager = await colleague(app, 'admin')
  await submit(app)
  const { activityId: id } = app
  expect(await manager.call('activities.deletionImpact', { id })).toMatchObject({
    ...{ reports: 1, wantsReason: true },
  })
  const deletion = { id, deleted: true }
  await expect(manager.call('activities.setDeleted', deletion)).rejects.toMatchObject(
    refusal('E-ACT-REASON-REQUIRED'),
  )
  await manager.call('activities.setDeleted', { ...deletion, reason: 'Saisie en double' })
  expect(await rowOf(app)).toBeUndefined()
})

test('PRM-01 a rep reports on their own activities', async () => {
  const app = await office()
  const paul = await colleague(app, 'rep')
  await expect(submit(app, {}, paul)).rejects.toMatchObject(
    refusal('E-PRM', { reason: 'others_report', people: ['Camille Roche'] }),
  )
  await app.client.call('activities.update', {
    ...{ id: app.activityId, patch: { assigneeId: await idOf(paul) } },
  })
  await submit(app, {}, paul)
})

test('PRM-01 what the back office reports for somebody says so', async () => {
  const app = await office()
  const paul = await colleague(app, 'back_office')
  await submit(app, {}, paul)
  expect((await reportsOf(app)).reports[0]).toMatchObject({
    ...{ submittedBy: await idOf(paul), onBehalfOf: app.userId },
  })
})

test('REP-08 a reopening stands in the activity’s history, with who and why', async () => {
  const app = await office({ endedAgoMin: 60 })
  await app.client.call('organisation.update', { reportLimitMin: 30 })
  const reason = 'Panne de réseau'
  await app.client.call('reports.reopen', { activityId: app.activityId, reason })
  const { entries } = await app.client.call('activities.history', { id: app.activityId })
  const after = { at: testNow, by: app.userId, reason }
  expect(entries[0]).toMatchObject({
    ...{ kind: 'changed', userId: app.userId },
    changes: [{ field: 'reopened', before: null, after, isKept: true }],
  })
})

test('PRM-01 only managers reopen and delete', async () => {
  const app = await office()
  const id = await submit(app)
  const paul = await colleague(app, 'account_manager')
  const { activityId } = app
  await expect(paul.call('reports.reopen', { activityId, reason: 'Panne' })).rejects.toMatchObject(
    refusal('E-PRM'),
  )
  await expect(
    paul.call('reports.setDeleted', { id, deleted: true, reason: 'Erreur' }),
  ).rejects.toMatchObject(refusal('E-PRM'))
  await expect(
    app.client.call('reports.setDeleted', { id, deleted: true, reason: null }),
  ).rejects.toMatchObject(refusal('E-ACT-REASON-REQUIRED'))
  await app.client.call('reports.setDeleted', { id, deleted: true, reason: 'Erreur' })
  expect((await reportsOf(app)).reports).toEqual([])
  await app.client.call('reports.setDeleted', { id, deleted: false, reason: null })
  expect((await reportsOf(app)).reports).toHaveLength(1)
})

test('SYN-14 answers that no version of this app writes are kept, and read as they can be', async () => {
  const app = await office()
  const id = await submit(app)
  app.backend.services.db.writer.raw.exec('delete from report')
  await app.client.run('maintenance.rebuild', {})
  expect((await reportsOf(app)).reports.map((report) => report.id)).toEqual([id])
})

const idOf = async (caller: Caller): Promise<string> => {
  const state = await new Promise<{ me?: { id: string } }>((resolve, reject) => {
    const stop = caller.subscribe(
      'workspace.watch',
      {},
      (value) => {
        resolve(value as { me?: { id: string } })
        queueMicrotask(() => stop())
      },
      reject,
    )
  })
  return state.me!.id
}

const requireReport = (app: Office) =>
  app.client.call('activityTypes.update', { id: 'type-visit', patch: { reportRequired: true } })

test('TYP-07 an activity whose type wants a report is told from others that lack one, until it has one', async () => {
  const app = await office()
  expect(await foundBy(app, 'required')).toEqual([])
  await requireReport(app)
  expect((await rowOf(app))?.report?.isRequired).toBe(true)
  expect(await foundBy(app, 'required')).toEqual([app.activityId])
  await submit(app)
  expect(await foundBy(app, 'required')).toEqual([])
})

test('TYP-07 what is done without the report that its type wants is saved, with a warning', async () => {
  const app = await office()
  await requireReport(app)
  const update = async (patch: object) =>
    (await app.client.call('activities.update', { id: app.activityId, patch })).warnings
  expect(await update({ title: 'Inventaire' })).toEqual([{ kind: 'report_missing', others: [] }])
  await submit(app)
  expect(await update({ title: 'Tour du stock' })).toEqual([])
})

test('TYP-07 nothing is wanted while it runs, nor where the type offers no form', async () => {
  const app = await office()
  await requireReport(app)
  const running = await app.client.call('activities.create', {
    activity: {
      ...{ typeId: 'type-visit', customerId: await addCustomer(app, 'Speedy') },
      ...{ startAt: testNow - minute, status: 'in_progress' },
    },
  })
  expect(running.warnings).toEqual([])
  await app.client.call('forms.link', { typeId: 'type-visit', formIds: [] })
  const { warnings } = await app.client.call('activities.update', {
    ...{ id: running.id, patch: { status: 'done', endAt: testNow } },
  })
  expect(warnings).toEqual([])
  expect((await rowOf(app))?.report).toBeNull()
})
