import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../core/contract/app-error.ts'
import type { Contract } from '../../core/contract/operation.ts'
import type { Channel } from '../../core/rpc/channel.ts'
import { connect } from '../../core/rpc/client.ts'
import { fakeSchedule } from '../../core/rpc/fake-schedule.ts'
import type { Emit, Handlers } from '../../core/rpc/handlers.ts'
import { serve } from '../../core/rpc/server.ts'

export interface ChannelPair {
  readonly client: Channel
  readonly server: Channel
  /** Frees what the pair occupies. */
  dispose(): void | Promise<void>
}

const bytes = z.instanceof(Uint8Array)
const contract = {
  'echo.ask': { kind: 'query', input: z.object({ text: z.string() }), output: z.string() },
  'echo.mirror': { kind: 'query', input: z.unknown(), output: z.unknown() },
  'echo.bytes': { kind: 'query', input: bytes, output: bytes },
  'echo.refuse': { kind: 'command', input: z.object({}), output: z.undefined() },
  'echo.never': { kind: 'command', input: z.object({}), output: z.undefined() },
  'echo.ticks': { kind: 'stream', input: z.object({ from: z.number() }), output: z.number() },
  'echo.count': {
    kind: 'job',
    input: z.object({ to: z.number() }),
    progress: z.object({ done: z.number() }),
    output: z.object({ counted: z.number() }),
  },
} as const satisfies Contract

