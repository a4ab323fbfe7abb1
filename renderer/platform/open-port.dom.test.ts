import { expect, test } from 'vitest'
import type { AppFailure } from '../../core/contract/app-error.ts'
import { openPort } from './open-port.ts'

/** A preload that the test plays. */
function bridge() {
  const nonces: string[] = []
  const listeners = new Set<(failure: AppFailure) => void>()
  const goneListeners = new Set<() => void>()
  return {
    nonces,
    listeners,
    goneListeners,
    requestBackendPort: (nonce: string) => void nonces.push(nonce),
    onBackendGone: (listener: () => void) => {
      goneListeners.add(listener)
      return () => void goneListeners.delete(listener)
    },
    onBackendFailure: (listener: (failure: AppFailure) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function post(data: unknown, port: MessagePort | undefined, source: Window | null = window): void {
  const event = new MessageEvent('message', { data, source })
  Object.defineProperty(event, 'ports', { value: port ? [port] : [] })
  window.dispatchEvent(event)
}

test('only the message with the nonce of the request brings the port', async () => {
  const desktop = bridge()
  const [real, forged] = [new MessageChannel(), new MessageChannel()]
  const opening = openPort(desktop)
  const [nonce] = desktop.nonces
  post(null, forged.port1)
  post({ type: 'backend-port' }, forged.port1)
  post({ type: 'backend-port', nonce: 'guessed' }, forged.port1)
  post({ type: 'backend-port', nonce }, forged.port1, null)
  post({ type: 'backend-port', nonce }, undefined)
  post({ type: 'backend-port', nonce }, real.port1)
  const channel = await opening
  const received = new Promise((resolve) => (real.port2.onmessage = ({ data }) => resolve(data)))
  channel.post('hello')
  expect(await received).toBe('hello')
  expect(desktop.listeners.size).toBe(0)
  for (const { port1 } of [real, forged]) port1.close()
})

test('the connection closes when the process of the backend has ended', async () => {
  const desktop = bridge()
  const { port1, port2 } = new MessageChannel()
  const opening = openPort(desktop)
  post({ type: 'backend-port', nonce: desktop.nonces[0] }, port1)
  const channel = await opening
  const closed = new Promise<void>((resolve) => channel.onClose(resolve))
  for (const listener of desktop.goneListeners) listener()
  await closed
  expect(desktop.goneListeners.size).toBe(0)
  port2.close()
})

test('a backend that was given up rejects with its failure', async () => {
  const desktop = bridge()
  const opening = openPort(desktop)
  for (const listener of desktop.listeners) listener({ code: 'INTERNAL', message: 'three crashes' })
  await expect(opening).rejects.toMatchObject({ code: 'INTERNAL', message: 'three crashes' })
  expect(desktop.listeners.size).toBe(0)
})
