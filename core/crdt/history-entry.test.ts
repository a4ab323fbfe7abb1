import { describe, expect, test } from 'vitest'
import { unreadable } from '../contract/activity-history.ts'
import type { FieldChange, HistoryEntry } from '../contract/activity-history.ts'
import { valueAt, valuesAt } from './history-entry.ts'

const change = (field: string, before: unknown, after: unknown): FieldChange => ({
  ...{ field, before, after, isKept: true },
})

const entry = (id: string, at: number, ...changes: FieldChange[]): HistoryEntry => ({
  ...{ id, kind: id === '1' ? 'created' : 'changed', at, userId: 'camille', changes },
})

const entries: readonly HistoryEntry[] = [
  entry('1', 10, change('title', null, 'Visite'), change('status', null, 'planned')),
  entry('2', 20, change('title', 'Visite', 'Tarifs')),
  entry('3', 30, { ...change('title', null, 'Garantie'), isKept: false }),
  entry('4', 40, change('status', 'planned', unreadable)),
  entry('5', 50, change('title', 'Tarifs', null), change('status', unreadable, 'done')),
]

const at = (point: Parameters<typeof valuesAt>[1]): unknown => {
  const past = valuesAt(entries, point)
  return past && Object.fromEntries(past)
}

describe('TL-21 a record as it was', () => {
  test.each([
    ['before it was there', { at: 9 }, undefined],
    ['when it was made', { at: 10 }, { title: 'Visite', status: 'planned' }],
    ['between two changes', { at: 29 }, { title: 'Tarifs', status: 'planned' }],
    ['after a value that was not kept', { at: 30 }, { title: 'Tarifs', status: 'planned' }],
    ['with a value of a newer version', { at: 40 }, { title: 'Tarifs', status: unreadable }],
    ['now', { at: 99 }, { title: null, status: 'done' }],
    ['right before an entry', { entry: '2', side: 'before' }, { title: 'Visite' }],
    ['right after an entry', { entry: '2', side: 'after' }, { title: 'Tarifs' }],
    ['before the creation', { entry: '1', side: 'before' }, undefined],
    ['at an entry that is not there', { entry: '7', side: 'after' }, undefined],
  ] as const)('%s', (_, point, expected) => {
    if (expected) expect(at(point)).toMatchObject(expected)
    else expect(at(point)).toBeUndefined()
  })

  test('in the order of the log, where a clock went back', () => {
    const late = [...entries, entry('6', 5, change('title', null, 'Rappel'))]
    expect(valuesAt(late, { at: 99 })?.get('title')).toBe('Rappel')
  })
})

describe('TL-21 one field as it was', () => {
  test.each([
    ['by an entry that changed it', { entry: '2', side: 'before' }, { value: 'Visite' }],
    ['by an entry that changed another', { entry: '2', side: 'after' }, { value: 'Tarifs' }],
    ['a value that was not kept', { entry: '3', side: 'after' }, { value: 'Garantie' }],
    ['a field that was empty', { at: 99 }, { value: null }],
    ['before it was there', { at: 1 }, undefined],
  ] as const)('%s', (_, point, expected) => {
    expect(valueAt(entries, point, 'title')).toEqual(expected)
  })

  test('SYN-14 not where it cannot be read here', () => {
    expect(valueAt(entries, { entry: '4', side: 'after' }, 'status')).toBeUndefined()
    expect(valueAt(entries, { at: 40 }, 'status')).toBeUndefined()
    expect(valueAt(entries, { entry: '5', side: 'before' }, 'status')).toBeUndefined()
    expect(valueAt(entries, { entry: '4', side: 'before' }, 'status')).toEqual({ value: 'planned' })
  })
})
