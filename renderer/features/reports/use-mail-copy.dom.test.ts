import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { defineComponent } from 'vue'
import type { Report } from '../../../core/contract/reports.ts'
import { formOf, listOf } from '../../../core/domain/forms/sample-form.ts'
import { createFakeBackend } from '../../testing/fake-backend.ts'
import { officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import { copyAddresses, useMailCopy } from './use-mail-copy.ts'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

const definition = formOf(
  [
    { id: 'outcome', type: 'choice', list: 'l', label: { fr: 'Résultat' } },
    { id: 'detail', type: 'richText', label: { fr: 'Détail' } },
    { id: 'nothing', type: 'text' },
    { id: 'copy', type: 'emailCopy', visibleIf: { '==': [{ var: 'outcome' }, 'order'] } },
  ],
  { l: [...listOf('nothing'), { value: 'order', label: { fr: 'Commande' } }] },
)
const answers = {
  ...{ outcome: 'order', copy: ['anne@example.com', 'anne@example.com'] },
  detail: [{ insert: 'Trois jeux', attributes: { bold: true } }, { insert: '\n' }],
}

test('FRM-02 a copy goes to whom the form asks for, where it asks', () => {
  expect(copyAddresses(definition, answers)).toEqual(['anne@example.com', 'anne@example.com'])
  expect(copyAddresses(definition, { ...answers, outcome: 'nothing' })).toEqual([])
  expect(copyAddresses(definition, { ...answers, copy: 'anne@example.com' })).toEqual([])
  expect(copyAddresses(definition, { outcome: 'order' })).toEqual([])
})

test('FRM-02 the draft of the mail has what was answered, and no question that was not', async () => {
  const urls: string[] = []
  const backend = createFakeBackend({
    streams: officeStreams(),
    calls: {
      'reports.read': () => ({
        report: {} as Report,
        answers,
        definition,
        names: {},
        assistant: null,
      }),
    },
  })
  let mail: ReturnType<typeof useMailCopy> | undefined
  const screen = defineComponent(() => {
    mail = useMailCopy()
    return () => null
  })
  const host = { openExternal: (url: string) => Promise.resolve(urls.push(url) > 0) }
  mounted.push(mountInApp(screen, { backend: backend.client, host }))
  await mail?.prepare('r1', 'Norauto')
  await flushPromises()
  const [url] = urls.map((each) => new URL(each))
  expect(url?.pathname).toBe('anne@example.com')
  expect(url?.searchParams.get('subject')).toBe('Rapport de visite – Norauto')
  expect(url?.searchParams.get('body')).toBe('Résultat\u00a0: Commande\r\nDétail\u00a0: Trois jeux')
})
