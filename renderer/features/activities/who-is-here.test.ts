import { expect, test } from 'vitest'
import type { Present } from '../../../core/contract/presence.ts'
import { whoIsHere } from './who-is-here.ts'

let client = 0
const page = (userId: string, change: Partial<Present> = {}): Present => ({
  ...{ client: ++client, userId, isThisDevice: false, activityId: 'visit', cursor: null },
  ...change,
})
const everybody = (): boolean => true

test('NOT-05 each colleague is there once, however many pages show the activity', () => {
  const others = [page('paul'), page('lea'), page('paul')]
  expect(whoIsHere(others, 'visit', 'camille', everybody)).toEqual([
    { userId: 'paul', who: 'colleague' },
    { userId: 'lea', who: 'colleague' },
  ])
})

test('NOT-05 who shows another activity of the document, or none, is not there', () => {
  const others = [page('paul', { activityId: 'call' }), page('lea', { activityId: null })]
  expect(whoIsHere(others, 'visit', 'camille', everybody)).toEqual([])
})

test('NOT-05 my other window and my other device come last, each once', () => {
  const others = [
    page('camille', { isThisDevice: true }),
    page('camille'),
    page('camille'),
    page('paul'),
  ]
  expect(whoIsHere(others, 'visit', 'camille', everybody)).toEqual([
    { userId: 'paul', who: 'colleague' },
    { userId: 'camille', who: 'otherWindow' },
    { userId: 'camille', who: 'otherDevice' },
  ])
})

test('PRM-02 somebody whom the directory does not have is not shown', () => {
  const others = [page('stranger'), page('paul')]
  expect(whoIsHere(others, 'visit', 'camille', (id) => id === 'paul')).toEqual([
    { userId: 'paul', who: 'colleague' },
  ])
})
