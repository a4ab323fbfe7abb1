import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ServerClient, serverAddress } from './server-client.ts'

describe('the address that a person types', () => {
  test.each([
    ['wiseparts.example.com', 'https://wiseparts.example.com'],
    [' https://wiseparts.example.com/ ', 'https://wiseparts.example.com'],
    ['https://wiseparts.example.com:8443/some/path?x=1', 'https://wiseparts.example.com:8443'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://localhost:8787', 'http://localhost:8787'],
    ['http://192.168.1.20:8787', 'http://192.168.1.20:8787'],
    ['http://172.16.0.1', 'http://172.16.0.1'],
    ['http://[::1]:8787', 'http://[::1]:8787'],
    ['http://serveur.local', 'http://serveur.local'],
    ['http://serveur:8787', 'http://serveur:8787'],
  ])('%s is %s', (typed, address) => {
    expect(serverAddress(typed)).toBe(address)
  })

  test.each(['', 'ftp://example.com', 'https://', 'https://camille:secret@example.com'])(
    '"%s" is no address of a server',
    (typed) => {
      expect(() => serverAddress(typed)).toThrow(expect.objectContaining({ code: 'E-SRV-ADDRESS' }))
    },
  )

  test.each([
    'http://wiseparts.example.com',
    'http://172.32.0.1',
    'http://8.8.8.8',
    'http://[2001:db8::1]',
  ])('%s would send a password over the internet in clear', (typed) => {
    expect(() => serverAddress(typed)).toThrow(expect.objectContaining({ code: 'E-SRV-INSECURE' }))
  })
})

/** A server that answers every request in the same way. */
async function answering(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<ServerClient> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return new ServerClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

describe('what may answer instead of the server', () => {
  test('a refusal is the server’s own', async () => {
    const client = await answering((_request, response) =>
      response.writeHead(401).end(JSON.stringify({ code: 'E-AUTH-REVOKED', message: 'out' })),
    )
    await expect(client.info()).rejects.toMatchObject({ code: 'E-AUTH-REVOKED' })
  })

  test.each([
    ['another page', 200, '<!doctype html>', 'E-SRV-ADDRESS'],
    ['JSON of something else', 200, '{"product":"other"}', 'E-SRV-ADDRESS'],
    ['a page that is not there', 404, 'Not found', 'E-SRV-ADDRESS'],
    ['a code that nobody knows', 400, '{"code":"E-XXX","message":""}', 'E-SRV-ADDRESS'],
    ['a proxy without its server', 502, 'Bad gateway', 'E-SRV-UNREACHABLE'],
  ])('%s is told as such', async (_what, status, body, code) => {
    const client = await answering((_request, response) => response.writeHead(status).end(body))
    await expect(client.info()).rejects.toMatchObject({ code })
  })

  test('a redirection is not followed: it would take the password along', async () => {
    const client = await answering((_request, response) =>
      response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
    )
    await expect(
      client.signIn({ email: 'camille@example.com', password: 'x', deviceName: 'x' }),
    ).rejects.toMatchObject({ code: 'E-SRV-UNREACHABLE' })
  })

  test('nothing at all is unreachable', async () => {
    const client = new ServerClient('http://127.0.0.1:9')
    await expect(client.info()).rejects.toMatchObject({ code: 'E-SRV-UNREACHABLE' })
  })
})
