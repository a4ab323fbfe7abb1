import { onTestFinished } from 'vitest'
import { contract, type AppContract } from '../../core/contract/contract.ts'
import type { Input, NamesOf, Output } from '../../core/contract/operation.ts'
import type { SyncStatus } from '../../core/contract/sync.ts'
import type { Role } from '../../core/contract/users.ts'
import { type Client, connect } from '../../core/rpc/client.ts'
import { memoryChannelPair } from '../../core/rpc/memory-channel.ts'
import { type Backend, createBackend } from '../../backend/app/create-backend.ts'
import type { SecretStore } from '../../backend/sync/secret-store.ts'
import { temporaryFolder } from '../../backend/testing/test-backend.ts'
import { connectReader } from '../../sqlite/connect.ts'
import { createServer, type RunningServer } from '../../sync-server/app/create-server.ts'
import { databaseFile } from '../../sync-server/storage/server-database.ts'

export const password = 'correct horse battery'
export type SharedStatus = Extract<SyncStatus, { state: 'shared' }>

/** One laptop: a backend on a folder of its own, reached through the contract. */
export interface Laptop {
  readonly dataDir: string
  readonly backend: Backend
  readonly client: Client<AppContract>
  /** Resolves with the first state of the exchange that `isWanted`. */
  until(isWanted: (status: SharedStatus) => boolean): Promise<SharedStatus>
  /** Resolves when `isTrue`, which is asked again after every change. */
  when(isTrue: () => boolean): Promise<void>
  /** Live, with nothing left to push; does not wait for the back-off. */
  settled(): Promise<SharedStatus>
  /** What its log said, for a failing test. */
  readonly said: readonly string[]
  close(): Promise<void>
  /** Closes, and opens the same folder again. */
  reopen(): Promise<Laptop>
}

export type TeamServer = RunningServer & { readonly dataDir: string; readonly address: string }

/** A server on a free port; ended with the test. */
export async function startServer(
  options: { dataDir?: string; port?: number; now?: () => number; storeUrl?: string } = {},
): Promise<TeamServer> {
  const { dataDir = temporaryFolder(), port = 0, now = Date.now, storeUrl } = options
  const server = await createServer({ dataDir, host: '127.0.0.1', port, now, storeUrl })
  onTestFinished(() => server.close())
  return { ...server, dataDir, address: `http://127.0.0.1:${server.port}` }
}

export interface LaptopOptions {
  readonly now?: () => number
  readonly silenceMs?: number
  readonly secrets?: SecretStore
}

