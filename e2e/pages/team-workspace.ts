import type { AppContract } from '../../core/contract/contract.ts'
import type { Role } from '../../core/contract/users.ts'
import type { Client } from '../../core/rpc/client.ts'
import type { TeamServer } from '../team-server.ts'
import { untilShared } from './shared-workspace.ts'
import { createWorkspace } from './workspace.ts'

export const camilleEmail = 'camille@exemple.fr'
export const camillePassword = 'une phrase assez longue'
export const paulEmail = 'paul@exemple.fr'
export const paulPassword = 'une autre phrase longue'

/** Camille's workspace, shared through the server; an invitation for Paul. */
export async function shareWorkspace(
  client: Client<AppContract>,
  { address, invitation }: TeamServer,
  roleOfPaul: Role = 'rep',
): Promise<string> {
  await createWorkspace(client)
  const account = { email: camilleEmail, password: camillePassword }
  await client.call('sync.share', { server: address, code: invitation, ...account })
  await untilShared(client)
  const { code } = await client.call('sync.invite', { roles: [roleOfPaul] })
  return code
}

/** Paul Martin joins with it. */
export async function joinWorkspace(
  client: Client<AppContract>,
  { address }: TeamServer,
  code: string,
): Promise<void> {
  await client.call('sync.join', {
    ...{ server: address, code, email: paulEmail, password: paulPassword },
    ...{ firstName: 'Paul', lastName: 'Martin', tz: 'Europe/Paris', locale: 'fr' },
  })
  await untilShared(client)
}
