import { expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../core/contract/app-error.ts'
import type { Contract } from '../../core/contract/operation.ts'
import type { Channel } from '../../core/rpc/channel.ts'
import { connect } from '../../core/rpc/client.ts'
import { fakeSchedule } from '../../core/rpc/fake-schedule.ts'
import { memoryChannelPair } from '../../core/rpc/memory-channel.ts'
import { serve } from '../../core/rpc/server.ts'
import { type AttachableBackend, restartableBackend } from './restartable-backend.ts'

const contract = {
  'echo.ask': { kind: 'query', input: z.string(), output: z.string() },
} as const satisfies Contract

function echoBackend(onClose: () => void = () => undefined): AttachableBackend {
  return {
    attach: (channel) => serve(channel, contract, { 'echo.ask': (text) => `${text} ?` }, undefined),
    close: () => Promise.resolve(onClose()),
  }
}

function open(attach: (channel: Channel) => void) {
  const [page, server] = memoryChannelPair()
  attach(server)
  return { page, connecting: connect(page, contract, fakeSchedule()) }
}

test('channels that come before the start wait for it', async () => {
  const starting = Promise.withResolvers<AttachableBackend>()
  const backend = restartableBackend(
    () => starting.promise,
    () => undefined,
  )
  const { connecting } = open(backend.attach)
  starting.resolve(echoBackend())
  expect(await (await connecting).call('echo.ask', 'a')).toBe('a ?')
  expect(await backend.failure()).toBeUndefined()
})

test('a start that fails is told to each client, and a retry can succeed', async () => {
  const outcomes: (() => AttachableBackend)[] = [
    () => {
      throw new AppError('E-DISK-FULL', 'no space left')
    },
    echoBackend,
  ]
  const logged: unknown[] = []
  const backend = restartableBackend(
    () => Promise.resolve().then(() => outcomes.shift()!()),
    (error) => logged.push(error),
  )
  const first = open(backend.attach)
  const second = open(backend.attach)
  for (const { connecting } of [first, second])
    await expect(connecting).rejects.toMatchObject({ code: 'E-DISK-FULL' })
  expect(logged).toHaveLength(1)

  const closed = [first, second].map(
    ({ page }) => new Promise<void>((resolve) => page.onClose(resolve)),
  )
  first.page.post({ type: 'retry' })
  second.page.post({ type: 'retry' })
  await Promise.all(closed)
  expect(outcomes).toEqual([])
  expect(await backend.failure()).toBeUndefined()
  expect(await (await open(backend.attach).connecting).call('echo.ask', 'a')).toBe('a ?')
})

test('an unexpected failure of the start does not cross with its text', async () => {
  const backend = restartableBackend(
    () => Promise.reject(new Error('cannot open /home/martin/wiseparts.db')),
    () => undefined,
  )
  expect(await backend.failure()).toEqual({
    code: 'INTERNAL',
    message: 'The backend could not start.',
  })
})

test('closing closes the backend, and is harmless when there is none', async () => {
  const closed: string[] = []
  const good = restartableBackend(
    () => Promise.resolve(echoBackend(() => closed.push('closed'))),
    () => undefined,
  )
  await good.close()
  expect(closed).toEqual(['closed'])
  const bad = restartableBackend(
    () => Promise.reject(new AppError('E-DB-NEWER', 'newer')),
    () => undefined,
  )
  await bad.close()
})
