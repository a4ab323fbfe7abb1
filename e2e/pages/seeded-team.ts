import type { App } from '../app.ts'
import type { TeamServer } from '../team-server.ts'
import { untilShared } from './shared-workspace.ts'
import type { AppClient } from './workspace.ts'

const password = 'une phrase assez longue'

/**
 * Two laptops that share one workspace before either is opened: of whoever `work` makes it for, and of
 * Paul Martin, who joins.
 *
 * @returns what `work` returns
 */
export async function seedTeam<T>(
  { app, colleague, teamServer }: { app: App; colleague: App; teamServer: TeamServer },
  work: (client: AppClient) => Promise<T>,
): Promise<T> {
  const { address: server, invitation } = teamServer
  const { made, code } = await app.seed(async (client) => {
    const made = await work(client)
    const account = { email: 'camille@exemple.fr', password }
    await client.call('sync.share', { server, code: invitation, ...account })
    await untilShared(client)
    const { code } = await client.call('sync.invite', { roles: ['rep'] })
    return { made, code }
  })
  await colleague.seed(async (client) => {
    await client.call('sync.join', {
      ...{ server, code, email: 'paul@exemple.fr', password },
      ...{ firstName: 'Paul', lastName: 'Martin', tz: 'Europe/Paris', locale: 'fr' },
    })
    await untilShared(client)
  })
  return made
}
