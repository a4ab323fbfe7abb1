import { expect, test } from 'vitest'
import { timelineRow } from './fake-timeline.ts'
import { actionsOf } from './row-actions.ts'

const news = [{ kind: 'changed', userId: 'user-2', at: 0 } as const]

test('TL-19 a row with news can be marked as seen, another cannot', () => {
  expect(actionsOf(timelineRow({ id: 'a', news }))).toEqual([
    'open',
    'edit',
    'copy',
    'seen',
    'delete',
  ])
  expect(actionsOf(timelineRow({ id: 'a' }))).toEqual(['open', 'edit', 'copy', 'delete'])
})

test('TL-19 what a colleague has deleted is only looked at', () => {
  expect(actionsOf(timelineRow({ id: 'a', deletedAt: 1, news }))).toEqual(['open', 'seen'])
})
