import type { ContactFields, CustomerFields } from '../../core/contract/customers.ts'
import { contactRoles, firstNames, lastNames } from './demo-names.ts'
import type { Random } from '../../core/seeded-random.ts'

export interface Town {
  readonly name: string
  readonly postcode: string | null
  readonly lat: number
  readonly lon: number
}

export interface GeneratedCustomer {
  readonly id: string
  readonly parentId: string | null
  readonly fields: Partial<CustomerFields> & { name: string }
  readonly lat: number
  readonly lon: number
  readonly contacts: readonly (ContactFields & { readonly id: string })[]
}

export interface CustomerPlan {
  readonly random: Random
  readonly newId: () => string
  readonly brands: readonly string[]
  readonly towns: readonly Town[]
  readonly count: number
  readonly salespersonIds: readonly string[]
}

const streets = ['rue', 'avenue', 'boulevard', 'route', 'zone artisanale', 'chemin'] as const
const streetNames = [
  'de la Gare',
  'des Frères Lumière',
  'de l’Industrie',
  'du Stade',
  'de Paris',
  'des Artisans',
  'Jean Jaurès',
  'du Moulin',
  'de la République',
] as const

/**
 * `count` customers, one in four of them a branch of the one before it: « Norauto Lyon » with
 * « Norauto Lyon – Mâcon ». Names are unique; a second shop of a brand in one town gets a number.
 */
export function* generateCustomers(plan: CustomerPlan): Generator<GeneratedCustomer> {
  const { random, newId, brands, towns, count, salespersonIds } = plan
  const taken = new Map<string, number>()
  let main: GeneratedCustomer | undefined
  for (let index = 0; index < count; index++) {
    const town = random.pick(towns)
    const isBranch: boolean = main !== undefined && random.chance(0.25)
    const base: string =
      isBranch && main
        ? `${main.fields.name} – ${town.name}`
        : `${random.pick(brands)} ${town.name}`
    const times = (taken.get(base) ?? 0) + 1
    taken.set(base, times)
    const customer: GeneratedCustomer = {
      id: newId(),
      parentId: isBranch && main ? main.id : null,
      fields: {
        name: times > 1 ? `${base} ${times}` : base,
        code: `C${String(index + 1).padStart(6, '0')}`,
        phone: phone(random),
        addressLine1: `${1 + random.below(180)} ${random.pick(streets)} ${random.pick(streetNames)}`,
        postcode: town.postcode,
        city: town.name,
        country: 'FR',
        tz: 'Europe/Paris',
        visitFrequencyDays: random.pick([14, 30, 30, 60, null]),
        isProspect: random.chance(0.08),
        salespersonIds: [
          isBranch && main?.fields.salespersonIds?.[0]
            ? main.fields.salespersonIds[0]
            : random.pick(salespersonIds),
        ],
      },
      // Within a few kilometres of the town's centre.
      lat: Number((town.lat + (random.next() - 0.5) * 0.06).toFixed(5)),
      lon: Number((town.lon + (random.next() - 0.5) * 0.08).toFixed(5)),
      contacts: contacts(random, newId),
    }
    if (!isBranch) main = customer
    yield customer
  }
}

function contacts(random: Random, newId: () => string): (ContactFields & { id: string })[] {
  return Array.from({ length: 1 + random.below(2) }, (_, index) => ({
    id: newId(),
    name: `${random.pick(firstNames)} ${random.pick(lastNames)}`,
    role: random.pick(contactRoles),
    email: null,
    phone: null,
    mobile: random.chance(0.5) ? phone(random, '06') : null,
    preferred: index === 0,
  }))
}

/** Numbers of the ranges that the French regulator keeps for fiction. */
function phone(random: Random, prefix?: '06'): string {
  const last = String(random.below(10_000)).padStart(4, '0')
  const start = prefix
    ? '06 39 98'
    : random.pick(['01 99 00', '02 61 91', '03 53 01', '04 65 71', '05 36 49'])
  return `${start} ${last.slice(0, 2)} ${last.slice(2)}`
}
