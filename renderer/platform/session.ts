import { AppError } from '../../core/contract/app-error.ts'
import { schedule } from './schedule.ts'

/** Which requests the loopback server answers with the key, and which it knows the key by. */
const endpoint = 'session'
const item = 'wiseparts-session'
const otherTabsAnswerMs = 500

export interface Session {
  /** @throws AppError NO_SESSION when neither the address nor another tab gives a key */
  key(this: void): Promise<string>
  /** @throws AppError NO_SESSION when the server does not know the key, such as one of an earlier run */
  check(this: void): Promise<void>
}

/**
 * The right to talk to the loopback server. The launch token in the fragment is exchanged once for a
 * key; a reload finds it in sessionStorage, and a further tab asks the others: both are bound to this
 * origin with its port.
 *
 * Call before the hash router exists: it owns the fragment from then on.
 */
export function openSession(): Session {
  const exchange = exchangeToken(takeLaunchToken())
  const tabs = new BroadcastChannel(item)
  tabs.addEventListener('message', ({ data }: MessageEvent) => {
    const key = sessionStorage.getItem(item)
    if (data === 'ask' && key) tabs.postMessage({ key })
  })

  async function askOtherTabs(): Promise<string | undefined> {
    const answer = Promise.withResolvers<string | undefined>()
    const receive = ({ data }: MessageEvent): void => {
      const { key } = data as { key?: unknown }
      if (typeof key === 'string') answer.resolve(key)
    }
    const stopWaiting = schedule(() => answer.resolve(undefined), otherTabsAnswerMs)
    tabs.addEventListener('message', receive)
    tabs.postMessage('ask')
    const key = await answer.promise
    tabs.removeEventListener('message', receive)
    stopWaiting()
    if (key) sessionStorage.setItem(item, key)
    return key
  }

  return {
    async key() {
      await exchange
      const key = sessionStorage.getItem(item) ?? (await askOtherTabs())
      if (key === undefined) throw noSession()
      return key
    },
    async check() {
      const response = await ask(sessionStorage.getItem(item) ?? '')
      if (response?.status !== 401) return
      sessionStorage.removeItem(item)
      throw noSession()
    },
  }
}

function takeLaunchToken(): string | undefined {
  const token = /^#token=(.+)$/.exec(window.location.hash)?.[1]
  if (token) history.replaceState(null, '', '#/')
  return token
}

async function exchangeToken(token: string | undefined): Promise<void> {
  const response = token && (await ask(token))
  if (response && response.ok) sessionStorage.setItem(item, await response.text())
}

/** `undefined` when the server cannot be reached. */
function ask(secret: string): Promise<Response | undefined> {
  return fetch(endpoint, { headers: { authorization: `Bearer ${secret}` } }).catch(() => undefined)
}

function noSession(): AppError {
  return new AppError('NO_SESSION', 'this address does not open the app')
}
