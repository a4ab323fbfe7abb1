import { expect } from 'vitest'
import type { ConflictToReview } from '../../core/contract/conflicts.ts'
import { firstAnswer, goOffline, type Laptop, startServer } from './team.ts'

/** Two laptops of one workspace, and their server. */
export interface TwoLaptops {
  readonly server: Awaited<ReturnType<typeof startServer>>
  readonly camille: Laptop
  readonly paul: Laptop
}

/** Puts the two out of reach of each other, once they know the same. */
export async function part({ server, camille, paul }: TwoLaptops): Promise<void> {
  await Promise.all([camille.settled(), paul.settled()])
  await goOffline(server, [camille, paul])
}

export async function together({ server, camille, paul }: TwoLaptops): Promise<void> {
  await startServer({ dataDir: server.dataDir, port: server.port })
  const laptops = [camille, paul]
  await Promise.all(laptops.map((laptop) => laptop.client.call('sync.retry', {})))
  await Promise.all(laptops.map((laptop) => laptop.settled()))
}

/** Asks again after every change. */
export async function until(laptop: Laptop, isWanted: () => Promise<boolean>): Promise<void> {
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

export async function conflicts(laptop: Laptop): Promise<ConflictToReview[]> {
  const { open, total } = await firstAnswer(laptop, 'conflicts.watch', {})
  expect(total).toBe(open.length)
  return open
}

export const untilConflicts = (laptop: Laptop, count: number): Promise<void> =>
  until(laptop, async () => (await conflicts(laptop)).length === count)
