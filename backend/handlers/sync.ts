import { hostname } from 'node:os'
import { AppError } from '../../core/contract/app-error.ts'
import type { syncContract } from '../../core/contract/sync.ts'
import type { Joined, JoinRequest } from '../../core/sync/server-api.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { ChangeSet } from '../app/change-feed.ts'
import { discardWorkspace } from '../app/discard-workspace.ts'
import type { RequestContext } from '../app/request-context.ts'
import { actingUser, type Services } from '../app/services.ts'
import { ServerClient, serverAddress } from '../sync/server-client.ts'
import { announceWorkspace } from './workspace.ts'

export function syncHandlers(services: Services): Handlers<typeof syncContract, RequestContext> {
  const { db, local, live, session, team, blobs, syncLog, unshared, feed } = services

  return {
    'sync.watch': (_input, emit) =>
      live.subscribe({ key: 'sync.watch', tables: ['sync'], run: () => team.status() }, emit),

    'sync.share': async ({ server, code, email, password }, context) => {
      const me = actingUser(services, context)
      if (local.workspace()?.isDemo) throw new AppError('E-SRV-DEMO', 'a demonstration')
      if (session.shared()) throw new AppError('E-SRV-SHARED', 'shared already')
      if (!me.roles.includes('admin')) throw new AppError('E-PRM', 'administrators only')
      const address = serverAddress(server)
      const client = new ServerClient(address)
      if ((await client.info()).founded) throw new AppError('E-SRV-FOUNDED', 'not empty')
      const { firstName, lastName, tz, locale, id: userId } = me
      const person = { firstName, lastName, tz, locale, userId }
      const request = { code, email, password, ...person, deviceName: deviceName() }
      const joined = await joinOnce(client, request)
      await session.adopt(joined, { server: address, email, isFounding: true }, (keep) =>
        db.writer.raw
          .transaction(() => {
            keep()
            unshared.markEverything()
          })
          .immediate(),
      )
      team.retryNow()
      announceWorkspace(services)
      return {}
    },

    'sync.join': async ({ server, ...request }) => {
      requireEmptyFolder(services)
      const address = serverAddress(server)
      const client = new ServerClient(address)
      if (!(await client.info()).founded) throw new AppError('E-SRV-EMPTY', 'nothing to join yet')
      const joined = await client.join({ ...request, deviceName: deviceName() })
      await begin(services, joined, address, request.email)
      return {}
    },

    'sync.signIn': ({ server, ...request }) =>
      enter(services, server, request.email, (client) =>
        client.signIn({ ...request, deviceName: deviceName() }),
      ),

    'sync.resetPassword': ({ server, ...request }) =>
      enter(services, server, request.email, (client) =>
        client.resetPassword({ ...request, deviceName: deviceName() }),
      ),

    'sync.leave': async ({ losePending }) => {
      if (!session.shared()) throw new AppError('E-SRV-NOT-SHARED', 'this workspace is not shared')
      const pending = syncLog.countUnpushed()
      if (pending > 0 && !losePending)
        throw new AppError('E-SRV-PENDING', `${pending} changes are only here`, { count: pending })
      await team.apart(async () => {
        await session.revokeSelf()
        discardWorkspace(services)
      })
      announceWorkspace(services)
      return {}
    },

    'sync.retry': () => {
      team.retryNow()
      blobs.retryNow()
      return {}
    },

    'sync.invite': async ({ roles, userId }) => {
      const { code, expiresAt } = await session
        .client()
        .invite(await session.accessToken(), { roles, userId, territory: null })
      return { code, expiresAt }
    },

    'sync.rejected': () =>
      syncLog.rejections().map(({ id, documentId, origin, reason, userId, at, records }) => ({
        id,
        documentId,
        origin,
        reason,
        userId,
        at,
        records: records.map((record) => ({ ...record, fields: { ...record.fields } })),
      })),

    'sync.forgetRejected': ({ id }) => {
      syncLog.forgetRejection(id)
      const changes = new ChangeSet()
      changes.addAll('sync')
      feed.changed(changes)
      return {}
    },
  }
}

/** Opens a session of somebody who has an account: in the folder of theirs, or in an empty one. */
async function enter(
  services: Services,
  server: string,
  email: string,
  ask: (client: ServerClient) => Promise<Joined>,
): Promise<Record<string, never>> {
  const { session, team } = services
  const address = serverAddress(server)
  const shared = session.shared()
  if (!shared) requireEmptyFolder(services)
  const joined = await ask(new ServerClient(address))
  if (!shared) {
    if (!joined.founded) throw new AppError('E-SRV-EMPTY', 'nothing to open yet')
    await begin(services, joined, address, email)
    return {}
  }
  if (joined.userId !== shared.userId || joined.workspaceId !== shared.workspaceId)
    throw new AppError('E-AUTH-CREDENTIALS', 'this folder belongs to somebody else')
  await session.adopt(joined, { ...shared, server: address, email })
  team.retryNow()
  return {}
}

/** Joins; where the answer to a first attempt was lost, the person's account is there already. */
async function joinOnce(client: ServerClient, request: JoinRequest): Promise<Joined> {
  try {
    return await client.join(request)
  } catch (error) {
    const isUsed = error instanceof AppError && error.code === 'E-AUTH-INVITATION'
    const joined = isUsed ? await client.signIn(request).catch(() => undefined) : undefined
    if (joined?.userId !== request.userId || !joined) throw error
    return joined
  }
}

/** What an administrator reads in the list of devices. */
function deviceName(): string {
  return hostname().slice(0, 80) || 'WiseParts'
}

function requireEmptyFolder({ local }: Services): void {
  if (local.workspace())
    throw new AppError('E-WORKSPACE-EXISTS', 'local data is never mixed into a shared workspace')
}

/** The folder becomes a device of the shared workspace: first its people and settings, then the rest. */
async function begin(
  services: Services,
  joined: Joined,
  server: string,
  email: string,
): Promise<void> {
  const { documents, local, session, team, now } = services
  const { workspaceId, userId } = joined
  const at = now()
  const entries = joined.documents.map(({ documentId, update }) => ({
    documentId,
    seq: 0,
    userId: 'server',
    at,
    update: new Uint8Array(Buffer.from(update, 'base64')),
  }))
  await session.adopt(joined, { server, email, isFounding: false }, (keep) =>
    documents.receive(entries, () => {
      local.setWorkspace({ workspaceId, userId, isDemo: false, createdAt: at })
      keep()
    }),
  )
  announceWorkspace(services)
  team.retryNow()
}
