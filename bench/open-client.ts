import { type Backend, type BackendOptions, createBackend } from '../backend/app/create-backend.ts'
import { type AppContract, contract } from '../core/contract/contract.ts'
import { type Client, connect } from '../core/rpc/client.ts'
import { memoryChannelPair } from '../core/rpc/memory-channel.ts'

export interface OpenClient {
  readonly backend: Backend
  readonly client: Client<AppContract>
}

/** A backend on the folder and a client on a memory channel; close the backend when done. */
export async function openClient(
  dataDir: string,
  options: BackendOptions = {},
): Promise<OpenClient> {
  const backend = await createBackend(dataDir, { log: () => undefined, ...options })
  const [ours, theirs] = memoryChannelPair()
  backend.attach(theirs)
  const client = await connect(ours, contract, {
    schedule: () => () => undefined,
    timeoutMs: Infinity,
  })
  return { backend, client }
}
