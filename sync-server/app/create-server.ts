import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import type { Database } from 'better-sqlite3'
import { type Logger, pino } from 'pino'
import { v7 } from 'uuid'
import { blobRoutes } from '../blobs/blob-routes.ts'
import { BlobStore } from '../blobs/blob-store.ts'
import { Compaction } from '../compaction/compaction.ts'
import { Directory } from '../directory/directory.ts'
import { apiRoutes } from '../http/api-routes.ts'
import { createHttpServer } from '../http/http-server.ts'
import { operatorRoutes } from '../http/operator-routes.ts'
import { believedProxies } from '../http/remote-address.ts'
import type { Route } from '../http/route.ts'
import { announceAccess, createIdentity, type Workspace } from '../identity/identity.ts'
import { firstInvitation } from '../identity/invitations.ts'
import { authenticate, type Authenticated } from '../identity/sessions.ts'
import { Ingest } from '../ingest/ingest.ts'
import { createSockets } from '../sockets/sockets.ts'
import { isFounded, markFounded, workspaceIdOf } from '../storage/server-state.ts'
import { openStorage } from '../storage/open-storage.ts'
import { Health } from './health.ts'
import { Metrics } from './metrics.ts'

export interface ServerOptions {
  /** Made if it is not there. */
  readonly dataDir: string
  /** `postgres://…` where everything but the contents of files is kept there, not in the folder. */
  readonly storeUrl?: string | undefined
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  readonly metricsToken?: string | undefined
  /** Addresses and networks of proxies on other machines that say who asks. */
  readonly proxies?: readonly string[] | undefined
  /** Other doors than the feed and the rooms, for tests. */
  readonly createSockets?: typeof createSockets
  readonly now?: () => number
  readonly newId?: () => string
  readonly log?: Logger
  readonly connect?: (file: string) => Database
}

export interface RunningServer {
  readonly port: number
  readonly workspaceId: string
  /** Code for the first administrator, while there is none. */
  readonly invitation: string | undefined
  readonly routes: readonly Route[]
  /** Stops accepting, lets what waits end, closes the file. */
  close(): Promise<void>
}

/**
 * Opens the workspace of a folder and listens.
 *
 * @throws as `openServerDatabase` and `sqliteLogStore`; the listening error, such as EADDRINUSE
 */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const { dataDir, host, now = Date.now, newId = v7, log = pino({ enabled: false }) } = options
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const { storeUrl, connect } = options
  const isProxy = believedProxies(options.proxies ?? [])
  const storage = await openStorage({ dataDir, storeUrl, now, newId, connect })
  const { log: store, sql } = storage
  const health = new Health(store)
  const metrics = new Metrics((works) => (works ? health.storageWorked() : health.storageFailed()))
  const warn = (message: string): void => log.warn(message)
  const ingest = new Ingest({ store, now, log: warn, observer: metrics })
  const workspaceId = await workspaceIdOf(sql, newId)
  const identity = await createIdentity({ sql, workspaceId, now, newId })
  const { tables, accessListeners } = identity
  const founded = (): Promise<boolean> => isFounded(sql)
  const directory = new Directory({
    ...{ store, now, log: warn, ingest, tables },
    isFounded: founded,
    markFounded: () => markFounded(sql),
    alone: storage.alone,
  })
  const workspace: Workspace = { ...identity, directory, isFounded: founded }
  const check = async (token: string): Promise<Authenticated> => {
    const authenticated = await authenticate(workspace, token)
    // An account that the token command made beside this process is written when it first comes.
    const { userId } = authenticated.claims
    if ((await tables.account(userId))?.due) void directory.writeDue()
    return authenticated
  }
  const sockets = (options.createSockets ?? createSockets)({
    ...{ store, ingest, workspaceId, log: warn, now },
    authenticate: check,
    onAccessChanged: (listener) => {
      accessListeners.add(listener)
      return () => void accessListeners.delete(listener)
    },
  })
  metrics.gauge('wiseparts_log_entries', 'Entries of the log', async () => (await store.head()).seq)
  metrics.gauge('wiseparts_connections', 'Open sockets', () => sockets.connectionCount())
  metrics.gauge('process_resident_memory_bytes', 'Memory', () => process.memoryUsage.rss())

  const blobs = new BlobStore(dataDir, (bytes) => metrics.contentStored(bytes))
  await blobs.sweepParts(now())
  const { metricsToken } = options
  const routes = [
    ...apiRoutes(workspace),
    ...blobRoutes(workspaceId, blobs),
    ...operatorRoutes({ health, metrics, metricsToken }),
  ]
  const server = createHttpServer({
    routes,
    authenticate: check,
    isProxy,
    answered: (method, path, status, ms) => {
      metrics.requested(method, path, status)
      log.info({ method, path, status, ms: Math.round(ms) }, 'answered')
    },
    failed: (error) => log.error({ err: error }, 'a request failed'),
  })
  server.on('upgrade', (request, socket, head) => {
    // Before anything else: a reset connection would end the process.
    socket.on('error', () => socket.destroy())
    sockets.handleUpgrade(request, socket, head)
  })
  try {
    await storage.listen({
      logGrew: () => void ingest.follow(),
      accessChanged: (change) => announceAccess(identity, change),
      missed: () => sockets.closeAll(),
    })
    await ingest.follow()
    server.listen(options.port, host)
    await once(server, 'listening')
  } catch (error) {
    await storage.close()
    throw error
  }
  const invitation = (await firstInvitation(workspace))?.code
  await directory.writeDue()
  const compaction = new Compaction({ store, now, log: (message) => log.info(message) })
  compaction.start()
  let isClosing = false
  void health.verify().then(
    () => log.info('the log is verified'),
    (error: unknown) => void (isClosing || log.error({ err: error }, 'the log is not as written')),
  )

  return {
    port: (server.address() as AddressInfo).port,
    workspaceId,
    invitation,
    routes,
    close: async () => {
      if (isClosing) return
      isClosing = true
      const closed = new Promise((resolve) => server.close(resolve))
      sockets.close()
      server.closeIdleConnections()
      await closed
      await Promise.all([ingest.settled(), compaction.stop()])
      await storage.close()
    },
  }
}
