import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { apiPaths, invitationSchema, joinedSchema } from '../../core/sync/server-api.ts'
import { dataFolder, type DataSize, keptFolder } from '../data-folder.ts'
import { openClient } from '../open-client.ts'
import { type OurServer, startOurServer } from './server-process.ts'

const email = 'camille@example.com'
const password = 'correct horse battery'

/** The data folder of a server that has a generated workspace of that size; kept for the next run. */
export async function serverFolder(size: DataSize): Promise<string> {
  const alone = await dataFolder(size)
  const name = `server-${size.customers}-${size.activities}`
  return keptFolder(name, async (folder) => {
    console.error('sharing it through a server, once')
    const laptop = join(folder, 'laptop')
    cpSync(alone, laptop, { recursive: true })
    const server = await startOurServer(join(folder, 'server'))
    const { backend, client } = await openClient(laptop)
    const code = server.invitation!
    await client.call('sync.share', { server: addressOf(server), code, email, password })
    await new Promise<void>((resolve, reject) => {
      client.subscribe(
        'sync.watch',
        {},
        (status) =>
          status.state === 'shared' &&
          status.connection === 'live' &&
          status.pending === 0 &&
          resolve(),
        reject,
      )
    })
    await backend.close()
    await server.stop()
    rmSync(laptop, { recursive: true })
  })
}

/** What a laptop joins with: an invitation of the workspace's administrator. */
export async function invitationTo(server: OurServer, invited: string) {
  const ask = async (path: string, body: unknown, token?: string): Promise<unknown> => {
    const answer = await fetch(addressOf(server) + path, {
      method: 'POST',
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  const signIn = { email, password, deviceName: 'bench' }
  const { accessToken } = joinedSchema.parse(await ask(apiPaths.signIn, signIn))
  const invite = { roles: ['rep'], territory: null, userId: null }
  const { code } = invitationSchema.parse(await ask(apiPaths.invitations, invite, accessToken))
  return {
    ...{ server: addressOf(server), code, email: invited, password },
    ...{ firstName: 'Paul', lastName: 'Martin', tz: 'Europe/Paris', locale: 'fr' as const },
  }
}

const addressOf = ({ port }: OurServer): string => `http://127.0.0.1:${port}`
