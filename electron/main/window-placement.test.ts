import { expect, test } from 'vitest'
import { type Area, placeWindow, type WindowState } from './window-placement.ts'

const laptop: Area = { x: 0, y: 25, width: 1440, height: 875 }
const monitor: Area = { x: 1440, y: 0, width: 2560, height: 1400 }
const saved: WindowState = { x: 1600, y: 100, width: 1500, height: 900, isMaximized: false }

test('a window opens where it was, on its screen', () => {
  expect(placeWindow(saved, [laptop, monitor])).toEqual(saved)
})

test('a window of a screen that is gone is centred on the main one and fits it', () => {
  expect(placeWindow({ ...saved, isMaximized: true }, [laptop])).toEqual({
    width: 1440,
    height: 875,
    isMaximized: true,
  })
})

const unreachable: [string, Partial<WindowState>][] = [
  ['above the screen', { y: -20 }],
  ['below the screen', { y: 1390 }],
  ['left of all screens', { x: -1450 }],
  ['right of all screens', { x: 3950 }],
]

test.each(unreachable)('a window %s cannot be dragged, so it is centred', (_where, change) => {
  const placement = placeWindow({ ...saved, ...change }, [laptop, monitor])
  expect([placement.x, placement.y]).toEqual([undefined, undefined])
})

test.each([
  [undefined],
  [null],
  ['{'],
  [{ ...saved, width: '1500' }],
  [{ ...saved, x: NaN }],
  [{ ...saved, x: 1e300 }],
  [{ ...saved, isMaximized: undefined }],
])('%j is nothing to go by', (state) => {
  expect(placeWindow(state, [laptop])).toEqual({ width: 1280, height: 800, isMaximized: false })
})

test('no window is smaller than what can be used', () => {
  const placement = placeWindow({ ...saved, x: 0, y: 25, width: 1, height: -5 }, [laptop])
  expect(placement).toMatchObject({ width: 640, height: 480 })
})

test('without any screen the usual size is assumed', () => {
  expect(placeWindow(undefined, [])).toEqual({ width: 1280, height: 800, isMaximized: false })
})
