import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../core/contract/app-error.ts'
import { toStorageError } from '../../sqlite/storage-error.ts'
import type { Authenticated } from '../identity/sessions.ts'
import { readJson } from './read-json.ts'
import { type IsProxy, remoteAddress } from './remote-address.ts'
import { json, noContent, type Reply, type Route } from './route.ts'
import { statusOf } from './status-of.ts'

const maxBodyBytes = 64 * 1024
const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

export interface HttpOptions {
  readonly routes: readonly Route[]
  readonly authenticate: (token: string) => Promise<Authenticated>
  readonly isProxy: IsProxy
  /** Hears of each answer: the route's path, never what was asked for in it. */
  readonly answered: (method: string, path: string, status: number, ms: number) => void
  /** Hears of errors that nobody foresaw. */
  readonly failed: (error: unknown) => void
}

/** A server that answers the routes; it does not listen yet. */
export function createHttpServer(options: HttpOptions): Server {
  const server = createServer((request, response) => {
    // Who asks one thing after another would keep a server that is closing open.
    if (!server.listening) response.setHeader('connection', 'close')
    void respond(options, request, response)
  })
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  return server
}

async function respond(
  options: HttpOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedAt = performance.now()
  const { found, id, allowed } = match(options.routes, request)
  let reply: Reply
  try {
    if (!found) throw new AppError('UNKNOWN_OPERATION', 'there is nothing here')
    reply = await answer(options, found, request, id)
  } catch (error) {
    reply = failure(options, error, response)
  }
  if (allowed.length > 0) {
    response.setHeader('allow', allowed.join(', '))
    reply = { ...reply, status: 405 }
  }
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  if (reply.type !== noContent.type) response.setHeader('content-type', reply.type)
  response.writeHead(reply.status, reply.headers)
  await send(reply.body, response)
  const path = found?.path ?? 'unknown'
  options.answered(request.method ?? '', path, reply.status, performance.now() - startedAt)
}

/** A stream that fails ends the connection, so that nobody takes a part for the whole. */
async function send(body: Reply['body'], response: ServerResponse): Promise<void> {
  if (typeof body === 'string') response.end(body)
  else await pipeline(body, response).catch(() => response.destroy())
}

function match(routes: readonly Route[], { method, url = '/' }: IncomingMessage) {
  const pathname = url.replace(/[?#].*$/s, '')
  const slash = pathname.lastIndexOf('/')
  const parent = `${pathname.slice(0, slash)}/:id`
  const id = pathname.slice(slash + 1)
  const there = routes.filter(({ path }) => path === pathname || (path === parent && id !== ''))
  const found = there.find((each) => each.method === method)
  const allowed = found ? [] : there.map((each) => each.method)
  return { found, allowed, id: found?.path === parent ? id : '' }
}

async function answer(
  { authenticate, isProxy }: HttpOptions,
  found: Route,
  request: IncomingMessage,
  id: string,
): Promise<Reply> {
  const from = remoteAddress(request, isProxy)
  const session = found.access === 'open' ? undefined : await authenticate(bearer(request))
  if (found.access === 'admin' && !session?.claims.roles.includes('admin'))
    throw new AppError('E-PRM', 'for administrators')
  const limit = found.maxBodyBytes ?? maxBodyBytes
  const body = found.body && (await readJson(request, found.body, limit))
  if (found.access === 'open') return found.answer({ request, id, body, from })
  return found.answer({ request, id, body, from }, session!)
}

function bearer({ headers }: IncomingMessage): string {
  const [, token] = /^Bearer (\S+)$/.exec(headers.authorization ?? '') ?? []
  if (token === undefined) throw new AppError('E-AUTH-SESSION', 'there is no access token')
  return token
}

function failure({ failed }: HttpOptions, thrown: unknown, response: ServerResponse): Reply {
  const error = toStorageError(thrown, 'server.db')
  if (!(error instanceof AppError)) {
    failed(error)
    return json({ code: 'INTERNAL', message: 'something unforeseen happened' }, 500)
  }
  const { code, message, details } = error
  if (statusOf(code) >= 500) failed(error)
  if (details?.['waitS'] !== undefined) response.setHeader('retry-after', String(details['waitS']))
  return json({ code, message }, statusOf(code))
}
