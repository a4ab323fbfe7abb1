import { once } from 'node:events'
import { closeSync, constants, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProgram } from './child-program.ts'
import { until } from './until.ts'
import { type Recording, staged, type Staging } from './gnss-recording.ts'

/** A receiver that plays recordings, each moment stamped with the time at which it is sent. */
export interface GnssFeed {
  /** From now on says one moment every `stepMs`, over and over; one that it was saying ends. */
  play(recording: Recording, staging?: Staging, stepMs?: number): void
  /** Says this once. */
  say(text: string): void
  /** Says nothing any more. */
  fallSilent(): void
  close(): Promise<void>
}

/** Five moments a second: receivers do that, and tests do not wait. */
const usualStepMs = 200

/** For tests: a feed that listens on a free port of 127.0.0.1, for gpsd as `tcp://127.0.0.1:PORT`. */
export async function tcpFeed(): Promise<GnssFeed & { readonly port: number }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const feed = feedOf((text) => sockets.forEach((socket) => socket.write(text, 'latin1')))
  return {
    ...feed,
    port: (server.address() as AddressInfo).port,
    async close() {
      feed.fallSilent()
      sockets.forEach((socket) => socket.destroy())
      server.close()
      await once(server, 'close')
    },
  }
}

export interface PtyFeed extends GnssFeed {
  /** The port to open, as a receiver's `/dev/ttyUSB0`. */
  readonly path: string
  /** The device vanishes, as when its plug is pulled. */
  unplug(): Promise<void>
}

/** For tests: a feed at a serial port, by two ends of `socat`. */
export async function ptyFeed(): Promise<PtyFeed> {
  const folder = mkdtempSync(join(tmpdir(), 'wiseparts-pty-'))
  const [path, otherEnd] = [join(folder, 'receiver'), join(folder, 'feed')]
  const ends = [path, otherEnd].map((link) => `pty,raw,echo=0,link=${link}`)
  const socat = startProgram('socat', ends)
  await until(() => existsSync(path) && existsSync(otherEnd))
  const end = openSync(otherEnd, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
  const feed = feedOf((text) => writeIfHeard(end, text))
  const unplug = async (): Promise<void> => {
    feed.fallSilent()
    await socat.kill()
    rmSync(path, { force: true })
  }
  return {
    ...feed,
    path,
    unplug,
    async close() {
      await unplug()
      closeSync(end)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface RunningGpsd {
  readonly port: number
  kill(): Promise<void>
}

/** For tests: a real gpsd that reads from a feed; answers when it listens. */
export async function startGpsd(feedPort: number): Promise<RunningGpsd> {
  const port = await freePort()
  const from = `tcp://127.0.0.1:${feedPort}`
  const gpsd = startProgram('gpsd', ['-N', '-n', '-b', '-S', String(port), from])
  await until(() => isListening(port))
  return { port, kill: () => gpsd.kill() }
}

function feedOf(write: (text: string) => void): Omit<GnssFeed, 'close'> {
  let timer: NodeJS.Timeout | undefined
  const fallSilent = (): void => clearInterval(timer)
  return {
    say: write,
    fallSilent,
    play(recording, staging, stepMs = usualStepMs) {
      fallSilent()
      let next = 0
      const say = (): void => write(staged(recording, next++, Date.now(), staging))
      say()
      timer = setInterval(say, stepMs)
    },
  }
}

/** What nobody reads is lost, as on a real line, once the buffer is full. */
function writeIfHeard(file: number, text: string): void {
  try {
    writeSync(file, text, null, 'latin1')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    }).on('error', () => resolve(false))
  })
}
