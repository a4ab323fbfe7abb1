import { expect, test } from 'vitest'
import type { AppContract } from '../../core/contract/contract.ts'
import type { Coordinates } from '../../core/domain/geo/parse-coordinates.ts'
import type {
  ActivityVerification,
  CaptureProgress,
  CaptureResult,
} from '../../core/contract/verification.ts'
import type { Fix } from '../../core/domain/position/fix.ts'
import type { Client } from '../../core/rpc/client.ts'
import { authorOf } from '../app/services.ts'
import { type FakeSource, fakeSource } from '../testing/fake-source.ts'
import { eastOf, garageDoor, measuredAt } from '../testing/measured.ts'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import { openSharedTeam } from '../testing/shared-team.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'
import { type Captured, judge } from '../verification/judge.ts'
import { verifiedActivity } from '../verification/verified-activity.ts'

const minute = 60_000
const day = 24 * 60 * minute

interface Visit extends TestBackend {
  readonly customerId: string
  readonly activityId: string
}

async function place(app: TestBackend, id: string, at: Coordinates): Promise<void> {
  const location = { ...at, quality: 'surveyed', source: 'manual' } as const
  await app.client.call('customers.setLocation', { id, location })
}

/** A visit that ended half an hour ago, of a customer with coordinates; no report is asked for. */
async function visit<T extends TestBackend>(app: T): Promise<T & Visit> {
  await app.client.call('organisation.update', { gpsEnabled: true, gpsReportRequired: false })
  const customerId = await addCustomer(app, 'Garage Martin')
  await place(app, customerId, garageDoor)
  const activityId = await addActivity(app, customerId, testNow - 60 * minute)
  return { ...app, customerId, activityId }
}

/** Judges what a capture gave, for the person of the device. */
async function judged(app: Visit, captured: Captured): Promise<CaptureResult> {
  const { services } = app.backend
  const author = authorOf(services, {})
  const key = await services.deviceKeys.of(author.userId)
  return judge(services, key, author, verifiedActivity(services, app.activityId), captured)
}

const watch = (app: Visit): Promise<ActivityVerification> =>
  app.first('verification.watch', { activityId: app.activityId })

const refusal = (code: string, details?: object) => ({ code, ...(details && { details }) })

test('GPS-02 GPS-08 a position at the customer verifies the visit, and is kept with its numbers', async () => {
  const app = await visit(await openTestWorkspace())
  const at = testNow - 1000
  const result = await judged(app, measuredAt(eastOf(garageDoor, 40), at))
  expect(result).toEqual({
    ...{ attemptId: result.attemptId, outcome: 'verified', reason: 'ok', error: null },
    ...{ distanceM: expect.closeTo(40, 3) as number, accuracyM: 8, radiusM: 200 },
    nearestBranch: null,
  })
  const { status, attempts, availability } = await watch(app)
  expect({ status, state: availability.state }).toEqual({ status: 'verified', state: 'verified' })
  const { lat, lon } = eastOf(garageDoor, 40)
  expect(attempts).toEqual([
    {
      ...{ id: result.attemptId, at, userId: expect.any(String) as string },
      ...{ customerId: app.customerId, customerName: 'Garage Martin', isOfFormerCustomer: false },
      ...{ outcome: 'verified', reason: 'ok', distanceM: 40, accuracyM: 8, radiusM: 200 },
      ...{ provider: 'serial', quality: 'gnss', satellites: 9, hdop: 0.9, fixAgeMs: 400 },
      ...{ clock: 'gnss', isClockDoubtful: false, target: garageDoor, position: { lat, lon } },
      ...{ note: null, recalculates: null, fault: null, seq: 1 },
    },
  ])
})

test('GPS-08 what comes after a verified attempt does not take it away', async () => {
  const app = await visit(await openTestWorkspace())
  await judged(app, measuredAt(garageDoor, testNow))
  await judged(app, measuredAt(eastOf(garageDoor, 5000), testNow + 1))
  expect(await watch(app)).toMatchObject({
    ...{ status: 'verified', attempts: [{ outcome: 'out_of_range' }, { outcome: 'verified' }] },
  })
})

