import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { connect as connectTcp, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket as RawSocket } from 'ws'
import { z } from 'zod'
import type { Contract } from '../../core/contract/operation.ts'
import { connect } from '../../core/rpc/client.ts'
import { fakeSchedule } from '../../core/rpc/fake-schedule.ts'
import { serve } from '../../core/rpc/server.ts'
import { rpcSubprotocol, webSocketChannel } from '../../core/rpc/web-socket-channel.ts'
import { type LoopbackServer, startLoopbackServer } from './loopback-server.ts'

const contract = {
  'echo.ask': { kind: 'query', input: z.string(), output: z.string() },
} as const satisfies Contract

let folder: string
let server: LoopbackServer
let origin: string
let token: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loopback-'))
  await mkdir(join(folder, 'web/assets'), { recursive: true })
  await writeFile(join(folder, 'web/index.html'), '<title>page</title>')
  await writeFile(join(folder, 'web/assets/app.js'), 'export {}')
  await writeFile(join(folder, 'secret.txt'), 'secret')
})
afterAll(() => rm(folder, { recursive: true }))

beforeEach(async () => {
  server = await startLoopbackServer({
    webRoot: join(folder, 'web'),
    port: 0,
    onChannel: (channel) =>
      serve(channel, contract, { 'echo.ask': (text) => `${text} ?` }, undefined),
  })
  const url = new URL(server.launchUrl)
  origin = url.origin
  token = url.hash.slice('#token='.length)
})
afterEach(() => server.close())

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** `fetch` would normalise the path and refuse to set `Host`. */
async function get(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  const outgoing = request(origin, { path, headers, method })
  outgoing.end()
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
  let body = ''
  for await (const chunk of response) body += String(chunk)
  return { status: response.statusCode ?? 0, headers: response.headers, body }
}

async function sessionKey(): Promise<string> {
  const { body } = await get('/session', { authorization: `Bearer ${token}` })
  return body
}

describe('the page', () => {
  test('is served with its policy, its type and without caching', async () => {
    const { status, headers, body } = await get('/')
    expect(status).toBe(200)
    expect(body).toBe('<title>page</title>')
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    expect((await get('/assets/app.js?v=1')).headers['content-type']).toBe(
      'text/javascript; charset=utf-8',
    )
  })

  test.each(['/../secret.txt', '/..%2fsecret.txt', '/assets/..%2f..%2fsecret.txt', '/%00', '/%'])(
    '%s does not lead out of its folder',
    async (path) => {
      expect(await get(path)).toMatchObject({ status: 404, body: '' })
    },
  )

  test.each(['evil.example', '127.0.0.1', 'localhost'])(
    'a request for the host %s is refused: DNS rebinding',
    async (host) => {
      expect(await get('/', { host })).toMatchObject({ status: 403, body: '' })
    },
  )

  test.each(['POST', 'OPTIONS', 'PUT'])('%s is refused', async (method) => {
    expect((await get('/', {}, method)).status).toBe(403)
  })
})

describe('the launch token', () => {
  test('is exchanged once', async () => {
    expect(await sessionKey()).toMatch(/^[\w-]{43}$/)
    expect(await get('/session', { authorization: `Bearer ${token}` })).toMatchObject({
      status: 401,
      body: '',
    })
  })

  test('a wrong token neither works nor uses up the right one', async () => {
    for (const wrong of ['', 'x'.repeat(43), `${token}x`])
      expect((await get('/session', { authorization: `Bearer ${wrong}` })).status).toBe(401)
    expect((await get('/session')).status).toBe(401)
    expect(await sessionKey()).toMatch(/^[\w-]{43}$/)
  })

  test('a request that a page of another site caused does not use it', async () => {
    const headers = { authorization: `Bearer ${token}`, 'sec-fetch-site': 'cross-site' }
    expect((await get('/session', headers)).status).toBe(401)
    expect(await sessionKey()).toMatch(/^[\w-]{43}$/)
  })
})

test('a page can ask whether its key is still good', async () => {
  const key = await sessionKey()
  expect((await get('/session', { authorization: `Bearer ${key}` })).status).toBe(204)
  expect((await get('/session', { authorization: `Bearer ${key}x` })).status).toBe(401)
})

describe('the connection', () => {
  interface Attempt {
    path?: string
    protocols?: string[]
    origin?: string
    headers?: Record<string, string>
  }

  /** Resolves to 101 when the socket opens, else to the status of the refusal. */
  async function attempt({ path = '/rpc', protocols, headers = {}, ...given }: Attempt) {
    const socket = new RawSocket(origin.replace('http', 'ws') + path, protocols, {
      headers: { ...headers, origin: given.origin ?? origin },
    })
    socket.on('error', () => undefined)
    const status = await new Promise<number | undefined>((resolve) => {
      socket.on('open', () => resolve(101))
      socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode))
    })
    socket.terminate()
    return status
  }

  test('opens for the page with its key, for several tabs at once', async () => {
    const protocols = [rpcSubprotocol, await sessionKey()]
    expect(await attempt({ protocols })).toBe(101)
    const tabs = await Promise.all([openTab(protocols), openTab(protocols)])
    expect(await Promise.all(tabs.map((tab) => tab.call('echo.ask', 'a')))).toEqual(['a ?', 'a ?'])
  })

  async function openTab(protocols: string[]) {
    const socket = new RawSocket(`${origin.replace('http', 'ws')}/rpc`, protocols, { origin })
    const channel = webSocketChannel(socket)
    await once(socket, 'open')
    return connect(channel, contract, fakeSchedule())
  }

  test('is refused without the key, from another origin, host, path and subprotocol', async () => {
    const key = await sessionKey()
    const protocols = [rpcSubprotocol, key]
    const refusals: Attempt[] = [
      {},
      { protocols: [rpcSubprotocol] },
      { protocols: [rpcSubprotocol, token] },
      { protocols: [rpcSubprotocol, `${key}x`] },
      { protocols: ['other.rpc', key] },
      { protocols, origin: 'http://evil.example' },
      { protocols, origin: 'null' },
      { protocols, path: '/rpc/..' },
      { protocols, headers: { host: 'evil.example' } },
    ]
    expect(await Promise.all(refusals.map(attempt))).toEqual(refusals.map(() => 403))
  })

  test('broken frames end that connection and no other', async () => {
    const protocols = [rpcSubprotocol, await sessionKey()]
    const tab = await openTab(protocols)
    const broken = new RawSocket(`${origin.replace('http', 'ws')}/rpc`, protocols, { origin })
    broken.on('error', () => undefined)
    await once(broken, 'open')
    broken.send('text, not bytes')
    broken.send(new Uint8Array([1, 2, 3]))
    const { _socket: socket } = broken as unknown as { _socket: Socket }
    const closed = once(broken, 'close')
    socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]))
    await closed
    expect(await tab.call('echo.ask', 'a')).toBe('a ?')
  })

  test('a peer that vanishes during the upgrade does no harm', async () => {
    const { hostname, port } = new URL(origin)
    const socket = connectTcp(Number(port), hostname)
    await once(socket, 'connect')
    socket.write(`GET /rpc HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\n`)
    socket.write('Connection: Upgrade\r\n\r\n')
    socket.resetAndDestroy()
    expect((await get('/')).status).toBe(200)
  })
})

test('a port in use is reported', async () => {
  const { port } = new URL(origin)
  await expect(
    startLoopbackServer({ webRoot: folder, port: Number(port), onChannel: () => undefined }),
  ).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
