import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Contract } from '../contract/operation.ts'
import { contractHash } from '../contract/contract-hash.ts'
import { connect } from './client.ts'
import { fakeSchedule } from './fake-schedule.ts'
import { memoryChannelPair } from './memory-channel.ts'
import { serveFailure } from './serve-failure.ts'

const contract = {
  'echo.say': { kind: 'query', input: z.object({ text: z.string() }), output: z.string() },
  'echo.ticks': { kind: 'stream', input: z.object({}), output: z.number() },
} as const satisfies Contract

/** A client whose server is the test: frames go in and out by hand. */
async function connected() {
  const [clientSide, server] = memoryChannelPair()
  const received: unknown[] = []
  server.onMessage((frame) => received.push(frame))
  server.post({ type: 'hello', contract: contractHash(contract) })
  const time = fakeSchedule()
  const client = await connect(clientSide, contract, time)
  return { client, clientSide, server, received, time }
}

/** Lets frames posted so far arrive. */
async function arrivals(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await Promise.resolve()
}

test('a query without an answer is TIMEOUT after 30 s, and the server is told', async () => {
  const { client, received, time } = await connected()
  const asked = client.call('echo.say', { text: 'a' })
  const outcome = expect(asked).rejects.toMatchObject({
    code: 'TIMEOUT',
    details: { timeoutMs: 30_000 },
  })
  expect(time.delays()).toEqual([30_000])
  time.advance(29_999)
  await arrivals()
  expect(received).toEqual([{ type: 'call', id: 1, operation: 'echo.say', input: { text: 'a' } }])
  time.advance(1)
  await outcome
  await arrivals()
  expect(received.slice(1)).toEqual([{ type: 'cancel', id: 1 }])
})

test('a call may set its own time-out, and none', async () => {
  const { client, time } = await connected()
  const asked = client.call('echo.say', { text: 'a' }, { timeoutMs: 5 })
  void client.call('echo.say', { text: 'b' }, { timeoutMs: Infinity })
  expect(time.delays()).toEqual([5])
  time.advance(5)
  await expect(asked).rejects.toMatchObject({ code: 'TIMEOUT' })
})

test('an answer stops the time-out', async () => {
  const { client, server, time } = await connected()
  const asked = client.call('echo.say', { text: 'a' })
  server.post({ type: 'result', id: 1, value: 'b' })
  expect(await asked).toBe('b')
  expect(time.delays()).toEqual([])
})

test('aborting rejects at once, tells the server, and a late answer is dropped', async () => {
  const { client, server, received, time } = await connected()
  const cancel = new AbortController()
  const asked = client.call('echo.say', { text: 'a' }, { signal: cancel.signal })
  cancel.abort()
  await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' })
  server.post({ type: 'result', id: 1, value: 'late' })
  await arrivals()
  expect(received.slice(1)).toEqual([{ type: 'cancel', id: 1 }])
  expect(time.delays()).toEqual([])
})

test('what is aborted before the call never reaches the server', async () => {
  const { client, received } = await connected()
  const asked = client.call('echo.say', { text: 'a' }, { signal: AbortSignal.abort() })
  await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' })
  await arrivals()
  expect(received).toEqual([])
})

test('a value that cannot cross rejects with its place', async () => {
  const { client } = await connected()
  await expect(client.call('echo.say', { text: new Date(0) as never })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    details: { path: 'input.text' },
  })
})

test('a subscriber hears nothing after it has unsubscribed', async () => {
  const { client, server, received } = await connected()
  const seen: unknown[] = []
  const hear = (value: unknown): unknown => seen.push(value)
  const stop = client.subscribe('echo.ticks', {}, hear, hear)
  server.post({ type: 'next', id: 1, value: 1 })
  await arrivals()
  stop()
  stop()
  server.post({ type: 'next', id: 1, value: 2 })
  await arrivals()
  server.close()
  await arrivals()
  expect(seen).toEqual([1])
  expect(received.slice(1)).toEqual([{ type: 'cancel', id: 1 }])
})

test('a backend that could not start rejects with its failure, and hears a retry', async () => {
  const [clientSide, server] = memoryChannelPair()
  const retried = Promise.withResolvers<void>()
  const failure = { code: 'E-DB-NEWER', message: 'newer', details: { version: 9 } } as const
  serveFailure(server, failure, retried.resolve)
  await expect(connect(clientSide, contract, fakeSchedule())).rejects.toMatchObject(failure)
  clientSide.post({ type: 'retry' })
  await retried.promise
})
