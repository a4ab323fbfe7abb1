import { z } from 'zod'
import { radiusLimits } from '../domain/verification/radius.ts'
import type { Contract } from './operation.ts'
import { id, instant, nothing, timeZone } from './scalars.ts'

export const geoPointSchema = z.object({
  lat: z.number(),
  lon: z.number(),
  accuracyM: z.number().nullable(),
  quality: z.enum(['surveyed', 'geocoded_exact', 'street', 'town', 'unknown']),
  source: z.enum(['manual', 'map', 'geocoder', 'fix', 'import']),
  setBy: id,
  setAt: instant,
})
export type GeoPoint = z.infer<typeof geoPointSchema>

const optionalText = (max: number) => z.string().trim().max(max).nullable()

/** The fields a person may edit; also what an import fills. */
export const customerFields = z.object({
  name: z.string().trim().min(1).max(200),
  /** External id; unique among customers that are not deleted. */
  code: optionalText(80),
  legalName: optionalText(200),
  vatNumber: optionalText(40),
  siret: optionalText(40),
  email: optionalText(254),
  phone: optionalText(60),
  segment: optionalText(80),
  addressLine1: optionalText(200),
  addressLine2: optionalText(200),
  postcode: optionalText(20),
  city: optionalText(120),
  region: optionalText(120),
  /** ISO 3166-1 alpha-2. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  tz: timeZone.nullable(),
  visitFrequencyDays: z.number().int().min(1).max(3650).nullable(),
  /** Around this customer or branch, in metres; `null`: as the type or the organisation (GPS-04). */
  gpsRadiusM: z.number().int().min(radiusLimits.min).max(radiusLimits.max).nullable(),
  isProspect: z.boolean(),
  categories: z.array(z.string().trim().min(1).max(60)).max(50),
  /** First entry is the main salesperson; at most three (slots). */
  salespersonIds: z.array(id).max(3),
})
export type CustomerFields = z.infer<typeof customerFields>

export const customerSchema = customerFields.extend({
  id,
  /** `null` = main customer, set = branch of it. */
  parentId: id.nullable(),
  location: geoPointSchema.nullable(),
  archivedAt: instant.nullable(),
  deletedAt: instant.nullable(),
  createdAt: instant,
  createdBy: id,
  updatedAt: instant,
  updatedBy: id,
})
export type Customer = z.infer<typeof customerSchema>

export const customerRowSchema = z.object({
  id,
  name: z.string(),
  code: z.string().nullable(),
  city: z.string().nullable(),
  postcode: z.string().nullable(),
  country: z.string().nullable(),
  phone: z.string().nullable(),
  parentId: id.nullable(),
  parentName: z.string().nullable(),
  branchCount: z.number().int(),
  archivedAt: instant.nullable(),
  lastActivityAt: instant.nullable(),
})
export type CustomerRow = z.infer<typeof customerRowSchema>

export const contactFields = z.object({
  name: z.string().trim().min(1).max(120),
  role: optionalText(120),
  email: optionalText(254),
  phone: optionalText(60),
  mobile: optionalText(60),
  preferred: z.boolean(),
})
export type ContactFields = z.infer<typeof contactFields>
export const contactSchema = contactFields.extend({ id, customerId: id })
export type Contact = z.infer<typeof contactSchema>

export const customerProfileSchema = z.object({
  customer: customerSchema,
  /** The main customer: itself, or the parent of a branch. */
  main: z.object({ id, name: z.string() }),
  branches: z.array(
    z.object({ id, name: z.string(), city: z.string().nullable(), archivedAt: instant.nullable() }),
  ),
  contacts: z.array(contactSchema),
})
export type CustomerProfile = z.infer<typeof customerProfileSchema>

/** Opaque to callers: pass `next` back to get the following page. */
export const cursor = z.array(z.union([z.string(), z.number(), z.null()])).max(8)
export type Cursor = z.infer<typeof cursor>

export const customersContract = {
  /** Without text: by name. With text: accent- and punctuation-insensitive prefix match (CUS-03). */
  'customers.search': {
    kind: 'query',
    input: z.object({
      text: z.string().max(200).default(''),
      archived: z.boolean().default(false),
      cursor: cursor.nullable().default(null),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({
      rows: z.array(customerRowSchema),
      next: cursor.nullable(),
      /** Number of matches; counting stops at `totalIsCapped`. */
      total: z.number().int(),
      totalIsCapped: z.boolean(),
    }),
  },
  /** Ids whose row may have changed; `all` after an import or a rebuild. */
  'customers.changes': {
    kind: 'stream',
    input: nothing,
    output: z.object({ ids: z.array(id), all: z.boolean() }),
  },
  /** `null` when there is no such customer. */
  'customers.watch': {
    kind: 'stream',
    input: z.object({ id }),
    output: customerProfileSchema.nullable(),
  },
  'customers.create': {
    kind: 'command',
    input: z.object({
      parentId: id.nullable().default(null),
      fields: customerFields.partial().required({ name: true }),
    }),
    output: z.object({ id }),
  },
  'customers.update': {
    kind: 'command',
    input: z.object({ id, patch: customerFields.partial() }),
    output: nothing,
  },
  /** Moves a branch under another main customer, or makes it a main customer with `null`. */
  'customers.setParent': {
    kind: 'command',
    input: z.object({ id, parentId: id.nullable() }),
    output: nothing,
  },
  'customers.setLocation': {
    kind: 'command',
    input: z.object({
      id,
      location: geoPointSchema
        .pick({ lat: true, lon: true, quality: true, source: true })
        .nullable(),
    }),
    output: nothing,
  },
  'customers.setArchived': {
    kind: 'command',
    input: z.object({ id, archived: z.boolean() }),
    output: nothing,
  },
  /** Tombstone; activities stay readable (CUS-05). */
  'customers.setDeleted': {
    kind: 'command',
    input: z.object({ id, deleted: z.boolean() }),
    output: nothing,
  },
  'contacts.create': {
    kind: 'command',
    input: z.object({ customerId: id, fields: contactFields.partial().required({ name: true }) }),
    output: z.object({ id }),
  },
  'contacts.update': {
    kind: 'command',
    input: z.object({ id, patch: contactFields.partial() }),
    output: nothing,
  },
  'contacts.setDeleted': {
    kind: 'command',
    input: z.object({ id, deleted: z.boolean() }),
    output: nothing,
  },
} as const satisfies Contract
