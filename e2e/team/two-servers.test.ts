import { expect, test } from 'vitest'
import { temporaryFolder } from '../../backend/testing/test-backend.ts'
import { describeOnPostgres, emptyDatabase } from '../../sync-server/testing/postgres.ts'
import {
  addCustomer,
  foundingLaptop,
  joiningLaptop,
  openLaptop,
  password,
  rowsOf,
  secondLaptop,
  startServer,
  untilCustomers,
  userOf,
} from './team.ts'

const paulEmail = 'paul@example.com'
const newPassword = 'staple battery horse'

/** Two servers of one database; Paul has a laptop at each, and Camille hers at the first. */
async function startTwo() {
  const place = { dataDir: temporaryFolder(), storeUrl: await emptyDatabase() }
  const a = await startServer(place)
  const camille = await foundingLaptop(a)
  const b = await startServer(place)
  const here = await joiningLaptop(a, camille, paulEmail)
  const there = await secondLaptop(b, paulEmail)
  return { a, camille, here, there }
}

describeOnPostgres('laptops at two servers of one database', () => {
  test('PRM-03 a password changed at one server ends the sessions at the other', async () => {
    const { here, there } = await startTwo()
    const change = { current: password, next: newPassword }
    await here.client.call('accounts.changePassword', change)
    const { error } = await there.until(({ connection }) => connection === 'signed-out')
    expect(error?.code).toBe('E-AUTH-SESSION')
    await addCustomer(here, 'Norauto')
    await here.settled()
  })

  test('PRM-03 a password reset at one server ends the sessions at the other', async () => {
    const { a, camille, here, there } = await startTwo()
    const { code } = await camille.client.call('accounts.createResetCode', {
      userId: userOf(here),
    })
    const laptop = await openLaptop()
    await laptop.client.call('sync.resetPassword', {
      ...{ server: a.address, email: paulEmail, password: newPassword, code },
    })
    for (const one of [here, there]) {
      const { error } = await one.until(({ connection }) => connection === 'signed-out')
      expect(error?.code).toBe('E-AUTH-SESSION')
    }
    await laptop.settled()
  })

  test(
    'SYN-02 have the same rows, also after one of the servers was replaced',
    { timeout: 60_000 },
    async () => {
      const place = { dataDir: temporaryFolder(), storeUrl: await emptyDatabase() }
      const a = await startServer(place)
      const camille = await foundingLaptop(a)
      const b = await startServer(place)
      const paul = await joiningLaptop(b, camille, paulEmail)
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
