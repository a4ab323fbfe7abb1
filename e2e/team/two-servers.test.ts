import { expect, test } from 'vitest'
import { temporaryFolder } from '../../backend/testing/test-backend.ts'
import { describeOnPostgres, emptyDatabase } from '../../sync-server/testing/postgres.ts'
import {
  addCustomer,
  foundingLaptop,
  joiningLaptop,
  rowsOf,
  startServer,
  untilCustomers,
} from './team.ts'

describeOnPostgres('laptops at two servers of one database', () => {
  test(
    'SYN-02 have the same rows, also after one of the servers was replaced',
    { timeout: 60_000 },
    async () => {
      const place = { dataDir: temporaryFolder(), storeUrl: await emptyDatabase() }
      const a = await startServer(place)
      const camille = await foundingLaptop(a)
      const b = await startServer(place)
      const paul = await joiningLaptop(b, camille, 'paul@example.com')
      await addCustomer(camille, 'Norauto')
      await addCustomer(paul, 'Midas')
      for (const laptop of [camille, paul]) await untilCustomers(laptop, ['Midas', 'Norauto'])
      await Promise.all([camille.settled(), paul.settled()])
      expect(rowsOf(paul)).toBe(rowsOf(camille))
      await a.close()
      // The address stays, as behind a proxy.
      await startServer({ ...place, port: a.port })
      await addCustomer(camille, 'Feu Vert')
      await camille.settled()
      await untilCustomers(paul, ['Feu Vert', 'Midas', 'Norauto'])
      expect(rowsOf(paul)).toBe(rowsOf(camille))
    },
  )
})
