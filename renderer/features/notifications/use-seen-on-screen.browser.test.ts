import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import type { Notification } from '../../../core/contract/notifications.ts'
import { createFakeBackend, type FakeBackend } from '../../testing/fake-backend.ts'
import { hugo, officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import { useSeenOnScreen } from './use-seen-on-screen.ts'

const notification: Notification = {
  ...{ id: 'n1', activityId: 'a1', reason: 'mention', authorId: hugo.id, createdAt: 0 },
  ...{ excerpt: 'Rayon', seen: false, title: null, typeId: 'type-visit', customerName: 'Norauto' },
}

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
  vi.restoreAllMocks()
})

/** A note of a height, below an empty window, in a list that is scrolled. */
async function show(height: string): Promise<{ pane: HTMLElement; backend: FakeBackend }> {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  const backend = createFakeBackend({
    streams: {
      ...officeStreams(),
      'notifications.watch': () => ({ entries: [notification], unseen: 1 }),
    },
    calls: { 'notifications.markSeen': () => ({}) },
  })
  const list = defineComponent(() => {
    const note = ref<HTMLElement | null>(null)
    useSeenOnScreen(note, () => 'n1')
    return () =>
      h('div', { id: 'pane', style: 'height: 100vh; overflow: auto' }, [
        h('div', { style: 'height: 100vh' }),
        h('article', { ref: note, style: `height: ${height}` }),
        h('div', { style: 'height: 100vh' }),
      ])
  })
  mounted.push(mountInApp(list, { backend: backend.client }))
  await flushPromises()
  return { pane: document.getElementById('pane')!, backend }
}

/** Observers have said what they see after a scroll: one that begins now speaks last. */
const observed = ({ firstElementChild }: HTMLElement): Promise<void> =>
  new Promise((resolve) => {
    const observer = new IntersectionObserver(() => {
      observer.disconnect()
      resolve()
    })
    observer.observe(firstElementChild!)
  })

test.each([
  ['a short note', '20vh', 0.02, 0.3],
  ['a note of two windows', '200vh', 0.3, 0.8],
  ['a note of twenty windows', '2000vh', 0.4, 0.9],
])('NOT-03 %s is seen once enough of it is on screen', async (_, height, before, after) => {
  const { pane, backend } = await show(height)
  const scrollTo = (windows: number): void => pane.scrollTo(0, windows * pane.clientHeight)
  scrollTo(before)
  await observed(pane)
  expect(backend.inputs('notifications.markSeen')).toEqual([])
  scrollTo(after)
  await vi.waitFor(() =>
    expect(backend.inputs('notifications.markSeen')).toEqual([{ ids: ['n1'] }]),
  )
})
