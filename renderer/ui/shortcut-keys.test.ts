import { describe, expect, test } from 'vitest'
import { nameOfKeystroke, sequenceMs, ShortcutMatcher, type Keystroke } from './shortcut-keys.ts'

const press = (key: string, modifiers: Partial<Keystroke> = {}): Keystroke => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
})

describe('names of keystrokes', () => {
  test.each([
    [press('n'), 'n'],
    [press('N', { shiftKey: true }), 'n'],
    [press('?', { shiftKey: true }), '?'],
    [press('z', { ctrlKey: true }), 'mod+z'],
    [press('z', { metaKey: true }), 'mod+z'],
    [press('L', { ctrlKey: true, shiftKey: true }), 'mod+shift+l'],
    [press('ArrowDown', { shiftKey: true }), 'shift+arrowdown'],
    [press(' '), 'space'],
    [press('ArrowUp', { altKey: true }), 'alt+arrowup'],
  ])('%o', (keystroke, name) => {
    expect(nameOfKeystroke(keystroke)).toBe(name)
  })
  test('a character typed with AltGr is that character', () => {
    expect(nameOfKeystroke(press('@', { altKey: true, ctrlKey: true }))).toBe('mod+@')
    expect(nameOfKeystroke(press('[', { altKey: true }))).toBe('[')
  })
})

describe('GEN-07 sequences of keys', () => {
  const keys = ['n', 'o c', 'o a', 'mod+k']

  test('a single key answers at once', () => {
    expect(new ShortcutMatcher().match(press('n'), keys, 0)).toBe('n')
  })
  test('o then c goes to the customers', () => {
    const matcher = new ShortcutMatcher()
    expect(matcher.match(press('o'), keys, 0)).toBeUndefined()
    expect(matcher.match(press('c'), keys, 500)).toBe('o c')
  })
  test('the second key must not come too late', () => {
    const matcher = new ShortcutMatcher()
    matcher.match(press('o'), keys, 0)
    expect(matcher.match(press('c'), keys, sequenceMs + 1)).toBeUndefined()
  })
  test('a key that leads nowhere forgets the beginning', () => {
    const matcher = new ShortcutMatcher()
    matcher.match(press('o'), keys, 0)
    expect(matcher.match(press('x'), keys, 10)).toBeUndefined()
    expect(matcher.match(press('c'), keys, 20)).toBeUndefined()
  })
  test('a wrong second key that is a shortcut of its own is carried out', () => {
    const matcher = new ShortcutMatcher()
    matcher.match(press('o'), keys, 0)
    expect(matcher.match(press('n'), keys, 10)).toBe('n')
  })
  test('a beginning typed twice still works', () => {
    const matcher = new ShortcutMatcher()
    matcher.match(press('o'), keys, 0)
    matcher.match(press('o'), keys, 100)
    expect(matcher.match(press('a'), keys, 200)).toBe('o a')
  })
})
