import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../contract/app-error.ts'
import type { Contract } from '../contract/operation.ts'
import type { Channel } from './channel.ts'
import { fakeSchedule } from './fake-schedule.ts'
import type { Emit, Handlers } from './handlers.ts'
import { memoryChannelPair } from './memory-channel.ts'
import { reconnectDelayMs } from './reconnect-delay.ts'
import { type ConnectionState, createReconnectingClient } from './reconnecting-client.ts'
import { serveFailure } from './serve-failure.ts'
import { serve } from './server.ts'

const contract = {
  'echo.ask': { kind: 'query', input: z.string(), output: z.string() },
  'echo.keep': { kind: 'command', input: z.string(), output: z.string() },
  'echo.ticks': { kind: 'stream', input: z.string(), output: z.string() },
  'echo.count': { kind: 'job', input: z.string(), progress: z.number(), output: z.string() },
} as const satisfies Contract

/** Handlers that never answer by themselves. */
function silent(calls: string[]): Handlers<typeof contract, undefined> {
  const never = (name: string) => (input: string) => {
    calls.push(`${name} ${input}`)
    return new Promise<string>(() => undefined)
  }
  return {
    'echo.ask': never('ask'),
    'echo.keep': never('keep'),
    'echo.count': never('count'),
    'echo.ticks': (input) => {
      calls.push(`ticks ${input}`)
      return () => calls.push(`end ${input}`)
    },
  }
}

type Backend = (channel: Channel) => void

/** A client with a fake clock, for which the test decides what each connection finds. */
function start() {
  const time = fakeSchedule()
  const states: ConnectionState[] = []
  const calls: string[] = []
  const restarts: string[] = []
  const openings: PromiseWithResolvers<Channel>[] = []
  const client = createReconnectingClient({
    contract,
    schedule: time.schedule,
    onState: (state) => states.push(state),
    requestRestart: () => restarts.push('restart'),
    openChannel: () => {
      const opening = Promise.withResolvers<Channel>()
      openings.push(opening)
      return opening.promise
    },
  })

  /** Lets the latest attempt to connect find this backend; returns its side of the connection. */
  async function meet(backend: Backend): Promise<Channel> {
    const [page, server] = memoryChannelPair()
    backend(server)
    openings.at(-1)!.resolve(page)
    await arrivals()
    return server
  }
  const echo = (changes: Partial<Handlers<typeof contract, undefined>> = {}): Backend => {
    const handlers = { ...silent(calls), ...changes }
    return (channel) => serve(channel, contract, handlers, undefined)
  }
  return { client, time, states, calls, restarts, openings, meet, echo }
}