test('GPS-08 out of range stays so when a later attempt cannot tell', async () => {
  const app = await visit(await openTestWorkspace())
  await judged(app, measuredAt(eastOf(garageDoor, 1300), testNow))
  await judged(app, measuredAt(garageDoor, testNow + 1, { accuracy95M: 400 }))
  expect(await watch(app)).toMatchObject({ status: 'out_of_range' })
})

test('GPS-12 a capture without a position is kept with its reason, and changes no status', async () => {
  const app = await visit(await openTestWorkspace())
  const result = await judged(app, { error: 'PERMISSION_DENIED' })
  expect(result).toMatchObject({ outcome: 'refused', reason: 'denied', error: 'PERMISSION_DENIED' })
  const { status, attempts } = await watch(app)
  expect(status).toBe('unverified')
  expect(attempts).toMatchObject([{ outcome: 'refused', position: null, distanceM: null }])
})

test.each([
  [testNow - 120 * minute - 1, 'too_early'],
  [testNow - 120 * minute, 'ok'],
  [testNow + 30 * minute, 'ok'],
  [testNow + 30 * minute + 1, 'too_late'],
])('GPS-05 a position of %d: %s', async (gpsTime, reason) => {
  const app = await visit(await openTestWorkspace())
  const result = await judged(app, measuredAt(garageDoor, testNow, { gpsTime }))
  expect(result.reason).toBe(reason)
})

test('GPS-05 without satellite time the corrected clock counts, not that of the device', async () => {
  const app = await visit(await openTestWorkspace())
  // Somebody sets the clock to when the visit was yet to come.
  app.clock.setBy = -day
  const measured = measuredAt(garageDoor, app.clock.now + app.clock.setBy, { gpsTime: null })
  expect(await judged(app, measured)).toMatchObject({ outcome: 'verified' })
  const { attempts } = await watch(app)
  expect(attempts).toMatchObject([{ at: testNow, clock: 'device', isClockDoubtful: true }])
})

test('GPS-04 the radius is the branch’s, else the type’s, else the organisation’s', async () => {
  const app = await visit(await openTestWorkspace())
  const radius = async () => (await watch(app)).radiusM
  expect(await radius()).toBe(200)
  const patch = { gpsRadiusM: 500 }
  await app.client.call('activityTypes.update', { id: 'type-visit', patch })
  expect(await radius()).toBe(500)
  await app.client.call('customers.update', { id: app.customerId, patch: { gpsRadiusM: 50 } })
  expect(await radius()).toBe(50)
})

test('GPS-03 a report is asked for first, where the organisation wants it', async () => {
  const app = await visit(await openTestWorkspace())
  await app.client.call('organisation.update', { gpsReportRequired: true })
  expect((await watch(app)).availability.state).toBe('report_missing')
})

test('GPS-08 a new address does not change what was decided', async () => {
  const app = await visit(await openTestWorkspace())
  await judged(app, measuredAt(eastOf(garageDoor, 1300), testNow))
  await place(app, app.customerId, eastOf(garageDoor, 1300))
  const { status, attempts } = await watch(app)
  expect(status).toBe('out_of_range')
  expect(attempts).toMatchObject([{ target: garageDoor, distanceM: 1300 }])
})

test('GPS-08 recalculating adds an attempt by the place of now', async () => {
  const app = await visit(await openTestWorkspace())
  const { attemptId } = await judged(app, measuredAt(eastOf(garageDoor, 1300), testNow))
  await place(app, app.customerId, eastOf(garageDoor, 1300))
  const result = await app.client.call('verification.recalculate', { activityId: app.activityId })
  expect(result).toMatchObject({ outcome: 'verified', distanceM: 0 })
  const { status, attempts } = await watch(app)
  expect(status).toBe('verified')
  expect(attempts).toMatchObject([{ recalculates: attemptId }, { id: attemptId }])
})

