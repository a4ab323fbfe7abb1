import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AttemptPosition, ChainHead, SignedAttempt } from '../../core/contract/evidence.ts'
import type { EvidenceCheck } from '../../core/contract/evidence-operations.ts'
import { positionsDocumentId } from '../../core/crdt/document-id.ts'
import { attemptsRoot, positionsRoot } from '../../core/crdt/verification-evidence.ts'
import { authorOf } from '../app/services.ts'
import { eastOf, garageDoor, measuredAt } from '../testing/measured.ts'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import {
  openTestBackend,
  openTestWorkspace,
  type TestBackend,
  testNow,
} from '../testing/test-backend.ts'
import { judge } from '../verification/judge.ts'
import { verifiedActivity } from '../verification/verified-activity.ts'

const minute = 60_000
const day = 24 * 60 * minute

interface Evidence extends TestBackend {
  readonly userId: string
  readonly customerId: string
  readonly documentId: string
  /** Ids of four attempts, one after the other. */
  readonly attempts: readonly string[]
}

async function attempt(app: TestBackend, activityId: string, metres: number): Promise<string> {
  const { services } = app.backend
  const author = authorOf(services, {})
  const key = await services.deviceKeys.of(author.userId)
  const measured = measuredAt(eastOf(garageDoor, metres), app.clock.now)
  return judge(services, key, author, verifiedActivity(services, activityId), measured).attemptId
}

async function evidence(): Promise<Evidence> {
  const app = await openTestWorkspace()
  await app.client.call('organisation.update', { gpsEnabled: true })
  const customerId = await addCustomer(app, 'Garage Martin')
  const location = { ...garageDoor, quality: 'surveyed', source: 'manual' } as const
  await app.client.call('customers.setLocation', { id: customerId, location })
  const activityId = await addActivity(app, customerId, testNow - 30 * minute)
  const attempts: string[] = []
  for (const metres of [1300, 900, 20, 40]) attempts.push(await attempt(app, activityId, metres))
  const activity = await app.first('activities.watch', { id: activityId })
  return { ...app, customerId, documentId: activity!.documentId, attempts }
}

const check = (app: TestBackend, heads: ChainHead[] = []): Promise<EvidenceCheck> =>
  app.client.run('evidence.check', { heads })

const faults = async (app: TestBackend, heads?: ChainHead[]): Promise<string[]> =>
  (await check(app, heads)).findings.map(({ fault, seq }) => `${fault} ${seq}`)

/** Changes stored attempts behind the app's back, as somebody with the database could. */
function tamper(
  { backend: { services }, documentId }: Evidence,
  change: (stored: {
    get(id: string): SignedAttempt
    set(id: string, to: unknown): void
    delete(id: string): void
  }) => void,
): void {
  services.documents.write(authorOf(services, {}), (edit) =>
    edit.document(documentId, (doc) => {
      const map = doc.getMap(attemptsRoot)
      change({
        get: (id) => map.get(id) as SignedAttempt,
        set: (id, to) => void map.set(id, to),
        delete: (id) => map.delete(id),
      })
    }),
  )
}

async function exportedHeads(app: TestBackend): Promise<ChainHead[]> {
  const { content } = await app.client.call('evidence.exportHeads', {})
  return (JSON.parse(new TextDecoder().decode(content)) as { heads: ChainHead[] }).heads
}

test('GPS-16 untouched attempts are intact, also after a restart', async () => {
  const app = await evidence()
  const before = await check(app)
  expect(before).toMatchObject({ findings: [], isPartial: false })
  expect(before.chains).toMatchObject([{ userId: app.userId, attempts: 4, head: { seq: 4 } }])
  const reopened = await app.reopen()
  expect(await faults(reopened)).toEqual([])
})

test('GPS-16 the chain goes on after a restart, with the same key', async () => {
  const app = await evidence()
  const reopened = await app.reopen()
  const activityId = await addActivity(reopened, app.customerId, testNow - 90 * minute)
  await attempt(reopened, activityId, 10)
  const { chains, findings } = await check(reopened)
  expect(findings).toEqual([])
  expect(chains).toMatchObject([{ attempts: 5, head: { seq: 5 } }])
})