/** Lets everything that has been posted arrive and be handled. */
async function arrivals(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

const reconnecting = (failures: number): ConnectionState => ({ status: 'reconnecting', failures })
const ready: ConnectionState = { status: 'ready' }

test('before the first connection everything waits for it', async () => {
  const { client, meet, echo, states, calls } = start()
  void client.call('echo.ask', 'a')
  void client.call('echo.keep', 'b')
  void client.run('echo.count', 'c')
  client.subscribe(
    'echo.ticks',
    'd',
    () => undefined,
    () => undefined,
  )
  await arrivals()
  expect(calls).toEqual([])
  await meet(echo())
  expect(calls).toEqual(['ask a', 'keep b', 'count c', 'ticks d'])
  expect(states).toEqual([ready])
})

describe('when the connection is lost', () => {
  test('it is made again, later and later', async () => {
    const { meet, echo, states, time, openings } = start()
    const server = await meet(echo())
    server.close()
    await arrivals()
    expect(states).toEqual([ready, reconnecting(0)])
    const delays: number[] = []
    for (let failures = 0; failures < 8; failures++) {
      delays.push(...time.delays())
      time.advance(reconnectDelayMs(failures))
      openings.at(-1)!.reject(new Error('refused'))
      await arrivals()
    }
    expect(delays).toEqual([100, 250, 500, 1000, 2000, 5000, 5000, 5000])
    expect(states.slice(2)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(reconnecting))
    time.advance(5000)
    await meet(echo())
    expect(states.at(-1)).toEqual(ready)
  })

  test('a query is asked again and answered', async () => {
    const { client, meet, echo, time, calls } = start()
    const first = await meet(echo())
    const asked = client.call('echo.ask', 'a')
    await arrivals()
    first.close()
    await arrivals()
    const meanwhile = client.call('echo.ask', 'b')
    time.advance(100)
    await meet(echo({ 'echo.ask': (text) => `${text} ?` }))
    expect(await Promise.all([asked, meanwhile])).toEqual(['a ?', 'b ?'])
    expect(calls).toEqual(['ask a'])
  })

  test('a command and a job reject with BACKEND_GONE and are not sent again', async () => {
    const { client, meet, echo, time, calls } = start()
    const first = await meet(echo())
    const outcomes = Promise.allSettled([
      client.call('echo.keep', 'a'),
      client.run('echo.count', 'b'),
    ])
    await arrivals()
    first.close()
    expect(codes(await outcomes)).toEqual(['BACKEND_GONE', 'BACKEND_GONE'])
    const meanwhile = await Promise.allSettled([
      client.call('echo.keep', 'c'),
      client.run('echo.count', 'd'),
    ])
    expect(codes(meanwhile)).toEqual(['BACKEND_GONE', 'BACKEND_GONE'])
    time.advance(100)
    await meet(echo())
    expect(calls).toEqual(['keep a', 'count b'])
  })

  test('a stream is subscribed again and goes on', async () => {
    const { client, meet, echo, time } = start()
    const seen: string[] = []
    const emitters: Emit<string>[] = []
    const ticking = echo({
      'echo.ticks': (_input, emit) => {
        emitters.push(emit)
        return () => undefined
      },
    })
    const failures: AppError[] = []
    client.subscribe(
      'echo.ticks',
      'a',
      (value) => seen.push(value),
      (error) => failures.push(error),
    )
    const first = await meet(ticking)
    emitters[0]!('before')
    await arrivals()
    first.close()
    await arrivals()
    time.advance(100)
    await meet(ticking)
    emitters[1]!('after')
    await arrivals()
    expect(seen).toEqual(['before', 'after'])
    expect(failures).toEqual([])
  })

  test('what was unsubscribed or cancelled meanwhile is not sent again', async () => {
    const { client, meet, echo, time, calls } = start()
    const first = await meet(echo())
    const unsubscribe = client.subscribe(
      'echo.ticks',
      'a',
      () => undefined,
      () => undefined,
    )
    const cancel = new AbortController()
    const outcome = Promise.allSettled([client.call('echo.ask', 'b', { signal: cancel.signal })])
    await arrivals()
    first.close()
    await arrivals()
    unsubscribe()
    cancel.abort()
    expect(codes(await outcome)).toEqual(['CANCELLED'])
    time.advance(100)
    await meet(echo())
    expect(calls).toEqual(['ticks a', 'ask b', 'end a'])
  })

  test('a hello that is followed by the end at once counts as a failed attempt', async () => {
    const { meet, echo, states } = start()
    await meet((channel) => {
      echo()(channel)
      channel.close()
    })
    expect(states).toEqual([reconnecting(1)])
  })
})

describe('a backend that cannot start', () => {
  const failure = { code: 'E-DB-NEWER', message: 'newer', details: { version: 9 } } as const

  test('is told by the state and by what waits, but for streams', async () => {
    const { client, meet, states } = start()
    const streamFailures: AppError[] = []
    client.subscribe(
      'echo.ticks',
      'a',
      () => undefined,
      (error) => streamFailures.push(error),
    )
    const outcomes = Promise.allSettled([
      client.call('echo.ask', 'a'),
      client.call('echo.keep', 'b'),
    ])
    await meet((channel) => serveFailure(channel, failure, () => undefined))
    expect(states).toMatchObject([{ status: 'failed', error: failure }])
    expect(codes(await outcomes)).toEqual(['E-DB-NEWER', 'E-DB-NEWER'])
    expect(codes(await Promise.allSettled([client.call('echo.ask', 'c')]))).toEqual(['E-DB-NEWER'])
    expect(streamFailures).toEqual([])
  })

  test('is asked to start again on its own connection, and the stream goes on', async () => {
    const { client, meet, echo, states, calls, restarts, openings } = start()
    client.subscribe(
      'echo.ticks',
      'a',
      () => undefined,
      () => undefined,
    )
    const server = await meet((channel) => serveFailure(channel, failure, () => channel.close()))
    client.retry()
    client.retry()
    await arrivals()
    expect(openings).toHaveLength(2)
    await meet(echo())
    expect(states).toMatchObject([
      { status: 'failed', isRetrying: false },
      { status: 'failed', isRetrying: true, error: { code: 'E-DB-NEWER' } },
      ready,
    ])
    expect(calls).toEqual(['ticks a'])
    expect(restarts).toEqual([])
    server.close()
  })

  test('is asked for from outside when there is no connection to ask on', async () => {
    const { client, meet, echo, states, openings, restarts } = start()
    openings[0]!.reject(new AppError('INTERNAL', 'stopped three times within a minute'))
    await arrivals()
    expect(states).toMatchObject([{ status: 'failed', error: { code: 'INTERNAL' } }])
    client.retry()
    expect(restarts).toEqual(['restart'])
    await meet(echo())
    expect(states.at(-1)).toEqual(ready)
  })

  test('of another build is not tried again, and a retry opens a new connection', async () => {
    const { client, meet, echo, states, openings, time } = start()
    await meet((channel) => serve(channel, {}, {}, undefined))
    expect(states).toMatchObject([{ status: 'failed', error: { code: 'CONTRACT_MISMATCH' } }])
    expect(time.delays()).toEqual([])
    client.retry()
    expect(openings).toHaveLength(2)
    await meet(echo())
    expect(states.at(-1)).toEqual(ready)
  })

  test('that goes away altogether is waited for', async () => {
    const { meet, states } = start()
    const server = await meet((channel) => serveFailure(channel, failure, () => undefined))
    server.close()
    await arrivals()
    expect(states.at(-1)).toEqual(reconnecting(0))
  })
})

test('after close everything rejects with BACKEND_GONE and nothing is tried', async () => {
  const { client, meet, echo, time, states } = start()
  await meet(echo())
  const streamFailures: AppError[] = []
  client.subscribe(
    'echo.ticks',
    'a',
    () => undefined,
    (error) => streamFailures.push(error),
  )
  const outcomes = Promise.allSettled([client.call('echo.ask', 'a'), client.call('echo.keep', 'b')])
  await arrivals()
  client.close()
  expect(codes(await outcomes)).toEqual(['BACKEND_GONE', 'BACKEND_GONE'])
  expect(streamFailures.map(({ code }) => code)).toEqual(['BACKEND_GONE'])
  expect(codes(await Promise.allSettled([client.call('echo.ask', 'c')]))).toEqual(['BACKEND_GONE'])
  expect(time.delays()).toEqual([])
  expect(states).toEqual([ready])
})

function codes(outcomes: readonly PromiseSettledResult<unknown>[]): unknown[] {
  return outcomes.map((outcome) =>
    outcome.status === 'rejected' ? (outcome.reason as AppError).code : outcome.value,
  )
}