test('ACT-21 with another customer a visit is not verified, and shows whose the attempts were', async () => {
  const app = await visit(await openTestWorkspace())
  await judged(app, measuredAt(garageDoor, testNow))
  const customerId = await addCustomer(app, 'Midas')
  await app.client.call('activities.update', { id: app.activityId, patch: { customerId } })
  expect(await watch(app)).toMatchObject({
    status: 'unverified',
    attempts: [{ isOfFormerCustomer: true, customerName: 'Garage Martin', outcome: 'verified' }],
  })
})

test('GPS-11 the nearest branch within its radius is proposed, and the visit is given to it', async () => {
  const app = await visit(await openTestWorkspace())
  const east = await addCustomer(app, 'Lyon Est', app.customerId)
  await place(app, east, eastOf(garageDoor, 3000))
  const result = await judged(app, measuredAt(eastOf(garageDoor, 3080), testNow))
  expect(result).toMatchObject({ outcome: 'out_of_range', nearestBranch: { customerId: east } })
  expect(result.nearestBranch?.distanceM).toBeCloseTo(80, 3)
  const { attemptId } = result
  const moved = await app.client.call('verification.moveToBranch', { attemptId, customerId: east })
  expect(moved).toMatchObject({ outcome: 'verified' })
  expect(await watch(app)).toMatchObject({
    ...{ status: 'verified', target: { customerId: east, isBranch: true } },
  })
})

test('GPS-11 a visit is given to a branch of its customer only, and only with its position', async () => {
  const app = await visit(await openTestWorkspace())
  const other = await addCustomer(app, 'Midas')
  await place(app, other, garageDoor)
  const east = await addCustomer(app, 'Lyon Est', app.customerId)
  await place(app, east, garageDoor)
  const { attemptId } = await judged(app, measuredAt(eastOf(garageDoor, 3000), testNow))
  const move = (customerId: string) =>
    app.client.call('verification.moveToBranch', { attemptId, customerId })
  await expect(move(other)).rejects.toMatchObject(refusal('E-NOT-FOUND'))
  await app.client.call('evidence.forgetMine', {})
  await expect(move(east)).rejects.toMatchObject(refusal('E-GPS-NO-POSITION'))
  expect((await watch(app)).target.customerId).toBe(app.customerId)
})

test('GPS-08 parts of a millisecond and an accuracy beyond the earth leave a chain that can be read', async () => {
  const app = await visit(await openTestWorkspace())
  const odd = { gpsTime: testNow - 0.25, receivedAt: testNow + 0.75, accuracy95M: 1e12 }
  expect(await judged(app, measuredAt(garageDoor, testNow, odd))).toMatchObject({
    ...{ outcome: 'inconclusive', reason: 'accuracy' },
  })
  await judged(app, measuredAt(garageDoor, testNow))
  const { attempts } = await watch(app)
  expect(attempts.map(({ outcome, accuracyM, fault }) => [outcome, accuracyM, fault])).toEqual([
    ['verified', 8, null],
    ['inconclusive', null, null],
  ])
  expect((await app.client.run('evidence.check', {})).findings).toEqual([])
})

test('GPS-11 a branch without coordinates does not fall back to its main customer', async () => {
  const app = await visit(await openTestWorkspace())
  const branch = await addCustomer(app, 'Lyon Est', app.customerId)
  const patch = { customerId: branch }
  await app.client.call('activities.update', { id: app.activityId, patch })
  const { availability, target } = await watch(app)
  expect(availability.state).toBe('no_coords')
  expect(target).toEqual({ customerId: branch, name: 'Lyon Est', isBranch: true, location: null })
})

test('GPS-09 the middle of a town is no place to compare with', async () => {
  const app = await visit(await openTestWorkspace())
  const location = { ...garageDoor, quality: 'town', source: 'geocoder' } as const
  await app.client.call('customers.setLocation', { id: app.customerId, location })
  expect((await watch(app)).availability.state).toBe('invalid_coords')
})

