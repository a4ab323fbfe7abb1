import { expect, test } from 'vitest'
import type { Conversation, OpenConversation } from '../../core/contract/conversations.ts'
import type { FormDefinition } from '../../core/contract/form-definition.ts'
import type { Extracted } from '../../core/domain/extraction/extracted.ts'
import { interviewOf } from '../../core/domain/interview/interview.ts'
import {
  fieldState,
  type InterviewState,
  questionOf,
  sheetAnswers,
  sheetOf,
} from '../../core/domain/interview/interview-state.ts'
import { freeReportFormId, freeReportVersionId } from '../../core/domain/reports/free-report.ts'
import { formOf, listOf } from '../../core/domain/forms/sample-form.ts'
import type { Answered, LanguageModels } from '../assistant/language-models.ts'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'

const minute = 60_000

interface Office extends TestBackend {
  readonly userId: string
  readonly customerId: string
  readonly activityId: string
  readonly formId: string
  readonly versionId: string
}

const visitForm: FormDefinition = {
  ...formOf(
    [
      { id: 'comment', type: 'longText', label: { fr: 'Commentaire' } },
      { id: 'outcome', type: 'choice', list: 'l', required: true, label: { fr: 'Résultat' } },
      { id: 'next', type: 'date', label: { fr: 'Prochaine visite' } },
      { id: 'contact', type: 'contact', label: { fr: 'Interlocuteur' } },
    ],
    { l: listOf('Commande', 'Devis') },
  ),
  title: { fr: 'Rapport de visite' },
}

/** A visit that ended half an hour ago, with a form that visits offer. */
async function office(): Promise<Office> {
  const app = await openTestWorkspace()
  const content = new TextEncoder().encode(JSON.stringify(visitForm))
  const { id: formId } = await app.client.call('forms.import', { name: 'visite.json', content })
  const { versionId } = await app.client.call('forms.publish', { id: formId })
  await app.client.call('forms.link', { typeId: 'type-visit', formIds: [formId] })
  const customerId = await addCustomer(app, 'Norauto')
  const activityId = await addActivity(app, customerId, testNow - 60 * minute)
  return { ...app, customerId, activityId, formId, versionId }
}

let reports = 0

async function begin(app: Office, mode: 'form' | 'dynamic' = 'form') {
  const reportId = `assisted-${++reports}`
  const { id } = await app.client.call('conversations.start', {
    ...{ activityId: app.activityId, mode, reportId },
    formId: mode === 'form' ? app.formId : null,
  })
  const say = (text: string) => app.client.call('conversations.reply', { id, text, via: 'typed' })
  const shown = async (): Promise<Conversation> => {
    const found = await app.first('conversations.watch', { id })
    if (!found) throw new Error('the conversation is over')
    return found
  }
  const state = async (): Promise<InterviewState> => {
    const { form, others, tz, events } = await shown()
    return interviewOf({ mode, form, others, tz }, events)
  }
  const answers = async () => sheetAnswers(sheetOf(await state()))
  const submission = (given: object, other: object = {}) => ({
    ...{ id: reportId, activityId: app.activityId, conversationId: id, answers: given as never },
    ...{ formId: app.formId, versionId: app.versionId, startedAt: testNow, fillMs: 60_000 },
    ...other,
  })
  return { id, reportId, say, shown, state, answers, submission }
}

const listOfActivity = (app: Office): Promise<OpenConversation[]> =>
  app.first('conversations.list', { activityId: app.activityId })

test('AIR-01 AIR-04 a conversation fills the form and asks for what is missing', async () => {
  const app = await office()
  const talk = await begin(app)
  expect(questionOf(await talk.state())).toMatchObject({ kind: 'field', field: 'outcome' })
  await talk.say('Commande, prochaine visite le 15 décembre')
  expect(await talk.answers()).toEqual({ outcome: 'Commande', next: '2026-12-15' })
  expect(questionOf(await talk.state())).toEqual({ kind: 'optional', open: 2 })
})

