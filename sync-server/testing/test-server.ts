import { onTestFinished } from 'vitest'
import {
  apiPaths,
  joinedSchema,
  type Joined,
  type JoinRequest,
} from '../../core/sync/server-api.ts'
import { createServer, type RunningServer, type ServerOptions } from '../app/create-server.ts'
import { readStateOf, storeUrlOf } from './storage-under-test.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { testNow } from './test-log.ts'

export interface TestServer extends RunningServer {
  readonly dataDir: string
  /** The storage's `server_state`, read past the server. */
  readState(key: string): Promise<string | undefined>
  /** A clock that stands until it is set. */
  readonly clock: { now: number }
  /** Asks over HTTP; a string is sent as it is. */
  ask(method: string, path: string, body?: unknown, token?: string): Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

export async function startTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? temporaryFolder()
  const clock = { now: testNow }
  const server = await createServer({
    ...{ dataDir, host: '127.0.0.1', port: 0, now: () => clock.now },
    storeUrl: await storeUrlOf(dataDir),
    ...options,
  })
  onTestFinished(() => server.close())
  return {
    ...server,
    dataDir,
    clock,
    readState: (key) => readStateOf(dataDir, key),
    ask: async (method, path, body, token) => {
      const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
        method,
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.startsWith('application/json')
      const { status, headers } = response
      return { status, headers, body: isJson && text ? (JSON.parse(text) as unknown) : text }
    },
  }
}

export const password = 'correct horse battery'

export function joining(code: string, fields: Partial<JoinRequest> = {}): JoinRequest {
  return {
    ...{ code, password, email: 'Camille@example.com', firstName: 'Camille', lastName: 'Roche' },
    ...{ tz: 'Europe/Paris', locale: 'fr', deviceName: 'Portable' },
    ...fields,
  }
}

/** Joins with an invitation, the server's first one unless told. */
export async function joined(
  server: TestServer,
  fields: Partial<JoinRequest> = {},
): Promise<Joined> {
  const request = joining(server.invitation ?? '', fields)
  return joinedSchema.parse((await server.ask('POST', apiPaths.join, request)).body)
}

/** Somebody invited by `admin`. */
export async function invited(
  server: TestServer,
  admin: Joined,
  email: string,
  userId: string | null = null,
): Promise<Joined> {
  const asked = { roles: ['rep'], territory: ['norauto'], userId }
  const { body } = await server.ask('POST', apiPaths.invitations, asked, admin.accessToken)
  return joined(server, { email, firstName: 'Paul', code: (body as { code: string }).code })
}