test('GPS-19 why a visit is not verified is told, and can be taken back', async () => {
  const app = await visit(await openTestWorkspace())
  const { activityId } = app
  const explanation = { code: 'met_elsewhere', text: 'Au salon Equip Auto' } as const
  await app.client.call('verification.explain', { activityId, explanation })
  expect((await watch(app)).explanation).toMatchObject({ ...explanation, at: testNow })
  await app.client.call('verification.explain', { activityId, explanation: null })
  expect((await watch(app)).explanation).toBeNull()
})

test('GPS-14 a manager’s word is shown as attested, and verifies nothing', async () => {
  const app = await visit(await openTestWorkspace())
  const note = 'Je l’ai accompagnée'
  const attest = { activityId: app.activityId, at: garageDoor, note }
  await app.client.call('verification.attest', attest)
  expect(await watch(app)).toMatchObject({
    ...{ status: 'unverified', attempts: [{ outcome: 'attested', note, position: garageDoor }] },
  })
})

test('GPS-17 a place that is proposed is taken over when it is accepted', async () => {
  const app = await visit(await openTestWorkspace())
  const there = eastOf(garageDoor, 1300)
  const { attemptId } = await judged(app, measuredAt(there, testNow))
  await app.client.call('verification.proposePlace', { attemptId })
  expect((await watch(app)).proposal).toMatchObject({ attemptId, ...there, accuracyM: 8 })
  expect(await app.first('verification.proposals', {})).toMatchObject([
    { attemptId, customerName: 'Garage Martin', activityId: app.activityId },
  ])
  await app.client.call('verification.decidePlace', { attemptId, accepted: true })
  const profile = await app.first('customers.watch', { id: app.customerId })
  expect(profile?.customer.location).toMatchObject({
    ...there,
    ...{ accuracyM: 8, quality: 'surveyed', source: 'fix' },
  })
  expect((await watch(app)).proposal).toBeNull()
})

test('GPS-17 a place that is declined changes nothing, and is decided once', async () => {
  const app = await visit(await openTestWorkspace())
  const { attemptId } = await judged(app, measuredAt(eastOf(garageDoor, 1300), testNow))
  await app.client.call('verification.proposePlace', { attemptId })
  await app.client.call('verification.decidePlace', { attemptId, accepted: false })
  const profile = await app.first('customers.watch', { id: app.customerId })
  expect(profile?.customer.location).toMatchObject(garageDoor)
  await expect(
    app.client.call('verification.decidePlace', { attemptId, accepted: true }),
  ).rejects.toMatchObject(refusal('E-GPS-NO-PROPOSAL'))
})

test('ACT-11 a verified activity is protected from being deleted', async () => {
  const team = await openSharedTeam()
  const app = await visit(team)
  const colleague = await team.as('account_manager')
  const { id: activityId } = await colleague.call('activities.create', {
    activity: {
      ...{ typeId: 'type-visit', customerId: app.customerId, assigneeId: team.userId },
      ...{ startAt: testNow - 30 * minute, endAt: testNow },
    },
  })
  await judged({ ...app, activityId }, measuredAt(garageDoor, testNow))
  await expect(
    colleague.call('activities.setDeleted', { id: activityId, deleted: true }),
  ).rejects.toMatchObject(refusal('E-ACT-DELETE-PROTECTED'))
})

test('PRM-01 colleagues may not explain, judge or place what is not theirs to', async () => {
  const app = await visit(await openSharedTeam())
  const rep = await app.as('rep')
  const { activityId } = app
  const explanation = { code: 'forgot', text: null } as const
  await expect(rep.call('verification.explain', { activityId, explanation })).rejects.toMatchObject(
    refusal('E-PRM', { reason: 'own_visits', people: ['Camille Roche'] }),
  )
  await expect(
    rep.call('verification.attest', { activityId, at: garageDoor, note: 'Vu' }),
  ).rejects.toMatchObject(refusal('E-PRM', { reason: 'managers_only' }))
})

