import { expect, test } from 'vitest'
import { addCustomer, foundingLaptop, joiningLaptop, startServer, untilCustomers } from './team.ts'

test('SYN-01 a workspace begun alone is shared, joined, and changes travel both ways', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  await addCustomer(camille, 'Norauto')
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await untilCustomers(paul, ['Norauto'])
  await addCustomer(paul, 'Midas')
  await untilCustomers(camille, ['Midas', 'Norauto'])
  const people = (laptop: typeof paul) =>
    laptop.backend.services.documents.read('directory', (doc) =>
      [...doc.getMap('members').values()]
        .map((member) => (member as Map<string, unknown>).get('email'))
        .sort(),
    )
  expect(people(paul)).toEqual(['camille@example.com', 'paul@example.com'])
})
