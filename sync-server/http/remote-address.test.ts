import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { believedProxies, remoteAddress } from './remote-address.ts'

const asked = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage

const isProxy = believedProxies(['172.18.0.0/16', '10.0.0.5', 'fd00::/8'])

test.each([
  ['somebody who comes directly', '203.0.113.7', undefined, '203.0.113.7'],
  ['somebody who claims to be another', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['a proxy on this machine', '127.0.0.1', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
  ['the same by IPv6', '::ffff:127.0.0.1', '203.0.113.7', '203.0.113.7'],
  ['a proxy in a believed network', '::ffff:172.18.3.4', '203.0.113.7', '203.0.113.7'],
  ['a believed proxy', '10.0.0.5', '203.0.113.7', '203.0.113.7'],
  ['its neighbour', '10.0.0.6', '203.0.113.7', '10.0.0.6'],
  ['a believed proxy by IPv6', 'fd00::5', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
])('the address for limits of %s', (_, peer, forwarded, address) => {
  expect(remoteAddress(asked(peer, forwarded), isProxy)).toBe(address)
})

test.each(['nonsense', '10.0.0.0/99', '/8'])('%s is no network', (network) => {
  expect(() => believedProxies([network])).toThrow('is no address and no network')
})
