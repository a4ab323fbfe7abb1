import { expect, test } from 'vitest'
import type { User } from '../../core/contract/users.ts'
import {
  firstAnswer,
  foundingLaptop,
  joiningLaptop,
  type Laptop,
  startServer,
  userOf,
} from './team.ts'

/** Resolves with the person as `laptop` shows them, once that `isWanted`. */
async function untilPerson(
  laptop: Laptop,
  id: string,
  isWanted: (user: User) => boolean,
): Promise<User> {
  const isHere = (user: User): boolean => user.id === id && isWanted(user)
  const users = await firstAnswer(laptop, 'users.watch', {}, (known) => known.some(isHere))
  return users.find(isHere)!
}

test('PRM-01 an administrator changes a colleague at the server; everybody sees it', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com', 'rep')
  await camille.client.call('users.update', { id: userOf(paul), patch: { color: '#BE123C' } })
  expect(await untilPerson(paul, userOf(paul), ({ color }) => color === '#BE123C')).toMatchObject({
    firstName: 'paul',
    roles: ['rep'],
  })
})

test('PRM-02 a member changes their own name, and nobody’s access', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await paul.client.call('users.update', { id: userOf(paul), patch: { firstName: 'Jean' } })
  await untilPerson(camille, userOf(paul), ({ firstName }) => firstName === 'Jean')
  for (const [id, patch] of [
    [userOf(paul), { roles: ['admin'] }],
    [userOf(camille), { firstName: 'Zoé' }],
  ] as const)
    await expect(
      paul.client.call('users.update', { id, patch: { ...patch } as never }),
    ).rejects.toMatchObject({ code: 'E-PRM' })
  await expect(paul.client.call('users.create', { firstName: 'Inès' })).rejects.toMatchObject({
    code: 'E-PRM',
  })
})

test('GEN-06 one’s own language and zone are changed offline too, and on this person only', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await server.close()
  await paul.client.call('users.update', {
    id: userOf(paul),
    patch: { locale: 'en', tz: 'Europe/Lisbon' },
  })
  await untilPerson(
    paul,
    userOf(paul),
    ({ locale, tz }) => locale === 'en' && tz === 'Europe/Lisbon',
  )
  expect(await untilPerson(paul, userOf(camille), () => true)).toMatchObject({ locale: 'fr' })
})
