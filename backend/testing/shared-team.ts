import type { AppContract } from '../../core/contract/contract.ts'
import { type Role, roles } from '../../core/contract/users.ts'
import type { Client } from '../../core/rpc/client.ts'
import { openTestWorkspace, type TestBackend } from './test-backend.ts'

export interface SharedTeam extends TestBackend {
  readonly userId: string
  /** Ids of colleagues with one role each; Camille Roche, of the device, is an administrator. */
  readonly people: Readonly<Record<Role, string>>
  /** Acts as one of them. */
  as(role: Role): Promise<Client<AppContract>>
}

/**
 * A workspace that counts as shared, with a colleague of every role, who are called after it, and a
 * team of the manager and the rep. There is no server behind it.
 */
export async function openSharedTeam(): Promise<SharedTeam> {
  const app = await openTestWorkspace()
  const people: Partial<Record<Role, string>> = {}
  for (const role of roles) {
    const fields = { firstName: 'Paul', lastName: role, roles: [role] }
    people[role] = (await app.client.call('users.create', fields)).id
  }
  const { id: teamId } = await app.client.call('teams.create', { name: 'Est' })
  for (const role of ['manager', 'rep'] as const)
    await app.client.call('teams.setMember', { teamId, userId: people[role]!, member: true })
  const { local } = app.backend.services
  local.setShared({
    ...{ server: 'http://127.0.0.1:1', workspaceId: local.workspace()!.workspaceId },
    ...{ userId: app.userId, email: 'camille@example.com', deviceId: 'device-1' },
    ...{ roles: ['admin'], territory: null, isFounding: false },
  })
  const complete = people as Record<Role, string>
  return { ...app, people: complete, as: (role) => app.connect({ as: complete[role] }) }
}
