import { expect } from 'vitest'
import type { ConflictToReview } from '../../core/contract/conflicts.ts'
import type { AppContract } from '../../core/contract/contract.ts'
import type { Input, NamesOf, Output } from '../../core/contract/operation.ts'
import { type Laptop, startServer } from './team.ts'

/** Two laptops of one workspace, and their server. */
export interface TwoLaptops {
  readonly server: Awaited<ReturnType<typeof startServer>>
  readonly camille: Laptop
  readonly paul: Laptop
}

/** Puts the two out of reach of each other, once they know the same. */
export async function part({ server, camille, paul }: TwoLaptops): Promise<void> {
  await Promise.all([camille.settled(), paul.settled()])
  await server.close()
  await Promise.all(
    [camille, paul].map((laptop) => laptop.until(({ connection }) => connection === 'offline')),
  )
}

export async function together({ server, camille, paul }: TwoLaptops): Promise<void> {
  await startServer({ dataDir: server.dataDir, port: server.port })
  const laptops = [camille, paul]
  await Promise.all(laptops.map((laptop) => laptop.client.call('sync.retry', {})))
  await Promise.all(laptops.map((laptop) => laptop.settled()))
}

/** The first answer of a stream. */
export function first<T>(
  subscribe: (emit: (value: T) => void, fail: (error: unknown) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = subscribe((value) => {
      resolve(value)
      queueMicrotask(() => stop())
    }, reject)
  })
}

/** The first answer of a stream of the contract. */
export const firstAnswer = <N extends NamesOf<AppContract, 'stream'>>(
  { client }: Laptop,
  name: N,
  input: Input<AppContract[N]>,
): Promise<Output<AppContract[N]>> =>
  first<Output<AppContract[N]>>((emit, fail) => client.subscribe(name, input, emit, fail))

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
  const { open, total } = await first<{ open: ConflictToReview[]; total: number }>((emit, fail) =>
    laptop.client.subscribe('conflicts.watch', {}, emit, fail),
  )
  expect(total).toBe(open.length)
  return open
}

export const untilConflicts = (laptop: Laptop, count: number): Promise<void> =>
  until(laptop, async () => (await conflicts(laptop)).length === count)

export const userOf = (laptop: Laptop): string => laptop.backend.services.local.workspace()!.userId
