import { describe, expect, test } from 'vitest'
import type { AppFailure } from '../../core/contract/app-error.ts'
import { fakeSchedule } from '../../core/rpc/fake-schedule.ts'
import { type BackendCommand, superviseBackend } from './backend-supervisor.ts'

interface FakeChild {
  readonly commands: [BackendCommand, ...string[]][]
  killed: number
  exit(code: number): void
}

function start() {
  const time = fakeSchedule()
  let nowMs = 0
  const children: FakeChild[] = []
  const failures: AppFailure[] = []
  const logged: string[] = []
  let gone = 0
  let channels = 0
  const supervisor = superviseBackend<string>({
    schedule: time.schedule,
    now: () => nowMs,
    log: (message) => logged.push(message),
    onGone: () => (gone += 1),
    onGivenUp: (failure) => failures.push(failure),
    createChannel: () => {
      channels += 1
      return { backend: `backend ${channels}`, page: `page ${channels}` }
    },
    start: () => {
      const listeners: ((code: number) => void)[] = []
      const child: FakeChild = {
        commands: [],
        killed: 0,
        exit: (code) => {
          for (const listener of listeners) listener(code)
        },
      }
      children.push(child)
      return {
        command: (command, ports) => child.commands.push([command, ...ports]),
        onExit: (listener) => listeners.push(listener),
        kill: () => (child.killed += 1),
      }
    },
  })
  const advance = (ms: number): void => {
    nowMs += ms
    time.advance(ms)
  }
  /** A page; records what it is given. */
  const page = (): string[] => {
    const given: string[] = []
    supervisor.connect({
      give: (port) => given.push(port),
      refuse: ({ code }) => given.push(`refused ${code}`),
    })
    return given
  }
  return { supervisor, children, failures, logged, advance, page, time, gone: () => gone }
}

test('each request gets a port of its own', () => {
  const { children, page } = start()
  expect([page(), page()]).toEqual([['page 1'], ['page 2']])
  expect(children.map(({ commands }) => commands)).toEqual([
    [
      ['connect', 'backend 1'],
      ['connect', 'backend 2'],
    ],
  ])
})

test('after a crash pages hear of it, it starts again, and requests meanwhile wait for it', () => {
  const { children, page, advance, failures, gone } = start()
  expect(gone()).toBe(0)
  children[0]!.exit(1)
  expect(gone()).toBe(1)
  const given = page()
  advance(199)
  expect([children.length, given]).toEqual([1, []])
  advance(1)
  expect(children).toHaveLength(2)
  expect(given).toEqual(['page 1'])
  expect(children[1]!.commands).toEqual([['connect', 'backend 1']])
  expect(failures).toEqual([])
})

describe('after three crashes within a minute', () => {
  function crashed() {
    const started = start()
    const { children, advance } = started
    children[0]!.exit(1)
    advance(200)
    children[1]!.exit(1)
    advance(1000)
    children[2]!.exit(134)
    return started
  }

  test('it is given up, and pages hear of it', () => {
    const { children, page, failures, time, logged } = crashed()
    expect(failures.map(({ code }) => code)).toEqual(['INTERNAL'])
    expect(page()).toEqual(['refused INTERNAL'])
    expect(time.delays()).toEqual([])
    expect(children).toHaveLength(3)
    expect(logged.at(-1)).toBe('the backend stopped with code 134 and is given up')
  })

  test('it starts when somebody asks for it, and is allowed to crash again', () => {
    const { supervisor, children, page, advance } = crashed()
    supervisor.restart()
    supervisor.restart()
    expect(children).toHaveLength(4)
    expect(page()).toEqual(['page 1'])
    children[3]!.exit(1)
    advance(200)
    expect(children).toHaveLength(5)
  })
})

describe('stopping', () => {
  test('is by message and waits for the exit, which is no crash', async () => {
    const { supervisor, children, time, page } = start()
    const stopped = supervisor.stop()
    expect(children[0]!.commands).toEqual([['stop']])
    children[0]!.exit(0)
    await stopped
    expect([children[0]!.killed, time.delays(), page()]).toEqual([0, [], []])
  })

  test('is by force after five seconds', async () => {
    const { supervisor, children, advance } = start()
    const stopped = supervisor.stop()
    advance(4999)
    expect(children[0]!.killed).toBe(0)
    advance(1)
    expect(children[0]!.killed).toBe(1)
    children[0]!.exit(143)
    await stopped
  })

  test('cancels a start that is due', async () => {
    const { supervisor, children, advance } = start()
    children[0]!.exit(1)
    await supervisor.stop()
    advance(10_000)
    supervisor.restart()
    expect(children).toHaveLength(1)
  })
})
