import { expect, test } from 'vitest'
import { answersText } from './answers-text.ts'

test('TL-13 texts, rich texts, references and options of a report are its words', () => {
  const delta = [
    { insert: 'Stock ' },
    { insert: 'bas', attributes: { bold: true } },
    { insert: '\n' },
  ]
  const answers = {
    ...{ comment: 'Rayon freinage', detail: delta, outcome: 'sans_suite' },
    parts: ['FR-1200', 'FR-1300'],
  }
  expect(answersText(answers)).toBe('Rayon freinage\nStock bas\nsans_suite\nFR-1200\nFR-1300')
})

test('TL-13 days, times, numbers, people, files and what is empty are no words', () => {
  const answers = {
    ...{ day: '2026-11-24', time: '09:30', amount: 12, visited: true, nothing: null, blank: ' ' },
    who: ['01900000-0000-7000-8000-000000000001'],
    photo: [{ hash: 'a'.repeat(64), name: 'vitrine.png', mime: 'image/png', sizeBytes: 10 }],
    none: [],
  }
  expect(answersText(answers)).toBe('')
})