test('GPS-18 where somebody was is seen by them and the managers of their team only', async () => {
  const team = await openSharedTeam()
  const app = await visit(team)
  const { id: teamId } = await app.client.call('teams.create', { name: 'Rhône' })
  for (const userId of [team.userId, team.people.manager])
    await app.client.call('teams.setMember', { teamId, userId, member: true })
  await judged(app, measuredAt(garageDoor, testNow))
  const seen = async (client: Client<AppContract>) => {
    const { activityId } = app
    const { attempts } = await new Promise<ActivityVerification>((resolve, reject) => {
      client.subscribe('verification.watch', { activityId }, resolve, reject)
    })
    return attempts[0]?.position
  }
  expect(await seen(app.client)).toEqual(garageDoor)
  expect(await seen(await app.as('manager'))).toEqual(garageDoor)
  expect(await seen(await app.as('account_manager'))).toBeNull()
  expect(await seen(await app.as('back_office'))).toBeNull()
})

test('GPS-18 consent is kept for the person', async () => {
  const app = await visit(await openTestWorkspace())
  expect((await watch(app)).consentedAt).toBeNull()
  await app.client.call('verification.consent', {})
  expect((await watch(app)).consentedAt).toBe(testNow)
})

test('GPS-02 the timeline filters by what is verified, and leaves out what is not to be', async () => {
  const app = await visit(await openTestWorkspace())
  await addActivity(app, app.customerId, testNow - 5 * 60 * minute, { title: 'Hier' })
  await addActivity(app, app.customerId, testNow - 90 * minute, { typeId: 'type-call-in' })
  await judged(app, measuredAt(garageDoor, testNow))
  const ids = async (verification: 'verified' | 'unverified' | 'out_of_range') => {
    const filter = { tz: 'Europe/Paris', verification }
    const { rows } = await app.client.call('timeline.page', { filter, block: 'history' })
    return rows.map((row) => [row.title, row.verification])
  }
  expect(await ids('verified')).toEqual([[null, 'verified']])
  expect(await ids('unverified')).toEqual([['Hier', 'unverified']])
  expect(await ids('out_of_range')).toEqual([])
})

interface Capturing extends Visit {
  readonly source: FakeSource
}

async function capturing(): Promise<Capturing> {
  const source = fakeSource('serial')
  const app = await visit(await openTestWorkspace({ positionSources: () => [source] }))
  await app.client.call('verification.consent', {})
  return { ...app, source }
}

/** A good position, measured so many seconds after now. */
const reported = (place: Coordinates, seconds: number, part: Partial<Fix> = {}): Fix => {
  const at = testNow + seconds * 1000
  return measuredAt(place, at, { monotonicMs: performance.now(), ...part }).fix
}

function capture(
  app: Capturing,
  onProgress: (progress: CaptureProgress) => void = () => undefined,
) {
  const input = { captureId: 'capture-1', activityId: app.activityId }
  return app.client.run('verification.capture', input, { onProgress })
}

test('GPS-13 the fifth position that agrees ends the capture, and verifies the visit', async () => {
  const app = await capturing()
  const result = capture(app)
  await expect.poll(() => app.source.isOpen()).toBe(true)
  app.source.report(...[1, 2, 3, 4, 5].map((second) => reported(garageDoor, second)))
  expect(await result).toMatchObject({ outcome: 'verified', distanceM: 0, error: null })
  expect(app.source.isOpen()).toBe(false)
  expect(await watch(app)).toMatchObject({ status: 'verified', attempts: [{ provider: 'serial' }] })
})

