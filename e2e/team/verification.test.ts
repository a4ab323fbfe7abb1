import { expect, test } from 'vitest'
import type { ActivityVerification } from '../../core/contract/verification.ts'
import { positionsDocumentId } from '../../core/crdt/document-id.ts'
import type { Coordinates } from '../../core/domain/geo/parse-coordinates.ts'
import { authorOf } from '../../backend/app/services.ts'
import { eastOf, garageDoor, measuredAt } from '../../backend/testing/measured.ts'
import { judge } from '../../backend/verification/judge.ts'
import { verifiedActivity } from '../../backend/verification/verified-activity.ts'
import {
  addCustomer,
  firstAnswer,
  foundingLaptop,
  joiningLaptop,
  type Laptop,
  startServer,
  userOf,
} from './team.ts'
import { part, together, until } from './two-laptops.ts'

const hour = 3_600_000
const startAt = Math.floor(Date.now() / hour) * hour - hour

interface Visit {
  readonly server: Awaited<ReturnType<typeof startServer>>
  readonly camille: Laptop
  readonly activityId: string
  readonly customerId: string
}

/** A visit of Camille Roche, who shares her workspace. */
async function visit(): Promise<Visit> {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const { client } = camille
  await client.call('organisation.update', { gpsEnabled: true })
  const customerId = await addCustomer(camille, 'Garage Martin')
  const location = { ...garageDoor, quality: 'surveyed', source: 'manual' } as const
  await client.call('customers.setLocation', { id: customerId, location })
  const { id: activityId } = await client.call('activities.create', {
    activity: { typeId: 'type-visit', customerId, startAt, endAt: startAt + hour },
  })
  return { server, camille, activityId, customerId }
}

async function attempt({ backend: { services } }: Laptop, activityId: string, at: Coordinates) {
  const author = authorOf(services, {})
  const key = await services.deviceKeys.of(author.userId)
  const measured = measuredAt(at, Date.now())
  return judge(services, key, author, verifiedActivity(services, activityId), measured)
}

const watch = (laptop: Laptop, activityId: string): Promise<ActivityVerification | undefined> =>
  firstAnswer(laptop, 'verification.watch', { activityId }).catch(() => undefined)

const attemptsAt = (laptop: Laptop, activityId: string, count: number): Promise<void> =>
  until(laptop, async () => (await watch(laptop, activityId))?.attempts.length === count)

test('GPS-08 GPS-16 colleagues see what is verified, and their laptop checks who signed it', async () => {
  const { server, camille, activityId } = await visit()
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await attempt(camille, activityId, eastOf(garageDoor, 1300))
  await attempt(camille, activityId, garageDoor)
  await attemptsAt(paul, activityId, 2)
  const seen = await watch(paul, activityId)
  expect(seen).toMatchObject({
    status: 'verified',
    attempts: [{ outcome: 'verified' }, { outcome: 'out_of_range', distanceM: 1300 }],
  })
  await paul.settled()
  const check = await paul.client.run('evidence.check', {})
  expect(check.findings).toEqual([])
  expect(check.chains).toMatchObject([{ userId: userOf(camille), attempts: 2, head: { seq: 2 } }])
})

test('GPS-15 a visit is verified without a network, and colleagues see it afterwards', async () => {
  const { server, camille, activityId } = await visit()
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  const both = { server, camille, paul }
  await part(both)
  expect(await attempt(camille, activityId, garageDoor)).toMatchObject({ outcome: 'verified' })
  expect(await watch(camille, activityId)).toMatchObject({ status: 'verified' })
  expect((await watch(paul, activityId))?.attempts).toEqual([])
  await together(both)
  await attemptsAt(paul, activityId, 1)
  expect(await watch(paul, activityId)).toMatchObject({ status: 'verified' })
})

test('GPS-18 PRM-02 where somebody was does not reach the laptops of colleagues', async () => {
  const { server, camille, activityId, customerId } = await visit()
  const paul = await joiningLaptop(server, camille, 'paul@example.com', 'account_manager')
  const manager = await joiningLaptop(server, camille, 'lea@example.com', 'manager')
  await attempt(camille, activityId, garageDoor)
  const positions = positionsDocumentId(customerId, userOf(camille))
  await until(manager, () => Promise.resolve(manager.backend.services.documents.has(positions)))
  await attemptsAt(paul, activityId, 1)
  await paul.settled()
  expect(paul.backend.services.documents.has(positions)).toBe(false)
})

test('GPS-16 an attempt that a colleague edits is found on every laptop', async () => {
  const { server, camille, activityId } = await visit()
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  const { attemptId } = await attempt(camille, activityId, eastOf(garageDoor, 1300))
  await attemptsAt(paul, activityId, 1)
  const { services } = paul.backend
  const { documentId } = (await firstAnswer(paul, 'activities.watch', { id: activityId }))!
  services.documents.write(authorOf(services, {}), (edit) =>
    edit.document(documentId, (doc) => {
      const map = doc.getMap<{ attempt: object }>('verifications')
      const stored = map.get(attemptId)!
      const forged = { ...stored.attempt, outcome: 'verified', reason: 'ok' }
      map.set(attemptId, { ...stored, attempt: forged })
    }),
  )
  await until(camille, async () => (await watch(camille, activityId))?.status === 'verified')
  const shown = await watch(camille, activityId)
  expect(shown?.attempts).toMatchObject([{ fault: 'edited' }])
  const { findings } = await camille.client.run('evidence.check', {})
  expect(findings).toMatchObject([{ fault: 'edited', seq: 1, attemptId }])
})
