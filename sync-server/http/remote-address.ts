import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'
import { AppError } from '../../core/contract/app-error.ts'

const loopback = /^(::ffff:)?127\.|^::1$/
const forwardedHeaders = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']

/** Whether an address is that of a proxy that is believed. */
export type IsProxy = (address: string) => boolean

/**
 * Proxies on other machines that are believed, besides those on this one.
 *
 * @param networks addresses, or networks such as `172.18.0.0/16`
 * @throws AppError `INVALID_INPUT` for anything else
 */
export function believedProxies(networks: readonly string[]): IsProxy {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    try {
      list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family)
    } catch {
      throw new AppError('INVALID_INPUT', `${network} is no address and no network`)
    }
  }
  return (address) =>
    loopback.test(address) || list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/**
 * Where a request comes from, for limits. A proxy that is believed says it in the last hop; an IPv6
 * network counts as one address.
 */
export function remoteAddress({ socket, headers }: IncomingMessage, isProxy: IsProxy): string {
  const peer = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  const address = isProxy(peer) && forwarded ? forwarded : peer
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
