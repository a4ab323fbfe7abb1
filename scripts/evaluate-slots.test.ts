import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { evaluateSlots } from './evaluate-slots.ts'

const labelled = join(import.meta.dirname, '../../shared/data/ai')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiseparts-slots-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const fields = {
  day: { key: 'day', type: 'date', future: true, label: { fr: 'Date de livraison' } },
  count: { key: 'count', type: 'integer', label: { fr: 'Nombre de commandes' } },
}

/** Evaluates replies to `count` and `day`. */
function evaluate(...lines: readonly object[]) {
  const [linesFile, fieldsFile] = [join(folder, 'lines.jsonl'), join(folder, 'fields.json')]
  writeFileSync(linesFile, lines.map((line) => JSON.stringify(line)).join('\n'))
  writeFileSync(fieldsFile, JSON.stringify(fields))
  return evaluateSlots(linesFile, fieldsFile)
}

const line = (text: string, expected: object, more: object = {}) => ({
  ...{ id: 'one', lang: 'fr', field: 'count', text, expected, ...more },
})

test('AIR-06 a value that is accepted is right, another one is silently wrong', () => {
  const { figures } = evaluate(
    line('12', { status: 'filled', value: 12 }),
    line('12', { status: 'filled', accept: [11, 12] }),
    line('12', { status: 'filled', value: 13 }),
    line('12', { status: 'ask' }),
  )
  expect(figures).toMatchObject({
    total: 4,
    correctPct: 50,
    silentWrongPct: 50,
    byType: { integer: '2/4' },
  })
})

test('AIR-06 a wrong value that is asked back is not silent', () => {
  const { figures } = evaluate(line('moins de 12', { status: 'filled', value: 13 }))
  expect(figures).toMatchObject({ correctPct: 0, silentWrongPct: 0 })
})

test('AIR-06 an expected confirmation has to be asked for', () => {
  const { figures } = evaluate(
    line('12', { status: 'filled', value: 12, confirm: true }),
    line('moins de 12', { status: 'filled', value: 12, confirm: true }),
  )
  expect(figures.correctPct).toBe(50)
})

test('AIR-06 nothing found is as good as asking', () => {
  const { figures } = evaluate(line('beaucoup', { status: 'ask' }))
  expect(figures.correctPct).toBe(100)
})

test('AIR-04 of several values all have to be right, and none may be added', () => {
  const reply = '12 commandes, livraison le 20 novembre'
  const form = { form: ['count', 'day'] }
  const { figures } = evaluate(
    line(reply, { status: 'filled', values: { count: 12, day: '2026-11-20' } }, form),
    line(reply, { status: 'filled', values: { count: 12 } }, form),
  )
  expect(figures).toMatchObject({ correctPct: 50, byType: { several: '1/2' } })
})

test('AIR-06 a line may have a day of its own', () => {
  const { figures } = evaluate(
    line('demain', { status: 'filled', value: '2026-10-14' }, { field: 'day' }),
    line(
      'demain',
      { status: 'filled', value: '2027-01-01' },
      { field: 'day', now: '2026-12-31T10:00' },
    ),
  )
  expect(figures.correctPct).toBe(100)
})

if (existsSync(join(labelled, 'utterances.jsonl')))
  test('AIR-06 of the labelled replies 97 of 100 are read rightly, and 1 is silently wrong', () => {
    const { figures } = evaluateSlots(
      join(labelled, 'utterances.jsonl'),
      join(labelled, 'fields.json'),
    )
    expect(figures.total).toBe(93)
    expect(figures.correctPct).toBeGreaterThanOrEqual(97)
    expect(figures.silentWrongPct).toBeLessThanOrEqual(1)
  })
else test.skip('labelled replies (no folder ../shared/data/ai here)')
