import { describe, expect, test } from 'vitest'
import { createFakeBackend, withBackend, type FakeAnswers } from '../testing/fake-backend.ts'
import { useDevicePreference, usePreferences, useUserPreference } from './use-preferences.ts'

type Stored = { user: Record<string, unknown>; device: Record<string, unknown> }
const stored: Stored = { user: { view: 'cards' }, device: { paneWidth: 300 } }

/** Everything that was answered has been told to those who wait. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function start(calls: FakeAnswers['calls'] = { 'preferences.set': () => ({}) }) {
  const backend = createFakeBackend({ calls, streams: { 'preferences.watch': () => stored } })
  const { result } = withBackend(backend, () => ({
    preferences: usePreferences(),
    view: useUserPreference('view', 'list'),
    paneWidth: useDevicePreference('paneWidth', 240),
  }))
  await Promise.resolve()
  return { backend, ...result }
}

describe('remembered choices', () => {
  test('TL-15 and TL-16 a choice is read from the person or from the device', async () => {
    const { view, paneWidth, preferences } = await start()
    expect(preferences.isLoaded.value).toBe(true)
    expect([view.value, paneWidth.value]).toEqual(['cards', 300])
  })

  test('what was never chosen is the fallback', async () => {
    const { backend } = await start()
    const { result } = withBackend(backend, () => useUserPreference('order', 'newest'))
    expect(result.value).toBe('newest')
  })

  test('a choice holds at once and is stored where it belongs', async () => {
    const { backend, paneWidth } = await start()
    paneWidth.value = 320
    expect(paneWidth.value).toBe(320)
    expect(backend.inputs('preferences.set')).toEqual([
      { scope: 'device', key: 'paneWidth', value: 320 },
    ])
  })

  test('an older echo does not undo a newer choice', async () => {
    const answers: (() => void)[] = []
    const { backend, paneWidth } = await start({
      'preferences.set': () => new Promise((resolve) => answers.push(() => resolve({}))),
    })
    const echo = (width: number): void =>
      backend.emit('preferences.watch', { user: {}, device: { paneWidth: width } })
    paneWidth.value = 310
    paneWidth.value = 320
    await Promise.resolve()
    echo(310)
    expect(paneWidth.value).toBe(320)
    answers.forEach((answer) => answer())
    echo(320)
    expect(paneWidth.value).toBe(320)
  })

  test('once stored, a change made elsewhere is followed', async () => {
    const { backend, view } = await start()
    view.value = 'list'
    backend.emit('preferences.watch', { user: { view: 'list' }, device: {} })
    await settled()
    backend.emit('preferences.watch', { user: { view: 'cards' }, device: {} })
    expect(view.value).toBe('cards')
  })

  test('a choice that cannot be stored still holds in this window', async () => {
    const { view } = await start({ 'preferences.set': () => Promise.reject(new Error('full')) })
    view.value = 'list'
    await settled()
    expect(view.value).toBe('list')
  })
})