test('GPS-16 an edited attempt is found', async () => {
  const app = await evidence()
  const [first] = app.attempts as [string]
  tamper(app, (stored) => {
    const one = stored.get(first)
    const changed = { ...one.attempt, outcome: 'verified' as const, reason: 'ok' as const }
    stored.set(first, { ...one, attempt: changed })
  })
  const { findings } = await check(app)
  expect(findings).toMatchObject([
    { fault: 'edited', seq: 1, attemptId: first, userId: app.userId },
  ])
})

test('GPS-16 a deleted attempt is found', async () => {
  const app = await evidence()
  tamper(app, (stored) => stored.delete(app.attempts[1]!))
  expect(await faults(app)).toEqual(['missing 2'])
})

test('GPS-16 two swapped attempts are found', async () => {
  const app = await evidence()
  const [, second, third] = app.attempts as [string, string, string]
  tamper(app, (stored) => {
    const [one, other] = [stored.get(second), stored.get(third)]
    stored.set(second, other)
    stored.set(third, one)
  })
  expect(await faults(app)).toEqual(['edited 2', 'position 2', 'edited 3', 'position 3'])
})

test('GPS-16 a moved position is found', async () => {
  const app = await evidence()
  const { services } = app.backend
  services.documents.write(authorOf(services, {}), (edit) =>
    edit.document(positionsDocumentId(app.customerId, app.userId), (doc) => {
      const map = doc.getMap<AttemptPosition>(positionsRoot)
      const kept = map.get(app.attempts[0]!)!
      map.set(app.attempts[0]!, { ...kept, lat: garageDoor.lat, lon: garageDoor.lon })
    }),
  )
  expect(await faults(app)).toEqual(['position 1'])
})

test('GPS-16 a cut end, with the head that sync would bring set back, is found against an export', async () => {
  const app = await evidence()
  const heads = await exportedHeads(app)
  const [, , third, fourth] = app.attempts as [string, string, string, string]
  const { services } = app.backend
  tamper(app, (stored) => {
    const last = stored.get(app.attempts[1]!)
    const { chainId, seq } = last.attempt
    services.documents.write(authorOf(services, {}), (edit) =>
      edit.document(`e/${app.userId}`, (doc) => {
        doc.getMap('chainHeads').set(chainId, { chainId, seq, hash: last.hash })
      }),
    )
    stored.delete(third)
    stored.delete(fourth)
  })
  expect(await faults(app)).toEqual([])
  expect(await faults(app, heads)).toEqual(['truncated 3'])
})

test('GPS-16 a cut end is found against the head that was told by sync', async () => {
  const app = await evidence()
  tamper(app, (stored) => stored.delete(app.attempts[3]!))
  expect(await faults(app)).toEqual(['truncated 4'])
})

test('GPS-18 positions are forgotten after the retention, and the chain stays whole', async () => {
  const app = await evidence()
  await app.client.call('organisation.update', { gpsRetentionDays: 60 })
  await app.close()
  const later = await openTestBackend(app.dataDir, { now: testNow + 60 * day + 1 })
  const { rows } = await later.client.call('evidence.mine', { locale: 'fr' })
  expect(rows.map(({ position, distanceM }) => [position, distanceM])).toEqual([
    ...[
      [null, 40],
      [null, 20],
      [null, 900],
      [null, 1300],
    ],
  ])
  expect(await faults(later)).toEqual([])
})

test('GPS-18 positions within the retention are kept', async () => {
  const app = await evidence()
  await app.client.call('organisation.update', { gpsRetentionDays: 60 })
  await app.close()
  const later = await openTestBackend(app.dataDir, { now: testNow + 60 * day })
  const { rows } = await later.client.call('evidence.mine', { locale: 'fr' })
  expect(rows.every(({ position }) => position !== null)).toBe(true)
})

