import { describe, expect, test } from 'vitest'
import { timelineRow } from './fake-timeline.ts'
import { listCommand, type Keystroke } from './list-keys.ts'
import type { TimelineItem } from './timeline-items.ts'

const row = (id: string): TimelineItem => ({
  kind: 'row',
  id,
  block: 'history',
  startAt: 0,
  endAt: null,
  createdAt: 0,
  row: timelineRow({ id }),
})
const items: TimelineItem[] = [
  { kind: 'block', id: 'block/history', block: 'history' },
  row('a'),
  row('b'),
  { kind: 'month', id: 'month/2026-10', month: '2026-10' },
  row('c'),
]
const press = (key: string, part: Partial<Keystroke> = {}): Keystroke => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...part,
})

describe('ACT-23 keys of the list', () => {
  test.each([
    ['ArrowDown', -1, 1],
    ['ArrowDown', 1, 2],
    ['ArrowDown', 2, 4],
    ['ArrowUp', 4, 2],
    ['ArrowUp', -1, 1],
    ['Home', 4, 1],
    ['PageDown', 1, 4],
    ['PageUp', 4, 1],
  ])('%s from %i leads to row %i', (key, active, to) => {
    expect(listCommand(press(key), items, active, 10)).toEqual({ kind: 'move', to })
  })

  test('at the ends there is nowhere to go', () => {
    expect(listCommand(press('ArrowDown'), items, 4, 10)).toBeUndefined()
    expect(listCommand(press('ArrowUp'), items, 1, 10)).toBeUndefined()
  })

  test.each([
    ['Enter', 'open'],
    [' ', 'open'],
    ['e', 'edit'],
    ['E', 'edit'],
    ['c', 'copy'],
    ['Delete', 'delete'],
    ['ContextMenu', 'menu'],
    ['End', 'end'],
    ['Escape', 'close'],
  ])('%s: %s', (key, kind) => {
    expect(listCommand(press(key), items, 1, 10)).toEqual({ kind })
  })

  test('without a row in hand nothing is opened, edited or deleted', () => {
    for (const key of ['Enter', 'e', 'c', 'Delete'])
      expect(listCommand(press(key), items, -1, 10)).toBeUndefined()
  })

  test('Shift+F10 opens the menu, keys with Ctrl are the system’s', () => {
    expect(listCommand(press('F10', { shiftKey: true }), items, 1, 10)).toEqual({ kind: 'menu' })
    expect(listCommand(press('F10'), items, 1, 10)).toBeUndefined()
    expect(listCommand(press('c', { ctrlKey: true }), items, 1, 10)).toBeUndefined()
  })

  test('an empty list takes no steps', () => {
    expect(listCommand(press('ArrowDown'), [], -1, 10)).toBeUndefined()
    expect(listCommand(press('Home'), [], -1, 10)).toBeUndefined()
  })
})
