import type { AppContract } from '../../core/contract/contract.ts'
import type { Input, NamesOf, Output } from '../../core/contract/operation.ts'
import { type Laptop, startServer, type TeamServer } from './team.ts'

interface Two {
  readonly server: TeamServer
  readonly camille: Laptop
  readonly paul: Laptop
}

/** Puts two laptops that know the same out of reach of each other: their server is closed. */
export async function putApart({ server, camille, paul }: Two): Promise<void> {
  await Promise.all([camille.settled(), paul.settled()])
  await server.close()
  await Promise.all(
    [camille, paul].map((laptop) => laptop.until(({ connection }) => connection === 'offline')),
  )
}

/** Starts the server of two laptops again; resolves when both have pushed what they wrote. */
export async function bringTogether({ server, camille, paul }: Two): Promise<void> {
  await startServer({ dataDir: server.dataDir, port: server.port })
  const laptops = [camille, paul]
  await Promise.all(laptops.map((laptop) => laptop.client.call('sync.retry', {})))
  await Promise.all(laptops.map((laptop) => laptop.settled()))
}

/** First answer of a stream. */
export function firstAnswer<N extends NamesOf<AppContract, 'stream'>>(
  { client }: Laptop,
  name: N,
  input: Input<AppContract[N]>,
): Promise<Output<AppContract[N]>> {
  return new Promise((resolve, reject) => {
    const stop = client.subscribe(
      name,
      input,
      (value) => {
        resolve(value)
        queueMicrotask(() => stop())
      },
      reject,
    )
  })
}

/** Asks again after every change of the laptop. */
export async function untilSeen(laptop: Laptop, isWanted: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const changed = new Promise<void>((resolve) => {
      const stop = laptop.backend.services.feed.subscribe(() => {
        stop()
        resolve()
      })
    })
    if (await isWanted()) return
    await changed
  }
}
