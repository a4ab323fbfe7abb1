import { beforeEach, expect, test, vi } from 'vitest'
import type { Draft } from '../../../core/contract/drafts.ts'
import { createFakeBackend, withBackend } from '../../testing/fake-backend.ts'
import type { ReportDraft } from './report-draft.ts'
import { useReportDrafts } from './use-report-drafts.ts'

vi.mock('vue-i18n', () => ({ useI18n: () => ({ t: (key: string) => key }) }))
vi.mock('../../ui/use-notify.ts', () => ({ useNotify: () => ({}) }))

const value: ReportDraft = {
  ...{ formId: 'visit', versionId: 'v1', of: null, answers: {} },
  ...{ reason: '', startedAt: 1_764_000_000_000, fillMs: 0 },
}
const draftOf = (revision: number): Draft => ({
  key: 'report/a1/r1',
  payload: { writer: 'w', value: { ...value, answers: { q: `${revision}` } } },
  updatedAt: 1_764_000_000_000 + revision,
  revision,
})

let answers: ((found: Draft[]) => void)[] = []
beforeEach(() => void (answers = []))

function setUp() {
  const backend = createFakeBackend({
    streams: { 'timeline.changes': () => ({ ids: [], all: false }) },
    calls: { 'drafts.list': () => new Promise((resolve) => void answers.push(resolve)) },
  })
  const { result } = withBackend(backend, () => useReportDrafts(() => 'a1'))
  const written = (): void => backend.emit('timeline.changes', { ids: ['a1'], all: false })
  const answer = async (found: Draft[]): Promise<void> => {
    answers.shift()?.(found)
    await vi.waitFor(() => expect(result.drafts.value?.[0]?.updatedAt).toBe(found[0]?.updatedAt))
  }
  return {
    drafts: result.drafts,
    written,
    answer,
    asked: () => backend.inputs('drafts.list').length,
  }
}

test('ACT-20 drafts of an activity are found', async () => {
  const { drafts, answer } = setUp()
  await answer([draftOf(1)])
  expect(drafts.value?.map(({ key, reportId }) => ({ key, reportId }))).toEqual([
    { key: 'report/a1/r1', reportId: 'r1' },
  ])
})

test('ACT-20 what is written while the drafts are asked for is asked for once more, and no oftener', async () => {
  const { drafts, written, answer, asked } = setUp()
  written()
  written()
  written()
  expect(asked()).toBe(1)
  await answer([draftOf(1)])
  expect(asked()).toBe(2)
  await answer([draftOf(4)])
  expect(asked()).toBe(2)
  expect(drafts.value?.[0]?.value.answers).toEqual({ q: '4' })
})
