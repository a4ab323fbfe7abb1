import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import type { Form } from '../../../core/contract/forms.ts'
import { createFakeBackend } from '../../testing/fake-backend.ts'
import { officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import FormsSection from './FormsSection.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

const form = (id: string, other: Partial<Form> = {}): Form => ({
  ...{ id, title: { fr: id }, description: null, oncePerActivity: false, archivedAt: null },
  ...{ current: null, hasDraft: true, fields: 3, reports: 0, typeIds: [], ...other },
})
const current = {
  id: 'v',
  number: 4,
  publishedAt: 0,
  publishedBy: 'u-claire',
  crossedWith: [],
  reports: 2,
}

async function show(forms: readonly Form[], isAdministrator = true): Promise<VueWrapper> {
  const backend = createFakeBackend({
    streams: {
      ...officeStreams(),
      'forms.watch': () => [...forms],
      'sync.watch': () => ({
        ...{ state: 'shared', server: 'http://localhost', email: 'claire@example.com' },
        ...{ isAdministrator, isSecretProtected: true, isLocked: false, connection: 'live' },
        ...{ error: null, pending: 0, rejected: 0, progress: null },
        ...{ lastSyncAt: null, clockSkewMs: null },
      }),
    },
    calls: {
      'forms.import': () => ({
        id: 'imported',
        notImported: [{ where: 'survey, ligne 7, photo', what: 'geopoint', reason: 'type' }],
      }),
    },
  })
  const content = new Uint8Array([1])
  const page = mountInApp(FormsSection, {
    backend: backend.client,
    host: {
      pickFiles: () =>
        Promise.resolve([
          { name: 'visite.xlsx', mime: '', size: 1, bytes: () => Promise.resolve(content) },
        ]),
    },
  })
  mounted.push(page)
  await flushPromises()
  return page
}

const button = (page: VueWrapper, label: string) =>
  page.findAll('button').find((each) => each.text() === label)

test('FRM-01 the first form is offered to be created or imported', async () => {
  const page = await show([])
  expect(page.text()).toContain('Aucun formulaire')
  expect(button(page, 'Créer un formulaire')?.exists()).toBe(true)
  expect(button(page, 'Importer un fichier')?.exists()).toBe(true)
})

test('FRM-05 FRM-08 a form says where it stands; archived ones stand apart', async () => {
  const page = await show([
    form('Neuf'),
    form('Visite', { current, hasDraft: false, reports: 2 }),
    form('Stock', { current }),
    form('Ancien', { current, archivedAt: 1 }),
  ])
  const lists = page.findAll('ul').map((list) => list.findAll('li').map((row) => row.text()))
  expect(lists).toEqual([
    [
      expect.stringContaining('Brouillon'),
      expect.stringMatching(/2 rapports.*Version 4/),
      expect.stringMatching(/Modifications non publiées.*Version 4/),
    ],
    [expect.stringContaining('Archivé')],
  ])
})

test('PRM-01 who is no administrator reads the forms and is told why', async () => {
  const page = await show([form('Visite')], false)
  expect(page.text()).toContain('seul un administrateur les modifie')
  expect(button(page, 'Nouveau formulaire')?.attributes('disabled')).toBeDefined()
  expect(button(page, 'Importer…')?.attributes('disabled')).toBeDefined()
})

test('FRM-09 what a file has and a form has no place for is listed', async () => {
  const page = await show([])
  await button(page, 'Importer…')?.trigger('click')
  await flushPromises()
  const notice = page.find('[role="status"]')
  expect(notice.text()).toContain('«\u00a0visite.xlsx\u00a0» est importé')
  expect(notice.findAll('li').map((each) => each.text())).toEqual([
    'survey, ligne 7, photo\u00a0: geopoint (ce type de question n’existe pas ici)',
  ])
  expect(notice.find('a').attributes('href')).toBe('/settings/forms/imported')
})
