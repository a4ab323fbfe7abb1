import { expect, test } from 'vitest'
import type { Activity } from '../../../core/contract/activities.ts'
import { builtinTypes } from '../../../core/domain/activity-types/builtin-types.ts'
import { copyTarget, nextTarget } from './follow-on-target.ts'

const now = Date.parse('2026-11-24T12:07:00Z')
const activity = {
  id: 'activity-1',
  typeId: 'type-visit',
  customerId: 'customer-1',
  title: 'Retour',
  startAt: Date.parse('2026-11-20T09:00:00Z'),
  endAt: Date.parse('2026-11-20T09:45:00Z'),
  tz: 'Europe/Paris',
  status: 'done',
  cancelReason: null,
  assigneeId: 'user-1',
  contactIds: ['contact-1'],
  locationText: 'Atelier',
  description: [{ insert: 'Trois batteries\n' }],
} as unknown as Activity

test('ACT-19 a copy has the same people, place, title and text, from the next quarter of an hour', () => {
  expect(copyTarget(activity, now)).toMatchObject({
    kind: 'new',
    customerId: 'customer-1',
    draftKey: 'activity:copy:activity-1',
    prefill: {
      title: 'Retour',
      startAt: Date.parse('2026-11-24T12:15:00Z'),
      endAt: Date.parse('2026-11-24T13:00:00Z'),
      contactIds: ['contact-1'],
      locationText: 'Atelier',
      description: [{ insert: 'Trois batteries\n' }],
    },
  })
})

test('ACT-19 the next activity is a week later at the same time, without title and text', () => {
  const target = nextTarget(activity, { nextType: builtinTypes[0]!, afterDays: null }, now)
  expect(target).toMatchObject({
    draftKey: 'activity:next:activity-1',
    prefill: {
      title: null,
      startAt: Date.parse('2026-12-01T09:00:00Z'),
      endAt: Date.parse('2026-12-01T09:45:00Z'),
      contactIds: ['contact-1'],
      description: [],
    },
  })
})
