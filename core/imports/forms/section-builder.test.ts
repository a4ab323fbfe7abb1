import { expect, test } from 'vitest'
import { fieldOf } from '../../domain/forms/sample-form.ts'
import { sectionBuilder } from './section-builder.ts'

const field = (id: string) => fieldOf({ id, type: 'text' })
const rule = { '==': [{ var: 'a' }, 'x'] }

test('FRM-09 a group without questions is no section', () => {
  const builder = sectionBuilder()
  builder.begin('empty', { fr: 'Vide' }, undefined)
  expect([builder.end(), builder.end()]).toEqual([true, false])
  expect(builder.sections).toEqual([])
})

test('FRM-09 a group without a title inside another takes its title, once', () => {
  const builder = sectionBuilder()
  builder.begin('outer', { fr: 'Client' }, undefined)
  builder.begin('inner', {}, rule)
  builder.add(field('a'))
  builder.end()
  builder.add(field('b'))
  expect(builder.sections.map(({ id, title, visibleIf }) => [id, title?.fr, visibleIf])).toEqual([
    ['g-inner', 'Client', rule],
    ['g-outer', undefined, undefined],
  ])
})

test('FRM-09 a rule that is too large together with those around it is dropped, which is told', () => {
  const builder = sectionBuilder()
  const large = { or: Array.from({ length: 40 }, () => rule) }
  expect(builder.begin('outer', { fr: 'A' }, large).isRuleDropped).toBe(false)
  expect(builder.begin('inner', { fr: 'B' }, large)).toEqual({
    ...{ isNested: true, isTitleShortened: false, isRuleDropped: true },
  })
  builder.add(field('a'))
  expect(builder.sections[0]?.visibleIf).toEqual(large)
})

test('FRM-09 titles of groups inside each other are cut where they are too long', () => {
  const builder = sectionBuilder()
  builder.begin('outer', { fr: 'A'.repeat(150) }, undefined)
  expect(builder.begin('inner', { fr: 'B'.repeat(150) }, undefined).isTitleShortened).toBe(true)
  builder.add(field('a'))
  expect(builder.sections[0]?.title?.fr).toHaveLength(200)
})

test('FRM-09 groups of one name have sections of different ids', () => {
  const builder = sectionBuilder()
  for (const id of ['a', 'b']) {
    builder.begin('x'.repeat(70), {}, undefined)
    builder.add(field(id))
    builder.end()
  }
  const ids = builder.sections.map(({ id }) => id)
  expect(new Set(ids).size).toBe(2)
  expect(Math.max(...ids.map(({ length }) => length))).toBeLessThanOrEqual(64)
})
