import { describe, expect, test } from 'vitest'
import { draftLink, isOnScreen } from './draft-links.ts'

describe('ACT-20 drafts to resume', () => {
  test.each([
    ['activity:new:all', '/activities', { new: '1' }],
    ['activity:new:c1', '/customers/c1/activities', { new: '1' }],
    ['activity:edit:a1', '/activities', { activity: 'a1' }],
    ['activity:copy:a1', '/activities', { activity: 'a1' }],
    ['activity:next:a1', '/activities', { activity: 'a1' }],
    ['customer:new', '/customers', {}],
    ['customer:new:c1', '/customers/c1/information', {}],
    ['customer:c1', '/customers/c1/information', {}],
    ['contact:new:c1', '/customers/c1/contacts', {}],
    ['report/a1/r1', '/activities', { activity: 'a1', report: 'r1' }],
  ])('%s is taken up at %s', (key, path, query) => {
    expect(draftLink(key)).toMatchObject({ path, query })
  })

  test('a draft says whose it is', () => {
    expect(draftLink('activity:new:c1')?.about).toEqual({ record: 'customer', id: 'c1' })
    expect(draftLink('activity:edit:a1')?.about).toEqual({ record: 'activity', id: 'a1' })
    expect(draftLink('customer:new')?.about).toBeUndefined()
  })

  test.each(['', 'activity', 'activity:move:a1', 'contact:p1', 'import:7', 'report/a1'])(
    'nothing is offered for %j',
    (key) => {
      expect(draftLink(key)).toBeUndefined()
    },
  )

  test('a form on screen is not left behind', () => {
    const link = draftLink('activity:new:c1')!
    const path = '/customers/c1/activities'
    expect(isOnScreen(link, { path, query: { new: '1' } })).toBe(true)
    expect(isOnScreen(link, { path, query: {} })).toBe(false)
    expect(isOnScreen(link, { path: '/activities', query: { new: '1' } })).toBe(false)
  })
})
