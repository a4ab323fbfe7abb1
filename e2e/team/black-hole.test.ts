import { expect, test } from 'vitest'
import { startProxy } from './proxy.ts'
import {
  addCustomer,
  converge,
  customersOf,
  foundingLaptop,
  joiningLaptop,
  startServer,
} from './team.ts'

test('SYN-01 a network that swallows everything is noticed, and nothing is lost when it is back', async () => {
  const server = await startServer()
  const proxy = await startProxy(server)
  const camille = await foundingLaptop(server)
  const options = { silenceMs: 1500 }
  const paul = await joiningLaptop(proxy, camille, 'paul@example.com', 'rep', options)
  proxy.swallow()
  await addCustomer(paul, 'Norauto')
  await addCustomer(camille, 'Midas')
  await paul.until(({ connection }) => connection !== 'live')
  await addCustomer(paul, 'Speedy')
  expect(customersOf(camille)).toEqual(['Midas'])
  proxy.mend()
  await converge(server.dataDir, [paul, camille, paul])
  for (const laptop of [camille, paul])
    expect(customersOf(laptop)).toEqual(['Midas', 'Norauto', 'Speedy'])
  expect(await paul.settled()).toMatchObject({ pending: 0, rejected: 0, error: null })
})
