import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Random } from '../../core/seeded-random.ts'

/** A TCP proxy between a laptop and the server, as a bad network is; byte order is kept. */
export interface Proxy {
  readonly address: string
  /** Connections that were cut so far. */
  readonly cuts: () => number
  /** Cuts everything, and lets nobody through until `mend`. */
  down(): void
  /** Connections stay open, new ones are taken, and nothing gets through until `mend`. */
  swallow(): void
  /** From now on connections are cut, reset and delayed at random. */
  misbehave(random: Random): void
  mend(): void
}

/** Bytes of one direction after which a connection that misbehaves is cut, at most. */
const mostBytesBeforeCut = 12_000
const longestDelayMs = 8

type Mode = Random | 'down' | 'swallow' | 'through'

export async function startProxy({ port }: { readonly port: number }): Promise<Proxy> {
  let mode: Mode = 'through'
  let cuts = 0
  const held = new Set<() => void>()
  const become = (next: Mode): void => {
    mode = next
    for (const release of held) release()
    held.clear()
  }
  const passable = async (): Promise<Mode> => {
    while (mode === 'swallow') await new Promise<void>((resolve) => held.add(resolve))
    return mode
  }
  const open = new Set<Socket>()
  const server = createServer((client) => {
    open.add(client)
    client.on('error', () => undefined)
    client.on('close', () => open.delete(client))
    if (mode === 'down') return void client.resetAndDestroy()
    const target = connect(port, '127.0.0.1')
    target.on('error', () => undefined)
    const end = (): void => {
      client.destroy()
      target.destroy()
    }
    client.on('close', end)
    target.on('close', end)
    const cut = (random: Random): void => {
      cuts++
      if (random.chance(0.5)) client.resetAndDestroy()
      if (random.chance(0.5)) target.resetAndDestroy()
      end()
    }
    forward(client, target, passable, cut)
    forward(target, client, passable, cut)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const down = (): void => {
    become('down')
    for (const socket of open) socket.resetAndDestroy()
  }
  onTestFinished(() => {
    down()
    server.close()
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => cuts,
    down,
    swallow: () => become('swallow'),
    misbehave: (random) => become(random),
    mend: () => become('through'),
  }
}

/** Hands bytes on in pieces of any size, each after a while, until it is time to cut mid-frame. */
function forward(
  from: Socket,
  to: Socket,
  passable: () => Promise<Mode>,
  cut: (random: Random) => void,
): void {
  let left: number | undefined
  let last = Promise.resolve()
  from.on('data', (chunk: Buffer) => {
    last = last.then(async () => {
      const random = await passable()
      if (typeof random === 'string') return void to.write(chunk)
      left ??= random.below(mostBytesBeforeCut)
      for (let at = 0; at < chunk.length;) {
        const end = at + 1 + random.below(chunk.length - at)
        const piece = chunk.subarray(at, Math.min(end, at + left))
        to.write(piece)
        left -= piece.length
        at = end
        if (left <= 0) return cut(random)
        await new Promise((resolve) => setTimeout(resolve, random.below(longestDelayMs)))
      }
    })
  })
}
