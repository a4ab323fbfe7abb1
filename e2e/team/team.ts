import { onTestFinished } from 'vitest'
import { contract, type AppContract } from '../../core/contract/contract.ts'
import type { Output } from '../../core/contract/operation.ts'
import type { SyncStatus } from '../../core/contract/sync.ts'
import { type Client, connect } from '../../core/rpc/client.ts'
import { memoryChannelPair } from '../../core/rpc/memory-channel.ts'
import { type Backend, createBackend } from '../../backend/app/create-backend.ts'
import { temporaryFolder } from '../../backend/testing/test-backend.ts'
import { createServer, type RunningServer } from '../../sync-server/app/create-server.ts'

export const password = 'correct horse battery'
export type SharedStatus = Extract<SyncStatus, { state: 'shared' }>

/** One laptop: a backend on a folder of its own, reached through the contract. */
export interface Laptop {
  readonly dataDir: string
  readonly backend: Backend
  readonly client: Client<AppContract>
  /** Resolves with the first state of the exchange that `isWanted`. */
  until(isWanted: (status: SharedStatus) => boolean): Promise<SharedStatus>
  /** Everything of this laptop is with the server, and the other way round. */
  settled(): Promise<SharedStatus>
  close(): Promise<void>
  /** Closes, and opens the same folder again. */
  reopen(): Promise<Laptop>
}

/** A server on a free port; ended with the test. */
export async function startServer(
  options: { dataDir?: string; port?: number } = {},
): Promise<RunningServer & { readonly dataDir: string; readonly address: string }> {
  const { dataDir = temporaryFolder(), port = 0 } = options
  const server = await createServer({ dataDir, host: '127.0.0.1', port })
  onTestFinished(() => server.close())
  return { ...server, dataDir, address: `http://127.0.0.1:${server.port}` }
}

export async function openLaptop(dataDir = temporaryFolder()): Promise<Laptop> {
  const problems: string[] = []
  const backend = await createBackend(dataDir, {
    log: (message) => problems.push(message),
    coalesceMs: 0,
    validateOutput: true,
  })
  let isOpen = true
  const close = async (): Promise<void> => {
    if (isOpen) await backend.close()
    isOpen = false
  }
  onTestFinished(close)
  const [clientSide, serverSide] = memoryChannelPair()
  const connecting = connect(clientSide, contract, { schedule: () => () => undefined })
  backend.attach(serverSide)
  const client = await connecting

  function until(isWanted: (status: SharedStatus) => boolean): Promise<SharedStatus> {
    return new Promise((resolve, reject) => {
      const stop = client.subscribe(
        'sync.watch',
        {},
        (status: Output<AppContract['sync.watch']>) => {
          if (status.state !== 'shared' || !isWanted(status)) return
          resolve(status)
          queueMicrotask(() => stop())
        },
        reject,
      )
    })
  }
  return {
    dataDir,
    backend,
    client,
    until,
    settled: () => until(({ connection, pending }) => connection === 'live' && pending === 0),
    close,
    async reopen() {
      await close()
      return openLaptop(dataDir)
    },
  }
}

/** A laptop whose workspace, of Camille Roche, is shared through the server. */
export async function foundingLaptop(server: {
  address: string
  invitation: string | undefined
}): Promise<Laptop> {
  const laptop = await openLaptop()
  await laptop.client.call('workspace.create', {
    organisationName: 'Pièces Auto Rhône',
    firstName: 'Camille',
    lastName: 'Roche',
    tz: 'Europe/Paris',
    locale: 'fr',
  })
  await laptop.client.call('sync.share', {
    server: server.address,
    code: server.invitation!,
    email: 'camille@example.com',
    password,
  })
  await laptop.settled()
  return laptop
}

/** A laptop that has joined by an invitation of `inviter`. */
export async function joiningLaptop(
  server: { address: string },
  inviter: Laptop,
  email: string,
  role: 'rep' | 'account_manager' | 'back_office' | 'manager' | 'admin' = 'rep',
): Promise<Laptop> {
  const { code } = await inviter.client.call('sync.invite', { roles: [role] })
  const laptop = await openLaptop()
  await laptop.client.call('sync.join', {
    server: server.address,
    code,
    email,
    password,
    firstName: email.split('@')[0]!,
    lastName: 'Martin',
    tz: 'Europe/Paris',
    locale: 'fr',
  })
  await laptop.settled()
  return laptop
}

/** Resolves when the stream has an answer that `isWanted`. */
export async function untilCustomers(laptop: Laptop, names: readonly string[]): Promise<void> {
  for (;;) {
    const { rows } = await laptop.client.call('customers.search', { limit: 100 })
    const found = rows.map(({ name }) => name).sort()
    if (JSON.stringify(found) === JSON.stringify([...names].sort())) return
    await new Promise<void>((resolve) => {
      const stop = laptop.backend.services.feed.subscribe(() => {
        stop()
        resolve()
      })
    })
  }
}