test('AIR-05 a day that may be of something else waits for a yes', async () => {
  const app = await office()
  const talk = await begin(app)
  await talk.say('Commande, je les livre le 15 décembre')
  expect(questionOf(await talk.state())).toEqual({
    ...{ kind: 'confirm', field: 'next', answer: '2026-12-15' },
  })
  await talk.say('oui')
  expect(await talk.answers()).toEqual({ outcome: 'Commande', next: '2026-12-15' })
})

test('AIR-05 another answer to a question that was answered is shown beside the first', async () => {
  const app = await office()
  const talk = await begin(app)
  await talk.say('Commande')
  await talk.say('oui')
  await talk.say('finalement c’est un devis, le rayon est vide')
  expect(questionOf(await talk.state())).toEqual({
    ...{ kind: 'choose', field: 'outcome', answers: ['Commande', 'Devis'] },
  })
  await talk.say('devis')
  expect(await talk.answers()).toMatchObject({ outcome: 'Devis' })
})

test('AIR-06 days count from the day of the activity', async () => {
  const app = await office()
  const talk = await begin(app)
  app.clock.now += 5 * 24 * 60 * minute
  await talk.say('Devis, prochaine visite demain')
  expect(await talk.answers()).toMatchObject({ next: '2026-11-25' })
})

test('AIR-06 contacts of the customer are found by their first name', async () => {
  const app = await office()
  const { id: contactId } = await app.client.call('contacts.create', {
    ...{ customerId: app.customerId, fields: { name: 'Anne Le Goff' } },
  })
  const talk = await begin(app)
  await talk.say('Commande, j’ai vu Anne')
  expect(await talk.answers()).toMatchObject({ contact: [contactId] })
})

test('AIR-11 a conversation goes on after the app was closed, and is listed', async () => {
  const app = await office()
  const talk = await begin(app)
  await talk.say('Commande')
  expect(await listOfActivity(app)).toEqual([
    {
      ...{ id: talk.id, activityId: app.activityId, reportId: talk.reportId, mode: 'form' },
      ...{ formTitle: { fr: 'Rapport de visite' }, startedAt: testNow, updatedAt: testNow },
      replies: 1,
    },
  ])
  const again = await app.reopen()
  expect(await again.first('conversations.watch', { id: talk.id })).toMatchObject({
    events: [{ kind: 'reply', text: 'Commande', via: 'typed' }],
  })
})

test('AIR-11 a conversation is its author’s alone', async () => {
  const app = await office()
  const talk = await begin(app)
  const { id } = await app.client.call('users.create', { firstName: 'Paul', lastName: 'Martin' })
  const colleague = await app.connect({ as: id })
  await expect(
    colleague.call('conversations.reply', { id: talk.id, text: 'Devis', via: 'typed' }),
  ).rejects.toMatchObject({ code: 'E-NOT-FOUND' })
})

test('AIR-11 one that is thrown away is over', async () => {
  const app = await office()
  const talk = await begin(app)
  await app.client.call('conversations.discard', { id: talk.id })
  expect(await app.first('conversations.watch', { id: talk.id })).toBeNull()
  expect(await listOfActivity(app)).toEqual([])
})

test('AIR-03 it begins when a report can, and not before', async () => {
  const app = await office()
  await app.client.call('activities.update', {
    ...{ id: app.activityId, patch: { status: 'cancelled', cancelReason: 'Fermé' } },
  })
  await expect(begin(app)).rejects.toMatchObject({
    ...{ code: 'E-REP-STATE', details: { state: 'cancelled' } },
  })
})

test.each(['form', 'dynamic'] as const)(
  'AIR-03 a type without forms has no conversation (%s)',
  async (mode) => {
    const app = await office()
    await app.client.call('forms.link', { typeId: 'type-visit', formIds: [] })
    await expect(begin(app, mode)).rejects.toMatchObject({
      ...{ code: 'E-REP-STATE', details: { state: 'no_forms' } },
    })
  },
)

