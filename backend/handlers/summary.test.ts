import { describe, expect, test } from 'vitest'
import type { Issue, PendingTopic } from '../../core/domain/summary/summary.ts'
import type { SummaryView } from '../../core/contract/summary.ts'
import { addActivity, addCustomer, novemberAt } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend } from '../testing/test-backend.ts'

const watched = async (app: TestBackend, customerId: string): Promise<SummaryView> =>
  (await app.first('summary.watch', { target: { customerId }, locale: 'fr' }))!

const generate = (app: TestBackend, customerId: string): Promise<unknown> =>
  app.client.run('summary.generate', { target: { customerId }, locale: 'fr' })

const issuesOf = ({ stored }: SummaryView): readonly Issue[] => stored?.summary.issues ?? []
const pendingOf = ({ stored }: SummaryView): readonly PendingTopic[] =>
  stored?.summary.pending ?? []

const late = 'La livraison est arrivée avec deux jours de retard.'

async function note(app: TestBackend, activityId: string, text: string): Promise<string> {
  const { id } = await app.client.call('notes.create', {
    activityId,
    body: [{ insert: `${text}\n` }],
  })
  return id
}

describe('AIS-01 a summary of a customer', () => {
  test('is not there before it was asked for', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    expect(await watched(app, customerId)).toMatchObject({
      stored: null,
      generatedAt: null,
      isObsolete: false,
      isOff: false,
    })
  })

  test('is made of the notes of its activities, by the rules of this app', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    const visit = await addActivity(app, customerId, novemberAt(12, '09:00'))
    await note(app, visit, late)
    await generate(app, customerId)
    const view = await watched(app, customerId)
    expect(issuesOf(view).map(({ text }) => text)).toEqual([late])
    expect(view).toMatchObject({
      generatedAt: app.clock.now,
      isObsolete: false,
      stored: { summary: { engine: { kind: 'local' }, fallbackReason: null } },
    })
  })

  test('an activity has that of its customer', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    const activityId = await addActivity(app, customerId, novemberAt(12, '09:00'), {}, late)
    const input = { target: { activityId }, locale: 'fr' } as const
    await app.client.run('summary.generate', input)
    expect(await app.first('summary.watch', input)).toEqual(await watched(app, customerId))
  })
})

describe('AIS-02 a summary reads', () => {
  test('branches with their main customer, and not the other way round', async () => {
    const app = await openTestWorkspace()
    const main = await addCustomer(app, 'Norauto')
    const branch = await addCustomer(app, 'Norauto Lyon', main)
    await addActivity(app, branch, novemberAt(12, '09:00'), {}, late)
    expect((await watched(app, main)).inputs.descriptions).toBe(1)
    const visit = await addActivity(app, main, novemberAt(13, '09:00'))
    await note(app, visit, 'Le stand de la salle est cassé.')
    expect((await watched(app, branch)).inputs).toMatchObject({ descriptions: 1, notes: 0 })
  })

  test('nothing that is deleted', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto')
    const visit = await addActivity(app, customerId, novemberAt(12, '09:00'), {}, late)
    const kept = await addActivity(app, customerId, novemberAt(13, '09:00'))
    const noteId = await note(app, kept, late)
    await app.client.call('notes.setDeleted', { id: noteId, deleted: true })
    await app.client.call('activities.setDeleted', { id: visit, deleted: true })
    expect((await watched(app, customerId)).inputs).toMatchObject({ descriptions: 0, notes: 0 })
  })
})

describe('AIS-03 sources of a statement', () => {
  test('say where the passage stands, letter by letter', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    const visit = await addActivity(app, customerId, novemberAt(12, '09:00'))
    const noteId = await note(app, visit, `Bon accueil. ${late} À revoir.`)
    await generate(app, customerId)
    const { stored } = await watched(app, customerId)
    const source = stored!.sources.find(({ id }) => id === noteId)!
    expect(source).toMatchObject({ kind: 'note', activityId: visit, customerId })
    const [citation] = stored!.summary.issues[0]!.sources
    expect(citation?.kind === 'text' && source.text.slice(citation.start, citation.end)).toBe(late)
  })
})

describe('AIS-05 a summary that is kept', () => {
  test('is obsolete after a new note, and not made anew by itself', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    const visit = await addActivity(app, customerId, novemberAt(12, '09:00'), {}, late)
    await generate(app, customerId)
    const before = await watched(app, customerId)
    app.clock.now += 60_000
    await note(app, visit, 'Le client est content.')
    expect(await watched(app, customerId)).toMatchObject({
      isObsolete: true,
      generatedAt: before.generatedAt,
      stored: before.stored,
    })
    await generate(app, customerId)
    expect(await watched(app, customerId)).toMatchObject({
      isObsolete: false,
      generatedAt: app.clock.now,
    })
  })

  test('is there again after a restart', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    await addActivity(app, customerId, novemberAt(12, '09:00'), {}, late)
    await generate(app, customerId)
    const before = await watched(app, customerId)
    expect(await watched(await app.reopen(), customerId)).toEqual(before)
  })
})

describe('AIS-06 pending topics', () => {
  test('are the open tasks, with whom and until when', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    const { id } = await app.client.call('tasks.create', {
      task: { customerId, title: 'Envoyer le devis', due: { day: '2026-11-20' } },
    })
    await generate(app, customerId)
    expect(pendingOf(await watched(app, customerId))).toMatchObject([
      { taskId: id, ownerId: app.userId, dueOn: '2026-11-20', isOverdue: true },
    ])
  })
})

describe('AIS-08 feedback on a statement', () => {
  test('is the team’s at once and makes nothing obsolete', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    await addActivity(app, customerId, novemberAt(12, '09:00'), {}, late)
    await generate(app, customerId)
    const [issue] = issuesOf(await watched(app, customerId))
    const { key } = issue!
    await app.client.call('summary.judge', { customerId, key, verdict: 'wrong' })
    const view = await watched(app, customerId)
    expect(view.judgements).toEqual({
      [key]: { verdict: 'wrong', by: app.userId, at: app.clock.now },
    })
    expect(view.isObsolete).toBe(false)
  })

  test('counts the next time, and can be taken back', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    await addActivity(app, customerId, novemberAt(12, '09:00'), {}, late)
    await generate(app, customerId)
    const { key } = issuesOf(await watched(app, customerId))[0]!
    await app.client.call('summary.judge', { customerId, key, verdict: 'wrong' })
    await generate(app, customerId)
    expect(issuesOf(await watched(app, customerId))).toEqual([])
    await app.client.call('summary.judge', { customerId, key, verdict: null })
    await generate(app, customerId)
    expect(issuesOf(await watched(app, customerId))).toHaveLength(1)
  })
})

test('AIS-04 an organisation without summaries makes none', async () => {
  const app = await openTestWorkspace()
  const customerId = await addCustomer(app, 'Norauto Lyon')
  await app.client.call('organisation.update', { aiSummaryEnabled: false })
  expect(await watched(app, customerId)).toMatchObject({ isOff: true })
  await expect(generate(app, customerId)).rejects.toMatchObject({ code: 'E-AIS-OFF' })
})

test('AIS-07 without anything to read the view says what there is', async () => {
  const app = await openTestWorkspace()
  const customerId = await addCustomer(app, 'Norauto Lyon')
  expect((await watched(app, customerId)).inputs).toEqual({
    ...{ reports: 0, notes: 0, descriptions: 0, tasks: 0, salesMonths: 0 },
  })
})
