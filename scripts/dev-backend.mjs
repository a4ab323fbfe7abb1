// The backend for npm run dev: runs from source, starts again when a source changes, and keeps what
// a proxy needs to reach its present run.
import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { rpcSubprotocol } from '../core/rpc/web-socket-channel.ts'
import { root } from './tools.mjs'

/** Starts the browser shell's backend on `dataDir` under `node --watch`. */
export function startDevBackend(dataDir) {
  const child = spawn(
    process.execPath,
    ['--watch', '--watch-preserve-output', 'backend/browser-shell.ts', dataDir],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let run
  createInterface({ input: child.stdout }).on('line', async (line) => {
    if (/^http:\/\/127\.0\.0\.1:\d+\/#token=/.test(line)) run = await openSession(new URL(line))
    else console.log(line)
  })

  /** Carries the upgrade of a page's socket over to the backend, under the backend's own key. */
  function proxyUpgrade(request, pageSocket, head) {
    pageSocket.on('error', () => pageSocket.destroy())
    if (!run) return pageSocket.destroy()
    const headers = {
      ...request.headers,
      host: run.host,
      origin: `http://${run.host}`,
      'sec-websocket-protocol': `${rpcSubprotocol}, ${run.sessionKey}`,
    }
    const backendSocket = connect(run.port, '127.0.0.1', () => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
      backendSocket.write(`GET /rpc HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
      backendSocket.write(head)
      backendSocket.pipe(pageSocket).pipe(backendSocket)
    })
    backendSocket.on('error', () => pageSocket.destroy())
    backendSocket.on('close', () => pageSocket.destroy())
    pageSocket.on('close', () => backendSocket.destroy())
  }

  return {
    proxyUpgrade,
    stop: () => child.kill('SIGTERM'),
    onExit: (listener) => child.on('exit', listener),
  }
}

async function openSession(launchUrl) {
  const token = launchUrl.hash.slice('#token='.length)
  const response = await fetch(new URL('/session', launchUrl), {
    headers: { authorization: `Bearer ${token}` },
  })
  return { host: launchUrl.host, port: Number(launchUrl.port), sessionKey: await response.text() }
}
