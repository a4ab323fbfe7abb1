import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openSession } from './session.ts'

/** The other tab of a test; both ends would hear their own messages otherwise. */
class FakeChannel extends EventTarget {
  static readonly open = new Set<FakeChannel>()

  constructor() {
    super()
    FakeChannel.open.add(this)
  }

  postMessage(data: unknown): void {
    for (const other of FakeChannel.open)
      if (other !== this) other.dispatchEvent(new MessageEvent('message', { data }))
  }
}

const answers = new Map<string, Response | undefined>()
const asked: unknown[] = []

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('BroadcastChannel', FakeChannel)
  vi.stubGlobal('fetch', (path: string, { headers }: { headers: { authorization: string } }) => {
    asked.push([path, headers.authorization])
    const answer = answers.get(headers.authorization)
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError('Failed to fetch'))
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  sessionStorage.clear()
  answers.clear()
  asked.length = 0
  FakeChannel.open.clear()
  history.replaceState(null, '', '#/')
})

describe('the launch token', () => {
  test('leaves the address at once and is exchanged for the key', async () => {
    history.replaceState(null, '', '#token=launch')
    answers.set('Bearer launch', new Response('key-1'))
    const session = openSession()
    expect(window.location.hash).toBe('#/')
    expect(await session.key()).toBe('key-1')
    expect(asked).toEqual([['session', 'Bearer launch']])
  })

  test('is not needed after a reload', async () => {
    sessionStorage.setItem('wiseparts-session', 'key-1')
    expect(await openSession().key()).toBe('key-1')
    expect(asked).toEqual([])
  })
})

describe('a tab without a key', () => {
  test('gets it from another tab and keeps it', async () => {
    sessionStorage.setItem('wiseparts-session', 'key-1')
    openSession()
    const stored = vi.spyOn(Storage.prototype, 'getItem').mockReturnValueOnce(null)
    expect(await openSession().key()).toBe('key-1')
    stored.mockRestore()
    expect(sessionStorage.getItem('wiseparts-session')).toBe('key-1')
  })

  test('is refused when nobody answers', async () => {
    const outcome = expect(openSession().key()).rejects.toMatchObject({ code: 'NO_SESSION' })
    await vi.advanceTimersByTimeAsync(500)
    await outcome
  })
})

describe('a key the server refuses', () => {
  test('is forgotten when the server does not know it', async () => {
    sessionStorage.setItem('wiseparts-session', 'key-of-yesterday')
    answers.set('Bearer key-of-yesterday', new Response('', { status: 401 }))
    await expect(openSession().check()).rejects.toMatchObject({ code: 'NO_SESSION' })
    expect(sessionStorage.getItem('wiseparts-session')).toBeNull()
  })

  test('is kept when the server is only away', async () => {
    sessionStorage.setItem('wiseparts-session', 'key-1')
    await openSession().check()
    expect(sessionStorage.getItem('wiseparts-session')).toBe('key-1')
  })
})