test('GPS-13 a person takes what there is, and sees before how good it is', async () => {
  const app = await capturing()
  const seen: CaptureProgress[] = []
  const result = capture(app, (progress) => seen.push(progress))
  await expect.poll(() => app.source.isOpen()).toBe(true)
  app.source.report(reported(garageDoor, 1, { accuracy95M: 90 }))
  await expect.poll(() => seen.at(-1)?.accuracyM).toBe(90)
  expect(seen.at(-1)).toMatchObject({
    provider: 'serial',
    isUsable: true,
    satellites: 9,
    hdop: 0.9,
  })
  await app.client.call('verification.steer', { captureId: 'capture-1', wish: 'use' })
  expect(await result).toMatchObject({ outcome: 'verified', accuracyM: 90 })
})

test('GPS-13 while it is being refined a good position does not end it', async () => {
  const app = await capturing()
  const seen: CaptureProgress[] = []
  const result = capture(app, (progress) => seen.push(progress))
  await expect.poll(() => app.source.isOpen()).toBe(true)
  await app.client.call('verification.steer', { captureId: 'capture-1', wish: 'refine' })
  app.source.report(...[1, 2, 3, 4, 5, 6].map((second) => reported(garageDoor, second)))
  await expect.poll(() => seen.at(-1)).toMatchObject({ isUsable: true, isRefining: true })
  await app.client.call('verification.steer', { captureId: 'capture-1', wish: 'use' })
  expect(await result).toMatchObject({ outcome: 'verified' })
})

test('GPS-13 a capture that is stopped writes nothing', async () => {
  const app = await capturing()
  const controller = new AbortController()
  const input = { captureId: 'capture-1', activityId: app.activityId }
  const result = app.client.run('verification.capture', input, { signal: controller.signal })
  await expect.poll(() => app.source.isOpen()).toBe(true)
  controller.abort()
  await expect(result).rejects.toMatchObject(refusal('CANCELLED'))
  await expect.poll(() => app.source.isOpen()).toBe(false)
  expect((await watch(app)).attempts).toEqual([])
})

test('GPS-14 where no receiver gives a position the page asks the operating system', async () => {
  const app = await capturing()
  const seen: CaptureProgress[] = []
  const result = capture(app, (progress) => seen.push(progress))
  await expect.poll(() => app.source.isOpen()).toBe(true)
  app.source.report({ error: 'DEVICE_LOST', detail: 'unplugged' })
  app.source.giveUp()
  await expect.poll(() => seen.at(-1)?.wantsOsPosition).toBe(true)
  const position = { ...garageDoor, accuracyM: 20, ageMs: 100 }
  await app.client.call('verification.push', { captureId: 'capture-1', position })
  expect(await result).toMatchObject({ outcome: 'verified', accuracyM: 20 })
  expect((await watch(app)).attempts).toMatchObject([{ provider: 'os-web', clock: 'device' }])
})

test('GPS-12 a refusal of the operating system is kept, with its reason', async () => {
  const app = await capturing()
  const seen: CaptureProgress[] = []
  const result = capture(app, (progress) => seen.push(progress))
  await expect.poll(() => app.source.isOpen()).toBe(true)
  app.source.giveUp()
  await expect.poll(() => seen.at(-1)?.wantsOsPosition).toBe(true)
  const position = { error: 'PERMISSION_DENIED' } as const
  await app.client.call('verification.push', { captureId: 'capture-1', position })
  expect(await result).toMatchObject({ outcome: 'refused', reason: 'denied', ...position })
  expect((await watch(app)).attempts).toMatchObject([{ outcome: 'refused', reason: 'denied' }])
})

test('GPS-18 nothing is measured before the person has agreed', async () => {
  const app = await visit(await openTestWorkspace())
  const input = { captureId: 'capture-1', activityId: app.activityId }
  await expect(app.client.run('verification.capture', input)).rejects.toMatchObject(
    refusal('E-GPS-CONSENT'),
  )
})

test('GPS-03 nothing is measured for what cannot be verified', async () => {
  const app = await capturing()
  await app.client.call('customers.setLocation', { id: app.customerId, location: null })
  await expect(capture(app)).rejects.toMatchObject(refusal('E-GPS-STATE', { state: 'no_coords' }))
})
