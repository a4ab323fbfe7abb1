import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { defineComponent, shallowRef, type ShallowRef } from 'vue'
import type { Report } from '../../../core/contract/reports.ts'
import { formOf } from '../../../core/domain/forms/sample-form.ts'
import { createFakeBackend } from '../../testing/fake-backend.ts'
import { claire, officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import { useReadReport } from './use-read-report.ts'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

const revision = (id: string, updatedAt: number): Report['revisions'][number] => ({
  ...{ id, revision: 1, submittedBy: claire.id, submittedAt: 1, updatedAt, reason: null },
})
const reportWith = (...revisions: Report['revisions']): Report => ({
  ...{ id: 'r1', activityId: 'a1', formId: 'f1', formTitle: { fr: 'Visite' }, versionId: 'v1' },
  ...{ versionNumber: 1, currentNumber: 1, revisions, submittedBy: claire.id, submittedAt: 1 },
  ...{ submittedRawAt: null, receivedAt: null, isClockDoubtful: false, onBehalfOf: null },
  ...{ startedAt: 0, fillMs: 1000, mode: 'manual', withdrawn: null, amendableUntil: null },
  may: { correct: null, withdraw: null, delete: null },
})

/** A report that is open on screen, and what a colleague makes of it meanwhile. */
async function open() {
  const report = shallowRef(reportWith(revision('r1', 1)))
  const stored: Record<string, string> = { r1: 'Trois jeux' }
  const backend = createFakeBackend({
    streams: { ...officeStreams(), 'attachments.watch': () => [] },
    calls: {
      'reports.read': ({ revisionId }) => ({
        report: report.value,
        answers: { comment: stored[revisionId ?? 'r1'] ?? '' },
        definition: formOf([{ id: 'comment', type: 'text' }]),
        names: {},
        assistant: null,
      }),
    },
  })
  let read: ReturnType<typeof useReadReport> | undefined
  const sheet = defineComponent(() => {
    read = useReadReport(() => report.value)
    return () => null
  })
  mounted.push(mountInApp(sheet, { backend: backend.client }))
  await flushPromises()
  const comment = (): unknown => read?.content.value?.answers['comment']
  return { report: report as ShallowRef<Report>, stored, comment }
}

test('REP-10 a report that a colleague amends is read again while it is on screen', async () => {
  const { report, stored, comment } = await open()
  expect(comment()).toBe('Trois jeux')
  stored['r1'] = 'Quatre jeux'
  report.value = reportWith(revision('r1', 2))
  await flushPromises()
  expect(comment()).toBe('Quatre jeux')
})

test('REP-10 a correction that arrives takes the place of the revision on screen', async () => {
  const { report, stored, comment } = await open()
  stored['r2'] = 'Cinq jeux'
  report.value = reportWith({ ...revision('r2', 2), revision: 2 }, revision('r1', 1))
  await flushPromises()
  expect(comment()).toBe('Cinq jeux')
})
