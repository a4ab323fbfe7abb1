import { expect, test } from 'vitest'
import { isRenderFailure } from './render-failure.ts'

test.each([
  ['render function', true],
  ['setup function', true],
  ['https://vuejs.org/error-reference/#runtime-1', true],
  ['https://vuejs.org/error-reference/#runtime-0', true],
  ['https://vuejs.org/error-reference/#runtime-15', true],
  ['native event handler', false],
  ['https://vuejs.org/error-reference/#runtime-5', false],
  ['https://vuejs.org/error-reference/#runtime-10', false],
  ['watcher callback', false],
])('%s leaves no screen: %s', (info, expected) => {
  expect(isRenderFailure(info)).toBe(expected)
})
