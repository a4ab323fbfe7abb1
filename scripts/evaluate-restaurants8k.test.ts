import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { evaluateRestaurants } from './evaluate-restaurants8k.ts'

const dialogues = join(import.meta.dirname, '../../shared/data/ai/restaurants8k-first-half.json')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiseparts-restaurants-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const turn = (slot: string, text: string, words?: string) => ({
  userInput: { text },
  context: { requestedSlots: [slot] },
  ...(words !== undefined && {
    labels: [
      {
        slot,
        valueSpan: {
          startIndex: text.indexOf(words),
          endIndex: text.indexOf(words) + words.length,
        },
      },
    ],
  }),
})

function evaluate(...turns: readonly object[]) {
  const file = join(folder, 'dialogues.json')
  writeFileSync(file, JSON.stringify(turns))
  return evaluateRestaurants(file)
}

test('AIR-06 a value is right when the labelled words alone mean the same', () => {
  const { figures } = evaluate(turn('time', 'a table at 7:30 pm please', '7:30 pm'))
  expect(figures).toMatchObject({
    total: 1,
    correctPct: 100,
    time: { precision: 100, recall: 100, f1: 100, turns: 1 },
  })
})

test('AIR-06 a value where nothing is labelled costs precision', () => {
  const { figures } = evaluate(turn('people', '4 people', '4'), turn('people', '5 people'))
  expect(figures).toMatchObject({
    correctPct: 50,
    silentWrongPct: 50,
    people: { precision: 50, recall: 100, turns: 2 },
  })
})

test('AIR-06 a labelled value that is not found costs recall', () => {
  const { figures, misses } = evaluate(turn('date', 'whenever you like', 'whenever'))
  expect(figures).toMatchObject({ silentWrongPct: 0, date: { recall: 0, f1: 0, turns: 1 } })
  expect(misses).toEqual([
    { slot: 'date', text: 'whenever you like', wanted: 'whenever', got: null },
  ])
})

test('AIR-06 turns that were asked for something else do not count', () => {
  expect(
    evaluate(turn('first_name', 'Anna', 'Anna'), { userInput: { text: '12' } }).figures.total,
  ).toBe(0)
})

if (existsSync(dialogues))
  test('AIR-06 date, time and people of restaurant dialogues reach 98, 92 and 90 (F1)', () => {
    const { figures } = evaluateRestaurants(dialogues)
    expect(figures.date.f1).toBeGreaterThanOrEqual(98)
    expect(figures.time.f1).toBeGreaterThanOrEqual(92)
    expect(figures.people.f1).toBeGreaterThanOrEqual(90)
  })
else
  test.skip('restaurant dialogues (no file ../shared/data/ai/restaurants8k-first-half.json here)')
