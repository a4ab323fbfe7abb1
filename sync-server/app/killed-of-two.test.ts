import { create, int31 } from 'lib0/prng'
import { expect, test } from 'vitest'
import { apiPaths, type Joined } from '../../core/sync/server-api.ts'
import { sha256 } from '../../core/sync/hash-chain.ts'
import { openPostgresStorage } from '../storage/postgres-storage.ts'
import { describeOnPostgres, emptyDatabase } from '../testing/postgres.ts'
import { settingKeys } from '../testing/sample-updates.ts'
import { serve, type ServingProcess } from '../testing/server-process.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { joining } from '../testing/test-server.ts'
import { FeedClient } from '../testing/test-sockets.ts'

const rounds = 3
const mostAcknowledged = 150
const writersEach = 3
const updatesEach = 100

interface Acknowledged {
  readonly documentId: string
  readonly sha256: Uint8Array
  readonly seq: number
}

describeOnPostgres('one of two server processes', () => {
  test(
    `SYN-15 killed at random moments in ${rounds} rounds loses no acknowledged update`,
    { timeout: 300_000 },
    async () => {
      const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000)
      const random = create(seed)
      const url = await emptyDatabase()
      const place = ['--data', temporaryFolder(), '--store', url]
      let dying = await serve(...place)
      const admin = await join(dying)
      const staying = await serve(...place)
      const acknowledged: Acknowledged[] = []
      for (let round = 0; round < rounds; round++) {
        const killAt = acknowledged.length + int31(random, 1, mostAcknowledged)
        const { child } = dying
        const heard = (one: Acknowledged): void => {
          acknowledged.push(one)
          if (acknowledged.length === killAt) child.kill('SIGKILL')
        }
        const writers = [dying, staying].flatMap((server, side) =>
          Array.from({ length: writersEach }, (_, n) =>
            write(server, admin, 1 + round * 100 + side * 10 + n, heard),
          ),
        )
        await Promise.all(writers)
        expect(await dying.exited).toEqual([null, 'SIGKILL'])
        dying = await serve(...place)
      }
      const { log, close } = await openPostgresStorage({ url, newId: () => 'unused' })
      const places = await log.placesOf(acknowledged)
      const head = await log.verify().finally(close)
      console.log(
        `kill rounds: ${rounds}, seed ${seed}, acknowledged ${acknowledged.length}, log ${head.seq}`,
      )
      expect(places).toEqual(acknowledged.map(({ seq }) => seq))
      // What the other server took in while one died is all there.
      expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * writersEach * updatesEach)
    },
  )

  async function join({ port, lines }: ServingProcess): Promise<Joined> {
    const response = await fetch(`http://127.0.0.1:${port}${apiPaths.join}`, {
      method: 'POST',
      body: JSON.stringify(joining(lines['invitation']!)),
    })
    return (await response.json()) as Joined
  }

  /** Pushes its updates one after the other, until all are acknowledged or the server is gone. */
  async function write(
    { port, lines }: ServingProcess,
    { accessToken }: Joined,
    writer: number,
    heard: (one: Acknowledged) => void,
  ): Promise<void> {
    const client = new FeedClient({ port, workspaceId: lines['workspace']! }, accessToken)
    const gone = client.closed.then(() => true)
    const ended = async (work: Promise<unknown>) => Promise.race([work.then(() => false), gone])
    await client.hello()
    if (await ended(client.until('live'))) return
    const documentId = `c/customer-${writer % 4}`
    for (const [request, update] of settingKeys(writer, updatesEach).entries()) {
      await client.push(request, [{ documentId, update }])
      if (await ended(client.until('ack'))) return
      const [result] = client.acks.at(-1)!.results
      if (!result || !('seq' in result)) throw new Error(`refused: ${JSON.stringify(result)}`)
      heard({ documentId, sha256: sha256(update), seq: result.seq })
    }
  }
})
