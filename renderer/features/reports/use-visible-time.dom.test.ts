import { effectScope } from 'vue'
import { expect, test, vi } from 'vitest'
import { useVisibleTime } from './use-visible-time.ts'

test('REP-11 the time of filling counts while the page is looked at, on top of what was counted', () => {
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible')
  const turn = (to: DocumentVisibilityState) => {
    visibility.mockReturnValue(to)
    document.dispatchEvent(new Event('visibilitychange'))
  }
  let now = 1000
  const scope = effectScope()
  const fillMs = scope.run(() => useVisibleTime(500, () => now))!
  now += 2000
  expect(fillMs()).toBe(2500)
  turn('hidden')
  now += 60_000
  expect(fillMs()).toBe(2500)
  turn('visible')
  now += 250.4
  expect(fillMs()).toBe(2750)
  scope.stop()
  visibility.mockRestore()
})
