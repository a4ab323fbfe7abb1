import { expect, test } from 'vitest'
import type { FormDesign, FormEdit } from '../../core/contract/forms.ts'
import { fieldOf } from '../../core/domain/forms/sample-form.ts'
import { openTestWorkspace, type TestBackend } from '../testing/test-backend.ts'

type Workspace = Awaited<ReturnType<typeof openTestWorkspace>>

/** A form with one question, not published yet. */
async function begun(): Promise<Workspace & { id: string; sectionId: string }> {
  const app = await openTestWorkspace()
  const { id } = await app.client.call('forms.create', { title: { fr: 'Rapport de visite' } })
  const sectionId = (await designOf(app, id)).draft.sections[0]!.id
  await edit(app, id, question('outcome', sectionId))
  return { ...app, id, sectionId }
}

const designOf = (app: TestBackend, id: string): Promise<FormDesign> =>
  app.first('forms.design', { id })

async function edit({ client }: TestBackend, id: string, ...edits: FormEdit[]): Promise<void> {
  await client.call('forms.edit', { id, edits })
}

function question(id: string, sectionId: string, after: string | null = null): FormEdit {
  return { kind: 'addField', field: fieldOf({ id, type: 'text' }), sectionId, after }
}

const publish = ({ client }: TestBackend, id: string) => client.call('forms.publish', { id })

test('FRM-01 a new form has a section to put questions into, and is no form for reports yet', async () => {
  const app = await begun()
  const { form, draft, problems } = await designOf(app, app.id)
  expect(form).toEqual({
    ...{ id: app.id, title: { fr: 'Rapport de visite' }, description: null, archivedAt: null },
    ...{ oncePerActivity: false, current: null, hasDraft: true, fields: 1, reports: 0 },
    typeIds: [],
  })
  expect(draft.sections).toEqual([
    { id: app.sectionId, fields: [fieldOf({ id: 'outcome', type: 'text' })] },
  ])
  expect(problems).toEqual([])
})

test('FRM-05 what is published does not change while the next version is designed', async () => {
  const app = await begun()
  const { versionId } = await publish(app, app.id)
  await edit(app, app.id, question('amount', app.sectionId, 'outcome'))
  const { definition } = await app.client.call('forms.version', { formId: app.id, versionId })
  expect(definition.sections[0]?.fields.map(({ id }) => id)).toEqual(['outcome'])
  const { form, draft, changes, versions } = await designOf(app, app.id)
  expect(form.hasDraft).toBe(true)
  expect(draft.sections[0]?.fields.map(({ id }) => id)).toEqual(['outcome', 'amount'])
  expect(changes).toEqual([{ code: 'fieldAdded', fieldId: 'amount', values: [], reports: 0 }])
  expect(versions.map(({ number }) => number)).toEqual([1])
  expect((await publish(app, app.id)).number).toBe(2)
  expect((await designOf(app, app.id)).form).toMatchObject({
    ...{ hasDraft: false, current: { number: 2 } },
  })
})

test('FRM-05 nothing new and nothing sound is published', async () => {
  const app = await begun()
  await publish(app, app.id)
  await expect(publish(app, app.id)).rejects.toMatchObject({ code: 'E-FRM-UNCHANGED' })
  await edit(app, app.id, { kind: 'field', id: 'outcome', patch: { pattern: '(' } })
  await expect(publish(app, app.id)).rejects.toMatchObject({
    ...{ code: 'E-FRM-PROBLEMS', details: { count: 1 } },
  })
  expect((await designOf(app, app.id)).problems).toEqual([{ code: 'pattern', partId: 'outcome' }])
})

test('FRM-05 the table is put back to the current version', async () => {
  const app = await begun()
  await publish(app, app.id)
  const before = await designOf(app, app.id)
  await edit(
    app,
    app.id,
    question('amount', app.sectionId),
    { kind: 'setRemoved', part: 'field', id: 'outcome', removed: true },
    { kind: 'form', patch: { title: { fr: 'Autre' } } },
  )
  expect((await designOf(app, app.id)).form.hasDraft).toBe(true)
  await app.client.call('forms.discardDraft', { id: app.id })
  expect(await designOf(app, app.id)).toEqual(before)
})

