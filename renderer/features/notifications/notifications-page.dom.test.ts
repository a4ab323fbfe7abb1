import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent } from 'vue'
import type { Notification } from '../../../core/contract/notifications.ts'
import { createFakeBackend, type FakeBackend } from '../../testing/fake-backend.ts'
import { hugo, officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import NotificationsPage from './NotificationsPage.vue'
import { useSystemNotices } from './use-system-notices.ts'

const mounted: VueWrapper[] = []
afterEach(() => {
  vi.restoreAllMocks()
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

const notification = (noteId: string, change: Partial<Notification> = {}): Notification => ({
  ...{ noteId, activityId: 'a1', reason: 'mention', authorId: hugo.id, seen: false },
  ...{ createdAt: Date.UTC(2026, 10, 24, 13, 30), excerpt: 'Un œil ?' },
  ...{ title: 'Tour du stock', typeId: 't1', customerName: 'Norauto' },
  ...change,
})
const listOf = (entries: Notification[]) => ({
  ...{ entries, unseen: entries.filter(({ seen }) => !seen).length },
})

function fake(entries: Notification[], device: Record<string, unknown> = {}): FakeBackend {
  return createFakeBackend({
    streams: {
      ...officeStreams(),
      'notifications.watch': () => listOf(entries),
      'preferences.watch': () => ({ user: {}, device }),
    },
    calls: { 'notifications.markSeen': () => ({}), 'preferences.set': () => ({}) },
  })
}

async function show(entries: Notification[]): Promise<{ page: VueWrapper; backend: FakeBackend }> {
  const backend = fake(entries)
  const page = mountInApp(NotificationsPage, {
    backend: backend.client,
    host: { shell: 'browser', showNotification: () => Promise.resolve() },
  })
  mounted.push(page)
  await flushPromises()
  return { page, backend }
}

const markAll = (page: VueWrapper) =>
  page.findAll('button').find((button) => button.text() === 'Tout marquer comme vu')!

test('NOT-03 an entry says who, where and the first words, and leads to the note', async () => {
  const { page, backend } = await show([notification('n1')])
  for (const part of ['Hugo Bernard vous mentionne', 'Tour du stock · Norauto', 'Un œil ?'])
    expect(page.text()).toContain(part)
  const link = page.find('ul a')
  expect(link.attributes('href')).toBe('/activities?activity=a1&note=n1')
  await link.trigger('click')
  expect(backend.inputs('notifications.markSeen')).toEqual([{ noteIds: ['n1'] }])
})

test('NOT-03 seen entries stay in the list, without a mark', async () => {
  const { page, backend } = await show([notification('n1', { seen: true, reason: 'note' })])
  expect(page.text()).toContain('Hugo Bernard a ajouté une note')
  expect(page.text()).not.toContain('Non vue')
  expect(markAll(page).attributes('disabled')).toBeDefined()
  await page.find('ul a').trigger('click')
  expect(backend.inputs('notifications.markSeen')).toEqual([])
})

test('NOT-03 all are marked as seen at once', async () => {
  const { page, backend } = await show([notification('n1'), notification('n2')])
  await markAll(page).trigger('click')
  expect(backend.inputs('notifications.markSeen')).toEqual([{ noteIds: 'all' }])
})

test('NOT-03 without notifications the page says what will be there', async () => {
  const { page } = await show([])
  expect(page.text()).toContain('Aucune notification')
})

interface Watching {
  readonly shown: { title: string; body: string }[]
  arrive(this: void, entries: Notification[]): Promise<void>
}

/** The frame’s part, in a window that has the focus or not. */
async function watching(isFocused: boolean, isOn = true): Promise<Watching> {
  vi.spyOn(document, 'hasFocus').mockReturnValue(isFocused)
  const shown: Watching['shown'] = []
  const backend = fake([notification('n0')], { 'notifications.system': isOn })
  const frame = defineComponent({
    setup: () => {
      useSystemNotices()
      return () => null
    },
  })
  const host = {
    shell: 'browser' as const,
    showNotification: (notice: { title: string; body: string }) =>
      Promise.resolve(void shown.push(notice)),
  }
  mounted.push(mountInApp(frame, { backend: backend.client, host }))
  await flushPromises()
  return {
    shown,
    async arrive(entries) {
      backend.emit('notifications.watch', listOf(entries))
      await flushPromises()
    },
  }
}

test('NOT-03 what arrives in the background is announced by the system, once', async () => {
  const { shown, arrive } = await watching(false)
  expect(shown).toEqual([])
  await arrive([notification('n1'), notification('n0')])
  await arrive([notification('n1', { seen: true }), notification('n0')])
  expect(shown).toEqual([
    { title: 'Hugo Bernard vous mentionne', body: 'Tour du stock · Norauto\nUn œil ?' },
  ])
})

test('NOT-03 many at once are one announcement', async () => {
  const { shown, arrive } = await watching(false)
  await arrive([notification('n2'), notification('n1'), notification('n0')])
  expect(shown).toEqual([
    { title: '2 nouvelles notes vous concernent', body: 'Hugo Bernard vous mentionne' },
  ])
})

test.each([
  ['while somebody looks', true, true],
  ['when it is switched off', false, false],
])('NOT-03 the system is silent %s', async (_, isFocused, isOn) => {
  const { shown, arrive } = await watching(isFocused, isOn)
  await arrive([notification('n1'), notification('n0')])
  expect(shown).toEqual([])
})
