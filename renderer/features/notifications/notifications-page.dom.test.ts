import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent } from 'vue'
import type { Notification } from '../../../core/contract/notifications.ts'
import { createFakeBackend, type FakeBackend } from '../../testing/fake-backend.ts'
import { claire, hugo, officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import { createFormat } from '../../ui/format.ts'
import { systemTimeZone } from '../../ui/use-format.ts'
import NotificationsPage from './NotificationsPage.vue'
import { useReminderNotices } from './use-reminder-notices.ts'
import { useSystemNotices } from './use-system-notices.ts'

const mounted: VueWrapper[] = []
afterEach(() => {
  vi.restoreAllMocks()
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

type NoteNotification = Extract<Notification, { authorId: string }>

const notification = (id: string, change: Partial<NoteNotification> = {}): NoteNotification => ({
  ...{ id, activityId: 'a1', reason: 'mention', authorId: hugo.id, seen: false },
  ...{ createdAt: Date.UTC(2026, 10, 24, 13, 30), excerpt: 'Un œil ?' },
  ...{ title: 'Tour du stock', typeId: 't1', customerName: 'Norauto' },
  ...change,
})
const reminder: Notification = {
  ...{
    reason: 'reminder',
    id: 'a1/1',
    activityId: 'a1',
    createdAt: Date.UTC(2026, 10, 24, 13, 15),
  },
  ...{ startAt: Date.UTC(2026, 10, 24, 13, 30), seen: false },
  ...{ title: 'Tour du stock', typeId: 't1', customerName: 'Norauto' },
}
const zone = { language: 'fr', tz: systemTimeZone() } as const
const announced = `Rappel\u00a0: ${createFormat(zone).dateTime(reminder.startAt)}`
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
  expect(backend.inputs('notifications.markSeen')).toEqual([{ ids: ['n1'] }])
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
  expect(backend.inputs('notifications.markSeen')).toEqual([{ ids: 'all' }])
})

test('NOT-03 without notifications the page says what will be there', async () => {
  const { page } = await show([])
  expect(page.text()).toContain('Aucune notification')
})

const crossed: Notification = {
  ...{ reason: 'crossed', id: 'v3', createdAt: 1, seen: false, formId: 'f1' },
  formTitle: { fr: 'Rapport de visite' },
  versions: [
    { number: 2, publishedBy: hugo.id },
    { number: 3, publishedBy: claire.id },
  ],
}

test('FRM-07 two publications at once: the entry says who, and which one counts, and leads to the versions', async () => {
  const { page, backend } = await show([crossed])
  expect(page.text()).toContain(
    'Deux versions de «\u00a0Rapport de visite\u00a0» publiées en même temps',
  )
  expect(page.text()).toContain(
    'Hugo Bernard et Claire Martin ont publié sans se connaître. La version 3, de Claire Martin, est actuelle.',
  )
  const link = page.find('ul a')
  expect(link.attributes('href')).toBe('/settings/forms/f1/versions')
  await link.trigger('click')
  expect(backend.inputs('notifications.markSeen')).toEqual([{ ids: ['v3'] }])
})

test('TYP-07 a reminder says when and what, and leads to the activity', async () => {
  const { page } = await show([reminder])
  expect(page.text()).toContain(announced)
  expect(page.text()).toContain('Tour du stock · Norauto')
  expect(page.find('ul a').attributes('href')).toBe('/activities?activity=a1')
})

interface Watching {
  readonly shown: { title: string; body: string }[]
  readonly backend: FakeBackend
  arrive(this: void, entries: Notification[]): Promise<void>
}

/** The frame’s part, in a window that has the focus or not. */
async function watching(
  isFocused: boolean,
  isOn = true,
  { entries = [notification('n0')] as Notification[], remindedTo = 0 } = {},
): Promise<Watching> {
  vi.spyOn(document, 'hasFocus').mockReturnValue(isFocused)
  const shown: Watching['shown'] = []
  const backend = fake(entries, {
    ...{ 'notifications.system': isOn, 'notifications.remindedTo': remindedTo },
  })
  const frame = defineComponent({
    setup: () => {
      useSystemNotices()
      useReminderNotices()
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
    ...{ shown, backend },
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
    { title: '2 nouvelles notifications', body: 'Hugo Bernard vous mentionne' },
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

const remindedTo = (backend: FakeBackend): unknown[] =>
  backend
    .inputs('preferences.set')
    .filter(({ key }) => key === 'notifications.remindedTo')
    .map(({ value }) => value)

test('TYP-07 CAL-05 a reminder is announced by the system, and remembered as announced', async () => {
  const { shown, arrive, backend } = await watching(false)
  await arrive([reminder, notification('n0')])
  await arrive([reminder, notification('n0')])
  expect(shown).toEqual([{ title: announced, body: 'Tour du stock · Norauto' }])
  expect(remindedTo(backend)).toEqual([reminder.createdAt])
})

test('CAL-05 a reminder that came up while the app was closed is announced when it opens', async () => {
  const { shown } = await watching(false, true, { entries: [reminder] })
  expect(shown.map(({ body }) => body)).toEqual(['Tour du stock · Norauto'])
})

test.each([
  ['seen on another device', { ...reminder, seen: true }, 0],
  ['announced before', reminder, reminder.createdAt],
])('CAL-05 a reminder that was %s is not announced', async (_, entry, announced) => {
  const { shown } = await watching(false, true, { entries: [entry], remindedTo: announced })
  expect(shown).toEqual([])
})

test('TYP-07 in a window that somebody looks at, a reminder shows there', async () => {
  const { shown, backend } = await watching(true, true, { entries: [reminder] })
  expect(shown).toEqual([])
  expect(remindedTo(backend)).toEqual([reminder.createdAt])
})
