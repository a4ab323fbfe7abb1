import type { Services } from '../backend/app/services.ts'
import { type AppContract, contract } from '../core/contract/contract.ts'
import { type Client, connect } from '../core/rpc/client.ts'
import { memoryChannelPair } from '../core/rpc/memory-channel.ts'

/** A demonstration workspace takes seconds to write, and the test has a time-out of its own. */
const withoutTimeOut = { schedule: () => () => undefined, timeoutMs: Infinity }

/**
 * Fills a data folder through the contract, as any client would: opens a backend on it in this
 * process, lets `work` call operations, and closes it again. No app may be running on the folder.
 * The services are for what no operation writes, such as what another device may have written.
 *
 * @returns what `work` returns, such as the ids it got
 */
export async function seedDataFolder<T>(
  dataDir: string,
  work: (client: Client<AppContract>, services: Services) => Promise<T>,
): Promise<T> {
  // On demand: a test file that seeds nothing need not load the backend.
  const { createBackend } = await import('../backend/app/create-backend.ts')
  const backend = await createBackend(dataDir)
  try {
    const [ours, theirs] = memoryChannelPair()
    backend.attach(theirs)
    const client = await connect(ours, contract, withoutTimeOut)
    return await work(client, backend.services)
  } finally {
    await backend.close()
  }
}
