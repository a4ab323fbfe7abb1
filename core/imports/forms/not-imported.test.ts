import { expect, test } from 'vitest'
import { notImportedList } from './not-imported.ts'

test('FRM-09 the same thing in many rows is told once, with the first ten', () => {
  const list = notImportedList()
  for (let row = 2; row < 14; row++) list.add('setting', 'appearance: minimal', `survey ${row}`)
  list.add('setting', 'appearance: minimal', 'survey 2')
  expect(list.list()).toEqual([
    {
      where: `${Array.from({ length: 10 }, (_, at) => `survey ${at + 2}`).join(', ')}…`,
      ...{ what: 'appearance: minimal', reason: 'setting' },
    },
  ])
})

test('FRM-09 what belongs to a question is told for each', () => {
  const list = notImportedList()
  list.add('type', 'geopoint', 'survey 2', 'a')
  list.add('type', 'geopoint', 'survey 3', 'b')
  list.add('type', 'geopoint', 'survey 4', '')
  expect(list.list().map(({ where }) => where)).toEqual(['survey 2 a', 'survey 3 b', 'survey 4'])
})

test('FRM-09 a long expression is shortened', () => {
  const list = notImportedList()
  list.add('expression', 'x'.repeat(400), 'survey 2', 'a')
  expect(list.list()[0]?.what).toBe(`${'x'.repeat(300)}…`)
})
