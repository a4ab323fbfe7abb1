import type { IncomingMessage } from 'node:http'

const loopback = /^(::ffff:)?127\.|^::1$/
const forwardedHeaders = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']

/**
 * Where a request comes from, for limits. A proxy on this machine is believed about the last hop; an
 * IPv6 network counts as one address.
 */
export function remoteAddress({ socket, headers }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? ''
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  const address = loopback.test(peer) && forwarded ? forwarded : peer
  return address.includes(':') && !address.includes('.')
    ? address.split(':').slice(0, 4).join(':')
    : address
}

/** Whether a program of this machine asks, and not a proxy for somebody else. */
export function isLocal({ socket, headers }: IncomingMessage): boolean {
  return (
    loopback.test(socket.remoteAddress ?? '') &&
    forwardedHeaders.every((name) => headers[name] === undefined)
  )
}
