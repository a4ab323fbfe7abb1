import { expect, test } from 'vitest'
import { recordLink } from './record-link.ts'

const subject = {
  title: null,
  typeId: null,
  startAt: null,
  activityId: null,
  customerId: 'c1',
  customerName: 'Midas',
}

test.each([
  ['activities', subject, '/customers/c1/activities?activity=r1'],
  ['activities', { ...subject, customerName: '' }, '/activities?activity=r1'],
  ['customers', subject, '/customers/r1/information'],
  ['tasks', { ...subject, activityId: 'a1' }, '/customers/c1/activities?activity=a1'],
  ['tasks', subject, '/customers/c1/activities'],
  ['contacts', subject, '/customers/c1/contacts'],
  ['activityTypes', subject, '/settings/types'],
] as const)('a conflict of %s leads to the record', (root, about, link) => {
  expect(recordLink({ root, recordId: 'r1', subject: about })).toBe(link)
})
