import type { Locale } from '../../core/contract/scalars.ts'
import type { Role } from '../../core/contract/users.ts'
import type { App } from '../app.ts'
import type { TeamServer } from '../team-server.ts'
import type { AppClient } from './workspace.ts'

export const camilleEmail = 'camille@exemple.fr'
export const camillePassword = 'une phrase assez longue'
export const paulPassword = 'une autre phrase longue'

/**
 * Two laptops that share one workspace before either is opened: of whoever `work` makes it for, and of
 * Paul Martin, who joins and has all of it.
 *
 * @returns what `work` returns
 */
export async function seedTeam<T>(
  { app, colleague, teamServer }: { app: App; colleague: App; teamServer: TeamServer },
  work: (client: AppClient) => Promise<T>,
  paul: { role?: Role; locale?: Locale } = {},
): Promise<T> {
  const { address: server, invitation } = teamServer
  const { role = 'rep', locale = 'fr' } = paul
  const { made, code } = await app.seed(async (client) => {
    const made = await work(client)
    const account = { email: camilleEmail, password: camillePassword }
    await client.call('sync.share', { server, code: invitation, ...account })
    await untilShared(client)
    const { code } = await client.call('sync.invite', { roles: [role] })
    return { made, code }
  })
  await colleague.seed(async (client) => {
    await client.call('sync.join', {
      ...{ server, code, email: 'paul@exemple.fr', password: paulPassword },
      ...{ firstName: 'Paul', lastName: 'Martin', tz: 'Europe/Paris', locale },
    })
    await untilShared(client)
  })
  return made
}

/** Resolves when the laptop has what the server has, and the server all that was written here. */
const untilShared = (client: AppClient): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = client.subscribe(
      'sync.watch',
      {},
      (status) => {
        if (status.state !== 'shared' || status.connection !== 'live' || status.pending > 0) return
        resolve()
        queueMicrotask(() => stop())
      },
      reject,
    )
  })