/** What every transport must do, run on one: `makePair` gives two connected channels. */
export function describeTransport(name: string, makePair: () => Promise<ChannelPair>): void {
  describe(name, () => {
    let pair: ChannelPair
    afterEach(async () => {
      pair.client.close()
      await pair.dispose()
    })

    async function start(changes: Partial<Handlers<typeof contract, undefined>> = {}) {
      pair = await makePair()
      const time = fakeSchedule()
      serve(pair.server, contract, { ...handlers, ...changes }, undefined, { validateOutput: true })
      return { client: await connect(pair.client, contract, time), time }
    }

    test('a query is answered', async () => {
      const { client } = await start()
      expect(await client.call('echo.ask', { text: 'bonjour' })).toBe('bonjour ?')
    })

    test('a command is refused with code, message and details', async () => {
      const { client } = await start()
      await expect(client.call('echo.refuse', {})).rejects.toMatchObject({
        code: 'E-ATT-TOO-LARGE',
        message: 'too large',
        details: { size: 26, max: 25 },
      })
    })

    test('undefined, null, bigint and bytes cross as they are', async () => {
      const { client } = await start()
      const value = { none: undefined, nil: null, big: 2n ** 40n, list: [new Uint8Array([0, 255])] }
      expect(await client.call('echo.mirror', value)).toStrictEqual(value)
    })

    test('a stream emits in order until it is unsubscribed', async () => {
      const opened = Promise.withResolvers<Emit<number>>()
      const unsubscribed = Promise.withResolvers<void>()
      const third = Promise.withResolvers<void>()
      const { client } = await start({
        'echo.ticks': (_input, emit) => (opened.resolve(emit), unsubscribed.resolve),
      })
      const seen: number[] = []
      const stop = client.subscribe(
        'echo.ticks',
        { from: 1 },
        (value) => {
          seen.push(value)
          if (value === 3) third.resolve()
        },
        third.reject,
      )
      const emit = await opened.promise
      for (const value of [1, 2, 3]) emit(value)
      await third.promise
      stop()
      await unsubscribed.promise
      emit(4)
      await client.call('echo.ask', { text: 'in order, so 4 would be here by now' })
      expect(seen).toEqual([1, 2, 3])
    })

    test('a job tells its progress and ends with one result', async () => {
      const { client } = await start()
      const progress: number[] = []
      const result = await client.run(
        'echo.count',
        { to: 3 },
        { onProgress: ({ done }) => progress.push(done) },
      )
      expect(progress).toEqual([1, 2, 3])
      expect(result).toEqual({ counted: 3 })
    })

    test('cancelling a job aborts its signal and rejects with CANCELLED', async () => {
      const aborted = Promise.withResolvers<unknown>()
      const cancel = new AbortController()
      const { client } = await start({
        'echo.count': (_input, { progress, signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              aborted.resolve(signal.reason)
              reject(signal.reason as AppError)
            })
            progress({ done: 1 })
          }),
      })
      const running = client.run(
        'echo.count',
        { to: 9 },
        { onProgress: () => cancel.abort(), signal: cancel.signal },
      )
      await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
      expect(await aborted.promise).toMatchObject({ code: 'CANCELLED' })
    })

    test('cancelling a query rejects with CANCELLED, and the connection stays usable', async () => {
      const cancel = new AbortController()
      const { client } = await start()
      const asked = client.call('echo.never', {}, { signal: cancel.signal })
      cancel.abort()
      await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' })
      expect(await client.call('echo.ask', { text: 'a' })).toBe('a ?')
    })

    test('a call without an answer rejects with TIMEOUT', async () => {
      const { client, time } = await start()
      const asked = client.call('echo.never', {}, { timeoutMs: 200 })
      const outcome = expect(asked).rejects.toMatchObject({ code: 'TIMEOUT' })
      time.advance(200)
      await outcome
    })

    test('invalid input is refused with the path and the reason of its first fault', async () => {
      const { client } = await start()
      await expect(client.call('echo.ask', { text: 7 as never })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        details: { path: 'text', reason: 'Invalid input: expected string, received number' },
      })
    })

    test.each(['echo.unknown', 'toString', '__proto__'])(
      'the operation %s is unknown',
      async (operation) => {
        const { client } = await start()
        await expect(client.call(operation as 'echo.ask', { text: '' })).rejects.toMatchObject({
          code: 'UNKNOWN_OPERATION',
        })
      },
    )

    test('a client of another contract is refused', async () => {
      pair = await makePair()
      serve(pair.server, contract, handlers, undefined)
      const newer = { ...contract, 'echo.shout': contract['echo.ask'] }
      await expect(connect(pair.client, newer, fakeSchedule())).rejects.toMatchObject({
        code: 'CONTRACT_MISMATCH',
      })
    })

    test('a connection closed mid-call rejects what waits with BACKEND_GONE', async () => {
      const { client } = await start()
      const failed = Promise.withResolvers<AppError>()
      client.subscribe('echo.ticks', { from: 1 }, () => undefined, failed.resolve)
      const waiting = [client.call('echo.never', {}), client.run('echo.count', { to: -1 })]
      const outcomes = Promise.allSettled(waiting)
      pair.server.close()
      expect(await outcomes).toEqual(waiting.map(() => gone))
      expect((await failed.promise).code).toBe('BACKEND_GONE')
      const [later] = await Promise.allSettled([client.call('echo.ask', { text: 'a' })])
      expect(later).toEqual(gone)
    })

    test('a close that comes before anybody listens is not lost', async () => {
      pair = await makePair()
      pair.server.close()
      await new Promise((resolve) => setImmediate(resolve))
      await expect(connect(pair.client, contract, fakeSchedule())).rejects.toMatchObject({
        code: 'BACKEND_GONE',
      })
    })

    test('a client that goes ends its streams and jobs in the handlers', async () => {
      const opened = Promise.withResolvers<void>()
      const unsubscribed = Promise.withResolvers<void>()
      const aborted = Promise.withResolvers<void>()
      const { client } = await start({
        'echo.ticks': () => (opened.resolve(), unsubscribed.resolve),
        'echo.count': (_input, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              aborted.resolve()
              reject(signal.reason as AppError)
            })
          }),
      })
      client.run('echo.count', { to: 1 }).catch(() => undefined)
      client.subscribe(
        'echo.ticks',
        { from: 1 },
        () => undefined,
        () => undefined,
      )
      await opened.promise
      pair.client.close()
      await Promise.all([unsubscribed.promise, aborted.promise])
    })

    test('5 MB of bytes come back unchanged', async () => {
      const { client } = await start()
      const sent = Uint8Array.from({ length: 5 * 1024 * 1024 }, (_, index) => (index * 31) % 251)
      const received = await client.call('echo.bytes', sent)
      expect(received).toBeInstanceOf(Uint8Array)
      expect(Buffer.compare(received, sent)).toBe(0)
    })

    test('200 calls at once are each answered to their caller, whatever the order', async () => {
      const held: (() => void)[] = []
      const { client } = await start({
        'echo.ask': ({ text }) =>
          new Promise((resolve) => {
            held.push(() => resolve(`${text} ?`))
            if (held.length === 200) for (const answer of held.reverse()) answer()
          }),
      })
      const texts = Array.from({ length: 200 }, (_, index) => `call ${index}`)
      expect(await Promise.all(texts.map((text) => client.call('echo.ask', { text })))).toEqual(
        texts.map((text) => `${text} ?`),
      )
    })

    test('messages that are no frames disturb neither side', async () => {
      const { client } = await start()
      const running = client.call('echo.ask', { text: 'a' })
      for (const side of [pair.client, pair.server])
        for (const message of nonsense) side.post(message)
      expect(await running).toBe('a ?')
      expect(await client.call('echo.ask', { text: 'b' })).toBe('b ?')
    })
  })
}

const gone = {
  status: 'rejected',
  reason: expect.objectContaining({ code: 'BACKEND_GONE' }) as unknown,
}

const nonsense: readonly unknown[] = [
  undefined,
  null,
  'hello',
  [1],
  { type: 'call', id: {}, operation: 'echo.ask' },
  { type: 'cancel', id: 999 },
  { type: 'result', id: 999, value: 1 },
  { type: 'failure', id: 998, failure: 'what' },
  { type: 'next', id: 997 },
]

const handlers: Handlers<typeof contract, undefined> = {
  'echo.ask': ({ text }) => `${text} ?`,
  'echo.mirror': (value) => value,
  'echo.bytes': (value) => value,
  'echo.refuse': () => {
    throw new AppError('E-ATT-TOO-LARGE', 'too large', { size: 26, max: 25 })
  },
  'echo.never': () => new Promise<undefined>(() => undefined),
  'echo.ticks': ({ from }, emit) => {
    emit(from)
    return () => undefined
  },
  'echo.count': ({ to }, { progress }) => {
    if (to < 0) return new Promise(() => undefined)
    for (let done = 1; done <= to; done++) progress({ done })
    return { counted: to }
  },
}
