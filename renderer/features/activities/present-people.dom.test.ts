import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import type { Present } from '../../../core/contract/presence.ts'
import { createFakeBackend, type FakeBackend } from '../../testing/fake-backend.ts'
import { claire, hugo, officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import PresentPeople from './PresentPeople.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

let client = 0
const page = (userId: string, isThisDevice = false): Present => ({
  ...{ client: ++client, userId, isThisDevice, activityId: 'visit', cursor: null },
})

async function show(
  others: Present[],
  users = [claire, hugo],
): Promise<{ people: VueWrapper; backend: FakeBackend }> {
  const backend = createFakeBackend({
    streams: {
      ...officeStreams(),
      'users.watch': () => users,
      'presence.watch': () => ({ isShown: true, others }),
    },
    calls: { 'presence.show': () => ({}) },
  })
  const people = mountInApp(PresentPeople, {
    props: { documentId: 'a/c1/2026', activityId: 'visit' },
    backend: backend.client,
  })
  mounted.push(people)
  await flushPromises()
  return { people, backend }
}

const spoken = (people: VueWrapper): string[] =>
  people.findAll('li .sr-only').map((text) => text.text())

test('NOT-05 who else has the activity open is said, and shown on the badge', async () => {
  const { people, backend } = await show([
    page(hugo.id),
    page(claire.id),
    page(claire.id, true),
    page('stranger'),
  ])
  const texts = [
    'Hugo Bernard regarde aussi cette activité',
    'Vous, sur un autre appareil',
    'Vous, dans une autre fenêtre',
  ]
  expect(spoken(people)).toEqual(texts)
  expect(people.findAll('li > [title]').map((badge) => badge.attributes('title'))).toEqual(texts)
  expect(people.findAll('li > [title]').map((badge) => badge.text())).toEqual(['HB', 'CM', 'CM'])
  expect(backend.inputs('presence.show').map(({ activityId }) => activityId)).toEqual(['visit'])
})

test('NOT-05 more than five people are counted', async () => {
  const crowd = Array.from({ length: 7 }, (_, index) => ({ ...hugo, id: `u${index}` }))
  const { people } = await show(
    crowd.map(({ id }) => page(id)),
    [claire, ...crowd],
  )
  expect(spoken(people)).toHaveLength(6)
  expect(spoken(people).at(-1)).toBe('2 autres personnes regardent cette activité')
})

test('NOT-05 nobody else leaves no list', async () => {
  const { people } = await show([])
  expect(people.find('ul').exists()).toBe(false)
})