test('FRM-01 types offer forms in an order, and a form names its types', async () => {
  const app = await begun()
  const { id: other } = await app.client.call('forms.create', { title: { fr: 'Stock' } })
  await app.client.call('forms.link', { typeId: 'type-visit', formIds: [other, app.id] })
  const types = await app.first('activityTypes.watch', {})
  expect(types.find(({ id }) => id === 'type-visit')?.formIds).toEqual([other, app.id])
  const forms = await app.first('forms.watch', {})
  expect(forms.map(({ title, typeIds }) => [title.fr, typeIds])).toEqual([
    ['Rapport de visite', ['type-visit']],
    ['Stock', ['type-visit']],
  ])
  await app.client.call('forms.link', { typeId: 'type-visit', formIds: [app.id] })
  expect(
    (await app.first('activityTypes.watch', {})).find(({ id }) => id === 'type-visit')?.formIds,
  ).toEqual([app.id])
})

test('FRM-02 the designer names options by their ids, in the order of their list', async () => {
  const app = await begun()
  const option = (id: string, after: string | null): FormEdit => ({
    ...{ kind: 'addOption', id, list: 'outcomes', value: id.slice(2), label: { fr: id }, after },
  })
  await edit(app, app.id, option('o_none', null), option('o_order', null))
  const { draft, optionIds } = await designOf(app, app.id)
  expect(optionIds).toEqual({ outcomes: ['o_order', 'o_none'] })
  expect(draft.lists['outcomes']?.map(({ value }) => value)).toEqual(['order', 'none'])
})

test('FRM-08 a form is archived, brought back and deleted', async () => {
  const app = await begun()
  await app.client.call('forms.setArchived', { id: app.id, archived: true })
  expect((await app.first('forms.watch', {}))[0]?.archivedAt).not.toBeNull()
  await app.client.call('forms.setArchived', { id: app.id, archived: false })
  expect((await app.first('forms.watch', {}))[0]?.archivedAt).toBeNull()
  await app.client.call('forms.setDeleted', { id: app.id, deleted: true })
  expect(await app.first('forms.watch', {})).toEqual([])
  await app.client.call('forms.setDeleted', { id: app.id, deleted: false })
  expect(await app.first('forms.watch', {})).toHaveLength(1)
})

test('FRM-09 an exported form is imported as another one with the same questions', async () => {
  const app = await begun()
  const { name, content } = await app.client.call('forms.export', { id: app.id, what: 'draft' })
  expect(name).toBe('Rapport-de-visite-v0.json')
  const { id, notImported } = await app.client.call('forms.import', { name, content })
  expect(notImported).toEqual([])
  const [one, other] = [await designOf(app, app.id), await designOf(app, id)]
  expect(other.draft).toEqual({ ...one.draft, formId: id })
})

test.each([
  ['text', 'pas du JSON'],
  ['another JSON', '{"format":"report-form/9"}'],
  [
    'a broken field',
    '{"format":"report-form/1","formId":"x","version":1,"title":{"fr":"x"},"sections":[{"id":"s","fields":[{"id":"q","key":"Q","type":"text","label":{"fr":"q"}}]}],"lists":{}}',
  ],
])('FRM-09 a file that is %s is refused, and leaves nothing', async (_, text) => {
  const app = await openTestWorkspace()
  const content = new TextEncoder().encode(text)
  await expect(
    app.client.call('forms.import', { name: 'form.json', content }),
  ).rejects.toMatchObject({ code: 'E-FRM-FILE' })
  expect(await app.first('forms.watch', {})).toEqual([])
})

test('FRM-09 a form of 5,000 fields is refused, and leaves nothing', async () => {
  const app = await begun()
  const fields = Array.from({ length: 5000 }, (_, index) =>
    fieldOf({ id: `q${index}`, type: 'text' }),
  )
  const { draft } = await designOf(app, app.id)
  const sections = Array.from({ length: 5 }, (_, index) => ({
    ...{ id: `s${index}`, fields: fields.slice(index * 1000, index * 1000 + 1000) },
  }))
  const content = new TextEncoder().encode(JSON.stringify({ ...draft, sections }))
  await expect(
    app.client.call('forms.import', { name: 'form.json', content }),
  ).rejects.toMatchObject({ code: 'E-FRM-TOO-LARGE' })
  expect(await app.first('forms.watch', {})).toHaveLength(1)
})

test('FRM-05 forms are read again after a rebuild', async () => {
  const app = await begun()
  await publish(app, app.id)
  const before = await designOf(app, app.id)
  await app.client.run('maintenance.rebuild', {})
  expect(await designOf(app, app.id)).toEqual(before)
})
