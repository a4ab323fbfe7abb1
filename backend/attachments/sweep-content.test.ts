import { expect, test } from 'vitest'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import { openTestWorkspace, testNow } from '../testing/test-backend.ts'
import { sweepContent } from './sweep-content.ts'

const dayMs = 86_400_000

test('ATT-04 contents that nothing refers to leave after seven days; linked, removed and drafted ones stay', async () => {
  const app = await openTestWorkspace()
  const stage = (text: string) =>
    app.client.call('attachments.stage', {
      name: `${text}.txt`,
      mime: 'text/plain',
      content: new TextEncoder().encode(text),
    })
  const activity = await addActivity(app, await addCustomer(app, 'Norauto'), testNow - 3_600_000)
  const parent = { kind: 'activity' as const, id: activity }
  const linked = await stage('linked')
  await app.client.call('attachments.add', { parent, file: linked })
  const removed = await stage('removed')
  const { id } = await app.client.call('attachments.add', { parent, file: removed })
  await app.client.call('attachments.setRemoved', { id, removed: true })
  const drafted = await stage('drafted')
  await app.client.call('drafts.save', { key: 'activity:new:all', payload: { files: [drafted] } })
  const forgotten = await stage('forgotten')

  const { content, db } = app.backend.services
  const sweepAt = (now: number) => sweepContent({ db, content, now: () => now })
  expect(sweepAt(Date.now() + 6 * dayMs)).toBe(0)
  expect(sweepAt(Date.now() + 8 * dayMs)).toBe(1)
  expect([linked, removed, drafted, forgotten].map(({ hash }) => content.has(hash))).toEqual([
    true,
    true,
    true,
    false,
  ])
})
