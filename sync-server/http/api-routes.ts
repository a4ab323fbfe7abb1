import { AppError } from '../../core/contract/app-error.ts'
import type { Claims } from '../../core/sync/policy.ts'
import {
  apiPaths,
  foundSchema,
  inviteSchema,
  joinSchema,
  type MemberPatch,
  memberPatchSchema,
  passwordChangeSchema,
  passwordResetSchema,
  refreshSchema,
  resetCodeSchema,
  type ServerInfo,
  signInSchema,
} from '../../core/sync/server-api.ts'
import type { Workspace } from '../identity/identity.ts'
import { invite } from '../identity/invitations.ts'
import { join } from '../identity/join.ts'
import { listMembers, patchMember, shownDevice } from '../identity/members.ts'
import { changePassword, createResetCode, resetPassword } from '../identity/password-change.ts'
import { refresh, revokeDevice } from '../identity/sessions.ts'
import { signIn } from '../identity/sign-in.ts'
import { json, noContent, type Route, route } from './route.ts'

/** Version of the HTTP interface and of the feed's messages. */
const protocol = 1
const maxFoundBytes = 4 * 1024 * 1024
const maxPeopleBytes = 2 * 1024 * 1024

/** `core/sync/server-api.ts`, answered. */
export function apiRoutes(workspace: Workspace): Route[] {
  const { workspaceId, tables, now, isFounded, directory } = workspace
  const info = async (): Promise<ServerInfo> => ({
    product: 'wiseparts',
    protocol,
    workspaceId,
    at: now(),
    founded: await isFounded(),
  })
  return [
    route({
      method: 'GET',
      path: apiPaths.info,
      access: 'open',
      answer: async () => json(await info()),
    }),
    route({
      method: 'POST',
      path: apiPaths.join,
      access: 'open',
      body: joinSchema,
      answer: async ({ body, from }) => json(await join(workspace, body, from)),
    }),
    route({
      method: 'POST',
      path: apiPaths.signIn,
      access: 'open',
      body: signInSchema,
      answer: async ({ body, from }) => json(await signIn(workspace, body, from)),
    }),
    route({
      method: 'POST',
      path: apiPaths.refresh,
      access: 'open',
      body: refreshSchema,
      answer: async ({ body }) => json(await refresh(workspace, body.refreshToken)),
    }),
    route({
      method: 'POST',
      path: apiPaths.found,
      access: 'admin',
      body: foundSchema,
      maxBodyBytes: maxFoundBytes,
      answer: async ({ body }) => {
        await directory.found(new Uint8Array(Buffer.from(body.directory, 'base64')))
        return noContent
      },
    }),
    route({
      method: 'POST',
      path: apiPaths.invitations,
      access: 'admin',
      body: inviteSchema,
      // Room for the 20,000 customers of a territory.
      maxBodyBytes: maxPeopleBytes,
      answer: async ({ body }, { claims }) => json(await invite(workspace, body, claims.userId)),
    }),
    route({
      method: 'POST',
      path: apiPaths.password,
      access: 'member',
      body: passwordChangeSchema,
      answer: async ({ body, from }, session) => {
        await changePassword(workspace, body, session, from)
        return noContent
      },
    }),
    route({
      method: 'POST',
      path: apiPaths.resetCodes,
      access: 'admin',
      body: resetCodeSchema,
      answer: async ({ body }, { claims }) =>
        json(await createResetCode(workspace, body.userId, claims.userId)),
    }),
    route({
      method: 'POST',
      path: apiPaths.resetPassword,
      access: 'open',
      body: passwordResetSchema,
      answer: async ({ body, from }) => json(await resetPassword(workspace, body, from)),
    }),
    route({
      method: 'GET',
      path: apiPaths.members,
      access: 'admin',
      answer: async () => json(await listMembers(workspace)),
    }),
    route({
      method: 'PATCH',
      path: `${apiPaths.members}/:id`,
      access: 'member',
      body: memberPatchSchema,
      maxBodyBytes: maxPeopleBytes,
      answer: async ({ id, body }, { claims }) => {
        requirePatchRight(claims, id, body)
        await patchMember(workspace, id, body)
        return noContent
      },
    }),
    route({
      method: 'GET',
      path: apiPaths.devices,
      access: 'member',
      answer: async (_asked, { claims }) =>
        json((await tables.devicesOf(claims.userId)).map(shownDevice)),
    }),
    route({
      method: 'DELETE',
      path: `${apiPaths.devices}/:id`,
      access: 'member',
      answer: async ({ id }, { claims }) => {
        await revokeDevice(workspace, id, claims)
        return noContent
      },
    }),
  ]
}

/** Administrators change everybody; everybody else their own name, colour, zone and language. */
function requirePatchRight(
  { userId, roles }: Claims,
  id: string,
  { active, roles: newRoles, territory }: MemberPatch,
): void {
  if (roles.includes('admin')) return
  const isAccess = active !== undefined || newRoles !== undefined || territory !== undefined
  if (id !== userId || isAccess) throw new AppError('E-PRM', 'administrators only')
}
