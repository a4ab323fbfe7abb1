import { expect, test } from 'vitest'
import { ServerClient } from '../../backend/sync/server-client.ts'
import {
  addCustomer,
  foundingLaptop,
  joiningLaptop,
  openLaptop,
  password,
  startServer,
  untilCustomers,
} from './team.ts'

test('SYN-01 sharing goes on where the answer to a first attempt was lost', async () => {
  const server = await startServer()
  const camille = await openLaptop()
  const { userId } = await camille.client.call('workspace.create', {
    organisationName: 'Pièces Auto Rhône',
    firstName: 'Camille',
    lastName: 'Roche',
    tz: 'Europe/Paris',
    locale: 'fr',
  })
  const asked = { code: server.invitation!, email: 'camille@example.com', password }
  const person = { firstName: 'Camille', lastName: 'Roche', tz: 'Europe/Paris', userId }
  const lost = { ...asked, ...person, locale: 'fr', deviceName: 'laptop' } as const
  await new ServerClient(server.address).join(lost)
  const again = { ...asked, server: server.address }
  await expect(
    camille.client.call('sync.share', { ...again, password: 'another password' }),
  ).rejects.toMatchObject({ code: 'E-AUTH-INVITATION' })
  await camille.client.call('sync.share', again)
  await camille.settled()
  await addCustomer(camille, 'Norauto')
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await untilCustomers(paul, ['Norauto'])
})

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
