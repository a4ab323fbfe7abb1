import { expect, test } from 'vitest'
import type { User } from '../../core/contract/users.ts'
import { foundingLaptop, joiningLaptop, type Laptop, startServer } from './team.ts'

/** Resolves with the person as `laptop` shows them, once that `isWanted`. */
function untilPerson(laptop: Laptop, id: string, isWanted: (user: User) => boolean): Promise<User> {
  return new Promise((resolve, reject) => {
    const stop = laptop.client.subscribe(
      'users.watch',
      {},
      (users) => {
        const user = users.find((one) => one.id === id)
        if (!user || !isWanted(user)) return
        resolve(user)
        queueMicrotask(() => stop())
      },
      reject,
    )
  })
}

const idOf = (laptop: Laptop): string => laptop.backend.services.local.workspace()!.userId

test('PRM-01 an administrator changes a colleague at the server; everybody sees it', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com', 'rep')
  await camille.client.call('users.update', { id: idOf(paul), patch: { color: '#BE123C' } })
  expect(await untilPerson(paul, idOf(paul), ({ color }) => color === '#BE123C')).toMatchObject({
    firstName: 'paul',
    roles: ['rep'],
  })
})

test('PRM-02 a member changes their own name, and nobody’s access', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await paul.client.call('users.update', { id: idOf(paul), patch: { firstName: 'Jean' } })
  await untilPerson(camille, idOf(paul), ({ firstName }) => firstName === 'Jean')
  for (const [id, patch] of [
    [idOf(paul), { roles: ['admin'] }],
    [idOf(camille), { firstName: 'Zoé' }],
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
    id: idOf(paul),
    patch: { locale: 'en', tz: 'Europe/Lisbon' },
  })
  await untilPerson(paul, idOf(paul), ({ locale, tz }) => locale === 'en' && tz === 'Europe/Lisbon')
  expect(await untilPerson(paul, idOf(camille), () => true)).toMatchObject({ locale: 'fr' })
})
