import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Component, defineComponent, h, provide, ref } from 'vue'
import type { NewsEntry } from '../../../core/contract/news.ts'
import { i18n } from '../../locales/i18n.ts'
import { createFakeBackend, type FakeBackend } from '../../testing/fake-backend.ts'
import { hugo, officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import { viewerTimeZoneKey } from '../../ui/use-format.ts'
import NewsChip from './NewsChip.vue'
import NewsLine from './NewsLine.vue'
import NewsOfActivity from './NewsOfActivity.vue'

/** Tuesday 24 November 2026, 14:30 in Paris. */
const now = Date.UTC(2026, 10, 24, 13, 30)
const day = 24 * 3_600_000
const mounted: VueWrapper[] = []

beforeEach(() => void vi.useFakeTimers({ now, toFake: ['Date'] }))
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
  vi.useRealTimers()
  i18n.global.locale.value = 'fr'
})

function fakeBackend(count = 0, since: number | null = null): FakeBackend {
  return createFakeBackend({
    streams: { ...officeStreams(), 'news.watch': () => ({ count, since }) },
    calls: {
      'news.visit': () => ({}),
      'news.markSeen': () => ({ mark: now }),
      'news.markAllSeen': () => ({ mark: now }),
      'news.takeBack': () => ({}),
    },
  })
}

async function show(
  component: Component,
  props: Record<string, unknown>,
  backend: FakeBackend,
): Promise<VueWrapper> {
  const inParis = defineComponent({
    setup() {
      provide(viewerTimeZoneKey, ref('Europe/Paris'))
      return () => h(component, props)
    },
  })
  const wrapper = mountInApp(inParis, { backend: backend.client })
  mounted.push(wrapper)
  await flushPromises()
  return wrapper
}

/** The line above a list; `isOnly` is whether the list is narrowed to news. */
async function showLine(backend: FakeBackend) {
  const isOnly = ref(false)
  const host = defineComponent(
    () => () =>
      h(NewsLine, {
        customerId: 'c1',
        includeBranches: true,
        modelValue: isOnly.value,
        'onUpdate:modelValue': (value: boolean) => (isOnly.value = value),
      }),
  )
  return { line: await show(host, {}, backend), isOnly }
}

test.each([
  [5, now - day * 2, '5 nouveautés depuis dimanche', '5 updates since Sunday'],
  [1, now - day, '1 nouveauté depuis hier', '1 update since yesterday'],
  [2, now - 3_600_000, '2 nouveautés depuis 13:30', '2 updates since 13:30'],
  [3, now - 12 * day, '3 nouveautés depuis le 12 novembre', '3 updates since 12 November'],
  [2, null, '2 nouveautés', '2 updates'],
])(
  'TL-19 %i news are told with the last visit, in both languages',
  async (count, since, fr, en) => {
    const { line } = await showLine(fakeBackend(count, since))
    expect(line.find('[role=status]').text()).toBe(fr)
    i18n.global.locale.value = 'en'
    await flushPromises()
    expect(line.find('[role=status]').text()).toBe(en)
  },
)

test('TL-19 without news there is no line, and the visit is told', async () => {
  const backend = fakeBackend()
  const { line } = await showLine(backend)
  expect(line.find('[role=group]').exists()).toBe(false)
  expect(backend.inputs('news.visit')).toEqual([{}])
})

test('TL-19 the line narrows the list to what is new, and back', async () => {
  const { line, isOnly } = await showLine(fakeBackend(5, now))
  const button = line.find('button')
  await button.trigger('click')
  expect([isOnly.value, button.attributes('aria-pressed')]).toEqual([true, 'true'])
  await button.trigger('click')
  expect(isOnly.value).toBe(false)
})

test('TL-19 all of a place is marked as seen, and the list is whole again', async () => {
  const backend = fakeBackend(5, now)
  const { line, isOnly } = await showLine(backend)
  isOnly.value = true
  await line.findAll('button')[1]?.trigger('click')
  await flushPromises()
  expect(backend.inputs('news.markAllSeen')).toEqual([{ customerId: 'c1', includeBranches: true }])
  expect(isOnly.value).toBe(false)
})

const note: NewsEntry = { kind: 'note', userId: hugo.id, at: now }
const told = 'Note ajoutée par Hugo Bernard, mar. 24 nov. 2026, 14:30'

test('TL-19 a row with news says so in words, and who did what and when', async () => {
  const chip = await show(NewsChip, { news: [note] }, fakeBackend())
  expect(chip.text()).toContain('Nouveau')
  expect(chip.find(`[title="${told}"]`).exists()).toBe(true)
})

test('TL-19 opening an activity marks it as seen, and tells what was new until one leaves', async () => {
  const backend = fakeBackend()
  const news = ref<NewsEntry[]>([note])
  const host = defineComponent(
    () => () => h(NewsOfActivity, { activityId: 'a1', news: news.value }),
  )
  const details = await show(host, {}, backend)
  expect(backend.inputs('news.markSeen')).toEqual([{ ids: ['a1'] }])
  news.value = []
  await flushPromises()
  expect(details.findAll('li').map((line) => line.text())).toEqual([told])
  expect(backend.inputs('news.markSeen')).toHaveLength(1)
})