test('AIR-03 where the organisation does without the assistant, there is the form', async () => {
  const app = await office()
  await app.client.call('organisation.update', { aiAssistantEnabled: false })
  await expect(begin(app)).rejects.toMatchObject({ code: 'E-AIR-OFF' })
})

test('AIR-04 undo takes the last reply back', async () => {
  const app = await office()
  const talk = await begin(app)
  await talk.say('Commande')
  await app.client.call('conversations.undo', { id: talk.id })
  expect(await talk.answers()).toEqual({})
})

test('AIR-05 what is typed in the form wins over what is said', async () => {
  const app = await office()
  const talk = await begin(app)
  const edit = { id: talk.id, formId: app.formId, field: 'outcome' }
  await app.client.call('conversations.edit', { ...edit, answer: 'De' })
  await app.client.call('conversations.edit', { ...edit, answer: 'Devis' })
  await talk.say('Commande')
  expect(await talk.answers()).toMatchObject({ outcome: 'Devis' })
  expect((await talk.shown()).events.map(({ kind }) => kind)).toEqual(['edited', 'reply'])
})

test('AIR-13 REP-12 the report keeps how it came about, once, and the conversation is over', async () => {
  const app = await office()
  const talk = await begin(app)
  await talk.say('Commande, prochaine visite le 15 décembre')
  const given = { outcome: 'Commande', next: '2026-12-16', comment: 'À livrer' }
  for (let time = 0; time < 2; time++)
    expect(await app.client.call('reports.submit', talk.submission(given))).toEqual({
      id: talk.reportId,
    })
  const { assistant, report, answers } = await app.client.call('reports.read', {
    id: talk.reportId,
  })
  expect(report.mode).toBe('ai_form')
  expect(answers).toEqual(given)
  const text = 'Commande, prochaine visite le 15 décembre'
  const said = { confirmed: false, turn: 1 }
  expect(assistant).toEqual({
    engine: { kind: 'local', model: null, version: '1' },
    transcript: [{ text, via: 'typed', at: testNow, undone: false }],
    fields: [
      {
        ...{ field: 'comment', origin: 'user', quote: null, confidence: null, confirmed: false },
        ...{ before: null, after: 'À livrer', turn: null, at: testNow },
      },
      {
        ...{ field: 'outcome', origin: 'ai', quote: text, confidence: 0.95, ...said },
        ...{ before: null, after: 'Commande', at: testNow },
      },
      {
        ...{
          field: 'next',
          origin: 'ai_edited',
          quote: 'le 15 décembre',
          confidence: 0.8,
          ...said,
        },
        ...{ before: '2026-12-15', after: '2026-12-16', at: testNow },
      },
    ],
  })
  expect(await listOfActivity(app)).toEqual([])
})

test('AIR-13 what its author amends was changed by hand', async () => {
  const app = await office()
  const talk = await begin(app)
  await talk.say('Commande')
  await app.client.call('reports.submit', talk.submission({ outcome: 'Commande' }))
  await app.client.call('reports.amend', {
    ...{ id: talk.reportId, answers: { outcome: 'Devis', comment: 'Relu' } },
  })
  const { assistant } = await app.client.call('reports.read', { id: talk.reportId })
  expect(assistant?.fields).toMatchObject([
    { field: 'outcome', origin: 'ai_edited', before: 'Commande', after: 'Devis' },
    { field: 'comment', origin: 'user', before: null, after: 'Relu' },
  ])
})

test('AIR-13 the words are kept where the organisation allows it only', async () => {
  const app = await office()
  await app.client.call('organisation.update', { aiKeepTranscript: false })
  const talk = await begin(app)
  await talk.say('Commande')
  await app.client.call('reports.submit', talk.submission({ outcome: 'Commande' }))
  const { assistant } = await app.client.call('reports.read', { id: talk.reportId })
  expect(assistant?.transcript).toBeNull()
})

