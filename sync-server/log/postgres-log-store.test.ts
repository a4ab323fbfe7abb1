import { openPostgresStorage } from '../storage/postgres-storage.ts'
import { describeOnPostgres, emptyDatabase, onPostgres } from '../testing/postgres.ts'
import { type Damage, describeLogStore } from './log-store.conformance.ts'

const damageSql: Record<Damage, string> = {
  'change update': "update log set data = '\\xff' where seq = $1",
  'change author': "update log set user_id = 'paul' where seq = $1",
  remove: 'delete from log where seq = $1',
}

describeOnPostgres('log store', () => {
  let epochs = 0

  describeLogStore('Postgres', async () => {
    const url = await emptyDatabase()
    return {
      open: async () => {
        const storage = await openPostgresStorage({ url, newId: () => `epoch-${++epochs}` })
        return storage.log
      },
      damage: async (seq, damage) => void (await onPostgres(url, damageSql[damage], [seq])),
    }
  })
})
