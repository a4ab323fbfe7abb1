import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it came. */
export interface AskedOfServer {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: string
  readonly bytes: Buffer
}

/** What one request is answered with. */
export type ScriptedAnswer = (response: ServerResponse, asked: AskedOfServer) => void

export interface ScriptedServer {
  /** Up to and including `/v1`. */
  readonly url: string
  readonly asked: readonly AskedOfServer[]
  close(this: void): Promise<void>
}

/**
 * A server that follows the OpenAI API as far as its script goes: the answers one after the other, the
 * last one for all that follow. A real socket, so that what a client does with broken answers is real.
 */
export async function startScriptedServer(...script: ScriptedAnswer[]): Promise<ScriptedServer> {
  const asked: AskedOfServer[] = []
  let turn = 0
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const one = {
        path: request.url ?? '',
        authorization: request.headers.authorization,
        body: body.toString(),
        bytes: body,
      }
      asked.push(one)
      const answer = script[Math.min(turn, script.length - 1)]
      turn += 1
      answer?.(response, one)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** An answer of the chat API whose content is this text. */
export function says(content: string, finish = 'stop'): ScriptedAnswer {
  return json(200, {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content } }],
  })
}

export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): ScriptedAnswer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }
}

/** An error as the API tells it. */
export function fails(status: number, headers?: Readonly<Record<string, string>>): ScriptedAnswer {
  return json(status, { error: { message: 'no', type: 'error', code: null } }, headers)
}

/** A page where JSON was asked for. */
export const html: ScriptedAnswer = (response) => {
  response.writeHead(200, { 'content-type': 'text/html' })
  response.end('<html><body>Connexion au réseau</body></html>')
}

/** JSON that ends in the middle, with the connection. */
export const cutOff: ScriptedAnswer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end('{"choices":[{"message":{"content":"{\\"am')
}

/** The headers promise more than comes before the connection breaks. */
export const hangUp: ScriptedAnswer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
  response.write('{"choices":')
  setImmediate(() => response.destroy())
}

/** Blanks without end: JSON allows them. */
export const endless: ScriptedAnswer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const blanks = ' '.repeat(65_536)
  const more = (): void => {
    while (!response.destroyed && response.write(blanks));
    if (!response.destroyed) response.once('drain', more)
  }
  more()
}

/** Nothing, for as long as the client waits. */
export const silent: ScriptedAnswer = () => undefined