export async function openLaptop(
  dataDir = temporaryFolder(),
  options: LaptopOptions = {},
): Promise<Laptop> {
  const said: string[] = []
  const backend = await createBackend(dataDir, {
    ...options,
    log: (message) => said.push(message),
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

  const until = (isWanted: (status: SharedStatus) => boolean): Promise<SharedStatus> =>
    firstAnswer({ client }, 'sync.watch', {}, (status) => {
      return status.state === 'shared' && isWanted(status)
    }) as Promise<SharedStatus>
  async function when(isTrue: () => boolean): Promise<void> {
    if (isTrue()) return
    await new Promise<void>((resolve) => {
      const stop = backend.services.feed.subscribe(() => {
        if (!isTrue()) return
        stop()
        resolve()
      })
    })
  }
  return {
    dataDir,
    backend,
    client,
    until,
    when,
    settled: () =>
      until(({ connection, pending }) => {
        if (connection === 'offline') void client.call('sync.retry', {}).catch(() => undefined)
        return connection === 'live' && pending === 0
      }),
    said,
    close,
    async reopen() {
      await close()
      return openLaptop(dataDir, options)
    },
  }
}

/** The first answer of a stream of the contract that `isWanted`. */
export function firstAnswer<N extends NamesOf<AppContract, 'stream'>>(
  { client }: Pick<Laptop, 'client'>,
  name: N,
  input: Input<AppContract[N]>,
  isWanted: (answer: Output<AppContract[N]>) => boolean = () => true,
): Promise<Output<AppContract[N]>> {
  return new Promise((resolve, reject) => {
    const stop = client.subscribe(
      name,
      input,
      (answer) => {
        if (!isWanted(answer)) return
        resolve(answer)
        queueMicrotask(() => stop())
      },
      reject,
    )
  })
}

/** Whose laptop it is. */
export const userOf = ({ backend }: Laptop): string => backend.services.local.workspace()!.userId

/** Ends the server and waits until the laptops know. */
export async function goOffline(server: RunningServer, laptops: readonly Laptop[]): Promise<void> {
  await server.close()
  for (const laptop of laptops) await laptop.until(({ connection }) => connection === 'offline')
}

/** A laptop with a workspace of Camille Roche, who works alone. */
export async function laptopAlone(dataDir?: string, options: LaptopOptions = {}): Promise<Laptop> {
  const laptop = await openLaptop(dataDir, options)
  await laptop.client.call('workspace.create', {
    organisationName: 'Pièces Auto Rhône',
    firstName: 'Camille',
    lastName: 'Roche',
    tz: 'Europe/Paris',
    locale: 'fr',
  })
  return laptop
}

export async function share(
  { client }: Laptop,
  { address, invitation }: { address: string; invitation: string | undefined },
): Promise<void> {
  const account = { email: 'camille@example.com', password }
  await client.call('sync.share', { server: address, code: invitation!, ...account })
}

/** A laptop whose workspace, of Camille Roche, is shared through the server. */
export async function foundingLaptop(
  server: { address: string; invitation: string | undefined },
  options: LaptopOptions = {},
): Promise<Laptop> {
  const laptop = await laptopAlone(undefined, options)
  await share(laptop, server)
  await laptop.settled()
  return laptop
}

/**
 * A laptop that has joined by an invitation of `inviter`; as an account manager, who edits what
 * colleagues write, unless another role is given.
 */
export async function joiningLaptop(
  server: { address: string },
  inviter: Laptop,
  email: string,
  role: Role = 'account_manager',
  options: LaptopOptions = {},
): Promise<Laptop> {
  const { code } = await inviter.client.call('sync.invite', { roles: [role] })
  const laptop = await openLaptop(undefined, options)
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

/** Another device of somebody who has an account. */
export async function secondLaptop(
  server: { address: string },
  email: string,
  options: LaptopOptions = {},
): Promise<Laptop> {
  const laptop = await openLaptop(undefined, options)
  await signIn(laptop, server, email)
  await laptop.settled()
  return laptop
}

export async function signIn(
  laptop: Laptop,
  { address }: { address: string },
  email: string,
): Promise<void> {
  await laptop.client.call('sync.signIn', { server: address, email, password })
}

/** Shuts a device out, as the administrator does. */
export async function revoke(admin: Laptop, deviceId: string): Promise<void> {
  const { session } = admin.backend.services
  const { server } = session.shared()!
  const { status } = await fetch(`${server}/api/devices/${deviceId}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${await session.accessToken()}` },
  })
  if (status !== 204) throw new Error(`the device was not revoked: ${status}`)
}

export async function addCustomer({ client }: Laptop, name: string): Promise<string> {
  const { id } = await client.call('customers.create', { parentId: null, fields: { name } })
  return id
}

/** Names of all customers, in order. */
export function customersOf({ backend }: Laptop): string[] {
  return backend.services.db.reader.raw
    .prepare('select name from customer where deleted_at is null order by name')
    .pluck()
    .all() as string[]
}

/** Resolves when the laptop has exactly these customers. */
export function untilCustomers(laptop: Laptop, names: readonly string[]): Promise<void> {
  const wanted = JSON.stringify([...names].sort())
  return laptop.when(() => JSON.stringify(customersOf(laptop).sort()) === wanted)
}

/** The newest place of the server's log, read beside the server. */
export function headOf(serverDataDir: string): number {
  const database = connectReader(databaseFile(serverDataDir))
  try {
    return database.prepare('select coalesce(max(seq), 0) from log').pluck().get() as number
  } finally {
    database.close()
  }
}

/** Resolves when every laptop has pushed all of its own and has taken in all that the server has. */
export async function converge(serverDataDir: string, laptops: readonly Laptop[]): Promise<void> {
  for (const laptop of laptops) await laptop.settled()
  const head = headOf(serverDataDir)
  for (const laptop of laptops) {
    await laptop.settled()
    await laptop.when(() => laptop.backend.services.syncLog.place().cursor >= head)
  }
}

const readTables = [
  ...['customer', 'contact', 'activity', 'note', 'note_mention', 'attachment', 'task'],
  'team_member',
]

/** All read tables as JSON: equal on two laptops that know the same. Row numbers are each one's own. */
export function rowsOf({ backend }: Laptop): string {
  const { raw } = backend.services.db.reader
  const tables = readTables.map((table) =>
    raw
      .prepare(`select * from ${table}`)
      .all()
      .map((row) => JSON.stringify({ ...(row as object), rid: undefined }))
      .sort(),
  )
  return JSON.stringify(tables, null, 1)
}