test('GPS-18 what is stored about me is listed page by page, and exported', async () => {
  const app = await evidence()
  const first = await app.client.call('evidence.mine', { locale: 'fr', limit: 3 })
  expect(first).toMatchObject({ total: 4, next: expect.any(Array) as unknown })
  const rest = await app.client.call('evidence.mine', { locale: 'fr', cursor: first.next })
  const rows = [...first.rows, ...rest.rows]
  expect(rows.map(({ id }) => id)).toEqual(app.attempts.toReversed())
  expect(rows[0]).toMatchObject({ activityTitle: 'Visite – Garage Martin', outcome: 'verified' })

  const choices = { format: 'csv', locale: 'fr', tz: 'Europe/Paris' } as const
  const { name, content } = await app.client.call('evidence.exportMine', choices)
  const [header, line] = new TextDecoder('utf-8', { ignoreBOM: false })
    .decode(content)
    .split('\r\n')
  expect(name).toBe('Mes positions.csv')
  expect(header).toBe(
    'Date;Client;Activité;Résultat;Distance (m);Précision (m);Rayon (m);Latitude;Longitude;Source',
  )
  const { lat, lon } = eastOf(garageDoor, 40)
  const decimal = (value: number): string => String(value).replace('.', ',')
  expect(line).toBe(
    `2026-11-24 10:00;Garage Martin;Visite – Garage Martin;Vérifié;40;8;200;${decimal(lat)};${decimal(lon)};serial`,
  )
})

test('GPS-16 the complete export of my positions has the heads of my chains', async () => {
  const app = await evidence()
  const choices = { format: 'json', locale: 'fr', tz: 'Europe/Paris' } as const
  const { content } = await app.client.call('evidence.exportMine', choices)
  const exported = JSON.parse(new TextDecoder().decode(content)) as {
    attempts: unknown[]
    heads: ChainHead[]
  }
  expect(exported.attempts).toHaveLength(4)
  expect(exported.heads).toEqual(await exportedHeads(app))
})

test('GPS-18 my positions are forgotten when I say so; what was decided stays', async () => {
  const app = await evidence()
  expect(await app.client.call('evidence.forgetMine', {})).toEqual({ forgotten: 4 })
  expect(await app.client.call('evidence.forgetMine', {})).toEqual({ forgotten: 0 })
  const { rows } = await app.client.call('evidence.mine', { locale: 'fr' })
  expect(rows.map(({ position, outcome }) => [position, outcome])).toEqual([
    ...[
      [null, 'verified'],
      [null, 'verified'],
      [null, 'out_of_range'],
      [null, 'out_of_range'],
    ],
  ])
  expect(await faults(app)).toEqual([])
})

test(
  'GPS-16 the command reads a folder, names each fault and ends with 1',
  { timeout: 60_000 },
  async () => {
    const app = await evidence()
    const heads = join(app.dataDir, 'heads.json')
    const { content } = await app.client.call('evidence.exportHeads', {})
    writeFileSync(heads, content)
    const command = (...args: string[]) => {
      const script = join(import.meta.dirname, '..', 'check-evidence.ts')
      const { status, stdout } = spawnSync(process.execPath, [script, ...args], {
        encoding: 'utf8',
      })
      return { status, lines: stdout.trimEnd().split('\n') }
    }
    await app.close()
    expect(command(app.dataDir, heads)).toEqual({
      ...{ status: 0, lines: ['4 attempts in 1 chains, 0 faults'] },
    })
    const again = await openTestBackend(app.dataDir)
    tamper({ ...app, backend: again.backend }, (stored) => stored.delete(app.attempts[1]!))
    await again.close()
    const { status, lines } = command(app.dataDir)
    expect(status).toBe(1)
    expect(lines).toEqual([
      expect.stringMatching(/^missing: attempt 2 of chain \S+ \(not there\)$/),
      '3 attempts in 1 chains, 1 faults',
    ])
  },
)