test('AIR-10 a conversation submits nothing by itself', async () => {
  const app = await office()
  const talk = await begin(app)
  for (const text of ['Commande', 'oui', 'Rayon vide', 'le 15 décembre', 'terminé'])
    await talk.say(text)
  expect(questionOf(await talk.state())).toEqual({ kind: 'review' })
  const { reports: submitted } = await app.first('reports.watch', { activityId: app.activityId })
  expect(submitted).toEqual([])
})

/** Five intents, and what they become. */
async function freeTalk(app: Office) {
  const talk = await begin(app, 'dynamic')
  for (const text of [
    'Visite du magasin de Rennes avec le chef d’atelier',
    'Le rayon freinage est à moitié vide',
    'Les livraisons arrivent en retard',
    'On passe à deux livraisons par semaine. Je rappelle le dépôt le 30 novembre',
    'Faire le point sur les livraisons, le 15 décembre',
  ])
    await talk.say(text)
  return talk
}
const freeAnswers = {
  summary: 'Visite du magasin de Rennes avec le chef d’atelier',
  points: 'Le rayon freinage est à moitié vide',
  issues: 'Les livraisons arrivent en retard',
  decisions: 'On passe à deux livraisons par semaine.',
  actions: 'Je rappelle le dépôt le 30 novembre',
  next_step: 'Faire le point sur les livraisons, le 15 décembre',
  next_on: '2026-12-15',
}
const freeForm = { formId: freeReportFormId, versionId: freeReportVersionId }

test('AIR-02 AIR-07 a free conversation becomes a free report with its parts', async () => {
  const app = await office()
  const talk = await freeTalk(app)
  expect(await talk.answers()).toEqual(freeAnswers)
  expect(questionOf(await talk.state())).toEqual({ kind: 'review' })
})

test('AIR-07 a free report is read, listed, corrected and exported like any other', async () => {
  const app = await office()
  const talk = await freeTalk(app)
  await app.client.call('reports.submit', talk.submission(freeAnswers, freeForm))
  const { reports: listed } = await app.first('reports.watch', { activityId: app.activityId })
  expect(listed).toMatchObject([
    {
      ...{ id: talk.reportId, formTitle: { fr: 'Compte rendu libre' }, mode: 'ai_dynamic' },
      ...{ versionNumber: 1, currentNumber: 1 },
    },
  ])
  expect(await app.client.call('reports.read', { id: talk.reportId })).toMatchObject({
    answers: freeAnswers,
  })
  await app.client.call('reports.correct', {
    ...{ id: `${talk.reportId}-2`, of: talk.reportId, startedAt: testNow, fillMs: 1 },
    ...{ answers: { ...freeAnswers, issues: 'Aucun' }, reason: 'Relu' },
  })
  const { files, reports: count } = await app.client.run('reports.export', {
    ...{ filter: { tz: 'Europe/Paris' }, format: 'csv', locale: 'fr' },
  })
  expect(count).toBe(1)
  expect(files.map(({ name }) => name)).toEqual(['Rapports – Compte rendu libre.csv'])
  expect(new TextDecoder().decode(files[0]?.content)).toContain('Aucun')
})

test('AIR-07 its actions are tasks where they are ticked', async () => {
  const app = await office()
  const talk = await freeTalk(app)
  const { tasks } = await talk.shown()
  expect(tasks).toEqual([
    {
      ...{ title: 'Je rappelle le dépôt le 30 novembre', assigneeId: app.userId },
      dueOn: '2026-11-30',
    },
  ])
  await app.client.call('reports.submit', talk.submission(freeAnswers, { ...freeForm, tasks }))
  expect(await app.first('tasks.watch', { activityId: app.activityId })).toMatchObject([
    { title: 'Je rappelle le dépôt le 30 novembre', due: { day: '2026-11-30' }, status: 'open' },
  ])
})

test('AIR-07 no task is made that was not ticked', async () => {
  const app = await office()
  const talk = await freeTalk(app)
  await app.client.call('reports.submit', talk.submission(freeAnswers, freeForm))
  expect(await app.first('tasks.watch', { activityId: app.activityId })).toEqual([])
})

