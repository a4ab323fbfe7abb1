// npm run dev [-- DATA_FOLDER]: the browser shell with the page from Vite (changes appear at once)
// and the backend from source (a change starts it again). Vite stands in front: the page keeps one
// key for the whole session, whichever run of the backend answers.
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createServer } from 'vite'
import { rpcSubprotocol } from '../core/rpc/web-socket-channel.ts'
import { contentSecurityPolicy } from '../core/security/content-security-policy.ts'
import { startDevBackend } from './dev-backend.mjs'
import { root } from './tools.mjs'

const dataDir = resolve(process.argv[2] ?? join(root, 'out/dev-data'))
mkdirSync(dataDir, { recursive: true })
const key = randomBytes(32).toString('base64url')
const backend = startDevBackend(dataDir)

/** Vite puts the styles of changed components into <style>; the shipped policy forbids that. */
const devPolicy = contentSecurityPolicy.replace(
  "style-src 'self'",
  "style-src 'self' 'unsafe-inline'",
)

const backendGate = {
  name: 'dev-backend-gate',
  configureServer(server) {
    server.middlewares.use('/session', (request, response) => {
      const accepted = request.headers.authorization === `Bearer ${key}`
      response.writeHead(accepted ? 200 : 401).end(accepted ? key : '')
    })
    server.httpServer.on('upgrade', (request, socket, head) => {
      if (request.url !== '/rpc') return // Vite's own socket
      const [name, offeredKey] = (request.headers['sec-websocket-protocol'] ?? '').split(/,\s*/)
      const fromOurPage = request.headers.origin === `http://${request.headers.host}`
      if (fromOurPage && name === rpcSubprotocol && offeredKey === key)
        backend.proxyUpgrade(request, socket, head)
      else socket.destroy()
    })
  },
}

const server = await createServer({
  root: join(root, 'renderer'),
  configFile: join(root, 'vite.web.config.ts'),
  plugins: [backendGate],
  server: { host: '127.0.0.1', headers: { 'content-security-policy': devPolicy } },
})
await server.listen()
console.log(`\n  ${server.resolvedUrls.local[0]}#token=${key}\n  data in ${dataDir}\n`)

backend.onExit((code) => process.exit(code ?? 1))
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, async () => {
    backend.stop()
    await server.close()
    process.exit(0)
  })
