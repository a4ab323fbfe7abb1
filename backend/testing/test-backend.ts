import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type AppContract, contract } from '../../core/contract/contract.ts'
import type { NamesOf, Output, Input } from '../../core/contract/operation.ts'
import { type Client, connect } from '../../core/rpc/client.ts'
import { memoryChannelPair } from '../../core/rpc/memory-channel.ts'
import { type Backend, type BackendOptions, createBackend } from '../app/create-backend.ts'
import type { RequestContext } from '../app/request-context.ts'

/** Tuesday 24 November 2026, 10:00 in Paris. */
export const testNow = Date.UTC(2026, 10, 24, 9, 0)

export interface TestBackend {
  readonly dataDir: string
  readonly backend: Backend
  readonly client: Client<AppContract>
  /** The clock; set `now` to move in time, and `setBy` as somebody would set the device's clock. */
  readonly clock: { now: number; setBy: number }
  /** First answer of a stream. */
  first<N extends NamesOf<AppContract, 'stream'>>(
    this: void,
    operation: N,
    input: Input<AppContract[N]>,
  ): Promise<Output<AppContract[N]>>
  /** A second client, acting as another user. */
  connect(this: void, context: RequestContext): Promise<Client<AppContract>>
  close(this: void): Promise<void>
  /** Closes and opens the same folder again. */
  reopen(this: void): Promise<TestBackend>
}

/** A temporary folder, removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wiseparts-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** Ids that look like UUIDv7 and count up. */
export function countingIds(start = 0): () => string {
  let last = start
  return () => `01900000-0000-7000-8000-${(++last).toString(16).padStart(12, '0')}`
}

let idsOfThisRun = 0

interface TestOptions extends Pick<BackendOptions, 'positionSources'> {
  /** Where the clock stands, in UTC milliseconds. */
  readonly now?: number
}

/** A real backend on a temporary folder, reached through the contract, with a clock that stands. */
export async function openTestBackend(
  dataDir = temporaryFolder(),
  { positionSources = () => [], now = testNow }: TestOptions = {},
): Promise<TestBackend> {
  const clock = { now, setBy: 0 }
  // Ids go on counting when a folder is opened again.
  const newId = (): string => countingIds(idsOfThisRun++)()
  const backend = await createBackend(dataDir, {
    now: () => clock.now + clock.setBy,
    uptime: () => clock.now - testNow + 3_600_000,
    newId,
    log: () => undefined,
    coalesceMs: 0,
    positionSources,
    validateOutput: true,
  })
  let isOpen = true
  const close = async (): Promise<void> => {
    if (isOpen) await backend.close()
    isOpen = false
  }
  onTestFinished(close)

  async function open(context: RequestContext): Promise<Client<AppContract>> {
    const [clientSide, serverSide] = memoryChannelPair()
    const connecting = connect(clientSide, contract, { schedule: () => () => undefined })
    backend.attach(serverSide, context)
    return connecting
  }
  const client = await open({})
  return {
    dataDir,
    backend,
    client,
    clock,
    connect: open,
    close,
    first: (operation, input) =>
      new Promise((resolve, reject) => {
        const stop = client.subscribe(
          operation,
          input,
          (value) => {
            resolve(value)
            queueMicrotask(() => stop())
          },
          reject,
        )
      }),
    async reopen() {
      await close()
      return openTestBackend(dataDir)
    },
  }
}

/** The same with a workspace of one administrator, Camille Roche, in Paris. */
export async function openTestWorkspace(
  options: TestOptions = {},
): Promise<TestBackend & { userId: string }> {
  const opened = await openTestBackend(undefined, options)
  const { userId } = await opened.client.call('workspace.create', {
    organisationName: 'Pièces Auto Rhône',
    firstName: 'Camille',
    lastName: 'Roche',
    tz: 'Europe/Paris',
    locale: 'fr',
  })
  return { ...opened, userId }
}
