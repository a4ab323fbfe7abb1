import { expect, test } from 'vitest'
import { testTitles } from './test-titles.ts'

const titles = (source: string): string[] => testTitles(source).map(({ title }) => title)

test('titles of test, it and their variants are found in order', () => {
  const source = `
    test('one', () => {})
    it("two", async () => {})
    it.concurrent('three', () => {})
    test.each([[1], [2]])('four %i', () => {})
    test.each\`a | b
      \${1} | \${2}\`('five', () => {})
    test('six', { tag: '@both' }, async ({ app }) => {})
    test(\`seven \${name} end\`, () => {})
  `
  expect(titles(source)).toEqual(['one', 'two', 'three', 'four %i', 'five', 'six', 'seven … end'])
})

test('groups count when they hold a test', () => {
  const source = `
    describe('group', () => { test('inside', () => {}) })
    test.describe('playwright group', () => { test('inside too', () => {}) })
    describe('empty', () => {})
  `
  expect(testTitles(source)).toEqual([
    { title: 'group', kind: 'describe' },
    { title: 'inside', kind: 'test' },
    { title: 'playwright group', kind: 'describe' },
    { title: 'inside too', kind: 'test' },
  ])
})

test('what never runs is not listed', () => {
  const source = `
    test.skip('skipped', () => {})
    test.todo('to do', () => {})
    test.fixme('to mend', () => {})
    describe.skip('silent', () => { test('inside', () => {}) })
  `
  expect(titles(source)).toEqual([])
})

test('comments, other strings, steps and other calls are not titles', () => {
  const source = `
    // test('TL-01 in a comment', () => {})
    const text = "test('TL-02 in a string', () => {})"
    expect('TL-03', () => {})
    test('real', async () => {
      await test.step('TL-04 in a step', () => {})
      test.skip(process.platform === 'win32', 'TL-05 in a reason')
      label('TL-06', () => {})
    })
  `
  expect(titles(source)).toEqual(['real'])
})
