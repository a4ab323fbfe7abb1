import { expect, test } from 'vitest'
import { createFakeBackend } from '../testing/fake-backend.ts'
import { countWrites, pendingWrites } from './pending-writes.ts'

test('SYN-01 a command counts until it is answered, a query does not', async () => {
  const answer = Promise.withResolvers<Record<string, never>>()
  const { client } = createFakeBackend({
    calls: { 'drafts.discard': () => answer.promise, 'drafts.list': () => [] },
  })
  const counted = countWrites(client)
  const write = counted.call('drafts.discard', { key: 'activity:new:all' })
  expect(pendingWrites.value).toBe(1)
  await counted.call('drafts.list', { prefix: '' })
  expect(pendingWrites.value).toBe(1)
  answer.resolve({})
  await write
  expect(pendingWrites.value).toBe(0)
})

test('NOT-05 saying where the page looks is no write', () => {
  const { client } = createFakeBackend({
    calls: { 'presence.show': () => new Promise<Record<string, never>>(() => undefined) },
  })
  const shown = { documentId: 'a/c1/2026', page: 'p', activityId: null, cursor: null }
  void countWrites(client).call('presence.show', shown)
  expect(pendingWrites.value).toBe(0)
})

test('SYN-01 a refused command is no longer under way', async () => {
  const { client } = createFakeBackend({
    calls: { 'drafts.discard': () => Promise.reject(new Error('refused')) },
  })
  await expect(countWrites(client).call('drafts.discard', { key: 'x' })).rejects.toThrow('refused')
  expect(pendingWrites.value).toBe(0)
})
