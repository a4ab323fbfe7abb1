import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import type { FormDesign, FormVersion } from '../../../core/contract/forms.ts'
import { formOf } from '../../../core/domain/forms/sample-form.ts'
import { createFakeBackend, type FakeBackend } from '../../testing/fake-backend.ts'
import { claire, hugo, officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import VersionsTab from './VersionsTab.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

const version = (number: number, publishedBy: string, crossedWith: string[] = []): FormVersion => ({
  ...{ id: `v${number}`, number, publishedAt: number, publishedBy, crossedWith, reports: 0 },
})
const versions = [version(3, claire.id, ['v2']), version(2, hugo.id, ['v3']), version(1, hugo.id)]
const definitions = {
  v2: formOf([{ id: 'budget', type: 'decimal' }]),
  v3: formOf([{ id: 'outcome', type: 'text' }]),
}

async function show(): Promise<{ tab: VueWrapper; backend: FakeBackend }> {
  const design: FormDesign = {
    form: {
      ...{ id: 'f1', title: { fr: 'Visite' }, description: null, oncePerActivity: false },
      ...{ archivedAt: null, current: versions[0]!, hasDraft: false, fields: 1, reports: 0 },
      typeIds: [],
    },
    ...{ draft: definitions.v3, optionIds: {}, problems: [], changes: [], versions },
  }
  const backend = createFakeBackend({
    streams: officeStreams(),
    calls: {
      'forms.version': ({ versionId }) => ({
        version: versions.find(({ id }) => id === versionId)!,
        definition: definitions[versionId as 'v2' | 'v3'],
      }),
    },
  })
  const tab = mountInApp(VersionsTab, {
    backend: backend.client,
    props: { design, mayChange: true },
  })
  mounted.push(tab)
  await flushPromises()
  return { tab, backend }
}

test('FRM-07 a version says which other one was published at the same time, and by whom', async () => {
  const { tab } = await show()
  const rows = tab.findAll('li').map((row) => row.text())
  expect(rows[0]).toContain('Publiée en même temps que la version 2 de Hugo Bernard')
  expect(rows[1]).toContain('Publiée en même temps que la version 3 de Claire Martin')
  expect(rows[2]).not.toContain('Publiée en même temps')
})

test('FRM-07 the two are compared from the earlier to the later', async () => {
  const { tab, backend } = await show()
  await tab.find('button[aria-label="Comparer les versions 3 et 2"]').trigger('click')
  await flushPromises()
  expect(backend.inputs('forms.version').map(({ versionId }) => versionId)).toEqual(['v2', 'v3'])
  const sheet = document.querySelector('[role="dialog"]')!
  expect(sheet.textContent).toContain('De la version 2 à la version 3')
  const found = [...sheet.querySelectorAll('li')].map((item) => item.textContent.trim())
  expect(found).toEqual(['budget : champ retiré', 'outcome : champ facultatif ajouté'])
})
