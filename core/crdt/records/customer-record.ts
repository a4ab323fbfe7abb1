import { z } from 'zod'
import { radiusLimits } from '../../domain/verification/radius.ts'
import { geoPointSchema } from '../../contract/customers.ts'
import { id, instant as instantSchema } from '../../contract/scalars.ts'
import { flag, instant, integer, json, oneOf, requiredText, text } from '../coerce.ts'
import { defineRecord } from '../record.ts'
import { meta } from './meta.ts'

export const storedPlaceProposal = z.object({
  attemptId: id,
  activityId: id,
  lat: z.number(),
  lon: z.number(),
  accuracyM: z.number(),
  by: id,
  at: instantSchema,
})

export const customerRecord = defineRecord({
  root: 'customers',
  fields: {
    ...meta,
    parentId: text(64),
    name: requiredText(200),
    code: text(80),
    legalName: text(200),
    vatNumber: text(40),
    siret: text(40),
    email: text(254),
    phone: text(60),
    segment: text(80),
    addressLine1: text(200),
    addressLine2: text(200),
    postcode: text(20),
    city: text(120),
    region: text(120),
    country: text(2),
    tz: text(64),
    visitFrequencyDays: integer(1, 3650),
    gpsRadiusM: integer(radiusLimits.min, radiusLimits.max),
    isProspect: flag,
    /** Slots: the first is the main salesperson and the default assignee. */
    salesperson1Id: text(64),
    salesperson2Id: text(64),
    salesperson3Id: text(64),
    /** One value, so that latitude and longitude never mix from two devices. */
    location: json(geoPointSchema),
    /** Said on the spot, and not decided yet (GPS-17). */
    placeProposal: json(storedPlaceProposal),
    source: oneOf(['local', 'erp'], 'local'),
    archivedAt: instant,
  },
  sets: ['categories'],
})