test('AIR-07 what was said can go into a form of the type', async () => {
  const app = await office()
  const talk = await begin(app, 'dynamic')
  await talk.say('Ils passent une commande, prochaine visite le 15 décembre')
  await talk.say('stop')
  expect((await talk.shown()).proposals).toEqual([{ formId: app.formId, filled: 3, asked: 4 }])
  await app.client.call('conversations.map', { id: talk.id, formId: app.formId })
  expect(await talk.answers()).toEqual({ outcome: 'Commande', next: '2026-12-15' })
  expect(questionOf(await talk.state())).toMatchObject({ kind: 'confirm', field: 'comment' })
})

test('AIR-03 a free report needs a conversation, and the forms of the type', async () => {
  const app = await office()
  const talk = await freeTalk(app)
  await expect(
    app.client.call(
      'reports.submit',
      talk.submission(freeAnswers, { ...freeForm, conversationId: undefined }),
    ),
  ).rejects.toMatchObject({ code: 'E-NOT-FOUND' })
  await app.client.call('forms.link', { typeId: 'type-visit', formIds: [] })
  await expect(
    app.client.call('reports.submit', talk.submission(freeAnswers, freeForm)),
  ).rejects.toMatchObject({ code: 'E-REP-STATE', details: { state: 'no_forms' } })
})

const engine = { kind: 'endpoint', model: 'mistral-small', version: '1' } as const

/** A model that gives one answer to whatever it is asked. */
function modelAnswers(app: Office, answer: Answered<Readonly<Record<string, Extracted>>>): void {
  const models: LanguageModels = {
    ...app.backend.services.models,
    chosen: () => ({ model: 'mistral-small' }),
    extract: () => Promise.resolve(answer),
  }
  Object.assign(app.backend.services, { models })
}

test('AIR-12 what a model reads comes after what the rules read', async () => {
  const app = await office()
  const talk = await begin(app)
  const quote = 'ils en prennent'
  const found = { value: 'Commande', quote, span: [0, quote.length] as [number, number] }
  modelAnswers(app, {
    ...{ ok: true, engine },
    value: { outcome: { status: 'filled', confidence: 0.9, confirm: false, ...found } },
  })
  await talk.say(quote)
  await expect.poll(async () => (await talk.shown()).events.length).toBe(2)
  const { reading } = fieldState(sheetOf(await talk.state()), 'outcome')
  expect(reading).toMatchObject({ answer: 'Commande', quote, engine, turn: 1 })
})

test('AIR-12 where a model fails, the rules’ reading stands, and the reason is kept', async () => {
  const app = await office()
  const talk = await begin(app)
  modelAnswers(app, { ok: false, error: 'timeout' })
  await talk.say('Commande')
  await expect
    .poll(async () => (await talk.shown()).events.at(-1))
    .toMatchObject({
      ...{ kind: 'improved', error: 'timeout', slots: {} },
    })
  expect(await talk.answers()).toEqual({ outcome: 'Commande' })
})

test('AIR-12 a model’s answer to a conversation that has ended is nothing', async () => {
  const app = await office()
  const talk = await begin(app)
  const { resolve, promise } =
    Promise.withResolvers<Answered<Readonly<Record<string, Extracted>>>>()
  const models = { ...app.backend.services.models, chosen: () => ({ model: 'm' }) }
  Object.assign(app.backend.services, { models: { ...models, extract: () => promise } })
  await talk.say('Commande')
  await app.client.call('conversations.discard', { id: talk.id })
  resolve({ ok: false, error: 'timeout' })
  await promise
  expect(await listOfActivity(app)).toEqual([])
})

test('AIR-04 a reply that is longer than replies may be is refused', async () => {
  const app = await office()
  const talk = await begin(app)
  await expect(talk.say('a'.repeat(4001))).rejects.toMatchObject({ code: 'INVALID_INPUT' })
})
