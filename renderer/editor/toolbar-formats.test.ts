import { expect, test } from 'vitest'
import { formatOfKeystroke, isShortcut, linkShortcut } from './toolbar-formats.ts'

const keys = { ctrlKey: true, metaKey: false, altKey: false, shiftKey: false, code: '' }

test.each([
  [{ ...keys, key: 'b' }, 'bold'],
  [{ ...keys, key: 'B' }, 'bold'],
  [{ ...keys, key: 'i', ctrlKey: false, metaKey: true }, 'italic'],
  [{ ...keys, key: 'X', shiftKey: true }, 'strike'],
  // The digit row of a French and of an American keyboard.
  [{ ...keys, key: '7', code: 'Digit7', shiftKey: true }, 'ordered'],
  [{ ...keys, key: '&', code: 'Digit7', shiftKey: true }, 'ordered'],
  [{ ...keys, key: 'b', ctrlKey: false }, undefined],
  [{ ...keys, key: 'b', altKey: true }, undefined],
  [{ ...keys, key: 'b', shiftKey: true }, undefined],
  // The command palette.
  [{ ...keys, key: 'k' }, undefined],
])('GEN-07 the keystroke %j switches %s', (event, key) => {
  expect(formatOfKeystroke(event)?.key).toBe(key)
})

test('GEN-07 Ctrl+Shift+K opens the link, Ctrl+K stays with the command palette', () => {
  expect(isShortcut({ ...keys, key: 'K', shiftKey: true }, linkShortcut)).toBe(true)
  expect(isShortcut({ ...keys, key: 'k' }, linkShortcut)).toBe(false)
})
