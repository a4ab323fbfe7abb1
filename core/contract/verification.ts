import { z } from 'zod'
import { positionErrors, positionProviders, fixQualities } from '../domain/position/fix.ts'
import { explanations } from '../domain/verification/reasons.ts'
import {
  verificationOutcomes,
  verificationReasons,
  verificationStatuses,
} from '../domain/verification/outcomes.ts'
import { verificationStates } from '../domain/verification/verification-availability.ts'
import { storedStatuses } from './activities.ts'
import { geoPointSchema } from './customers.ts'
import type { Contract } from './operation.ts'
import { refusalSchema } from './permissions.ts'
import { id, instant, localDate, nothing, timeZone } from './scalars.ts'

const refusal = refusalSchema.nullable()
const coordinates = z.object({ lat: z.number(), lon: z.number() })

/** An attempt as the screen shows it (GPS-08). Lengths are metres. */
export const shownAttemptSchema = z.object({
  id,
  at: instant,
  userId: id,
  /** The customer or branch that the activity had then. */
  customerId: id,
  customerName: z.string(),
  /** It has another one now: the attempt no longer counts (ACT-21). */
  isOfFormerCustomer: z.boolean(),
  outcome: z.enum(verificationOutcomes),
  reason: z.enum(verificationReasons),
  distanceM: z.number().nullable(),
  accuracyM: z.number().nullable(),
  radiusM: z.number().int(),
  provider: z.enum(positionProviders).nullable(),
  quality: z.enum(fixQualities).nullable(),
  satellites: z.number().int().nullable(),
  hdop: z.number().nullable(),
  fixAgeMs: z.number().int().nullable(),
  clock: z.enum(['gnss', 'device']),
  isClockDoubtful: z.boolean(),
  target: coordinates.nullable(),
  /** `null` without one, where it is not the viewer's to see, and when it was forgotten (GPS-18). */
  position: coordinates.nullable(),
  /** It is not the one that was made, as far as its own signature tells (GPS-16); `null` for nothing. */
  fault: z.enum(['edited', 'no_key', 'unsigned']).nullable(),
  seq: z.number().int(),
  /** Of an attested one. */
  note: z.string().nullable(),
  recalculates: id.nullable(),
})
export type ShownAttempt = z.infer<typeof shownAttemptSchema>

/** What was said on the spot: the customer is there (GPS-17). */
export const placeProposalSchema = z.object({
  attemptId: id,
  customerId: id,
  customerName: z.string(),
  lat: z.number(),
  lon: z.number(),
  accuracyM: z.number(),
  by: id,
  at: instant,
})
export type PlaceProposal = z.infer<typeof placeProposalSchema>

export const activityVerificationSchema = z.object({
  availability: z.object({ state: z.enum(verificationStates), changesAt: instant.nullable() }),
  status: z.enum(verificationStatuses),
  /** The window, by the clock of this device; `null` without a start (GPS-05). */
  window: z.object({ from: instant, to: instant }).nullable(),
  /** Whose place counts: the activity's customer or branch. */
  target: z.object({
    customerId: id,
    name: z.string(),
    isBranch: z.boolean(),
    location: geoPointSchema.nullable(),
  }),
  radiusM: z.number().int(),
  /** The last one first. */
  attempts: z.array(shownAttemptSchema),
  explanation: z
    .object({ code: z.enum(explanations), text: z.string().nullable(), by: id, at: instant })
    .nullable(),
  proposal: placeProposalSchema.nullable(),
  /** When the person agreed to their position being measured; `null` before that (GPS-18). */
  consentedAt: instant.nullable(),
  may: z.object({ verify: refusal, judge: refusal, propose: refusal, place: refusal }),
})
export type ActivityVerification = z.infer<typeof activityVerificationSchema>

/** What came of a capture. */
export const captureResultSchema = z.object({
  attemptId: id,
  outcome: z.enum(verificationOutcomes),
  reason: z.enum(verificationReasons),
  /** Why there was no position. */
  error: z.enum(positionErrors).nullable(),
  distanceM: z.number().nullable(),
  accuracyM: z.number().nullable(),
  radiusM: z.number().int(),
  /** Where the visit seems to have been instead of at the main customer (GPS-11). */
  nearestBranch: z.object({ customerId: id, name: z.string(), distanceM: z.number() }).nullable(),
})
export type CaptureResult = z.infer<typeof captureResultSchema>

/** How a capture stands. */
export const captureProgressSchema = z.object({
  /** The source that is listened to; `null` while one is looked for. */
  provider: z.enum(positionProviders).nullable(),
  /** Of the best position up to now, 95 %, in metres; `null` without one. */
  accuracyM: z.number().nullable(),
  satellites: z.number().int().nullable(),
  hdop: z.number().nullable(),
  /** How old that position is, in ms. */
  ageMs: z.number().int().nullable(),
  elapsedMs: z.number().int(),
  /** There is a position that can be used as it is. */
  isUsable: z.boolean(),
  /** It goes on until the position is used or the capture stopped. */
  isRefining: z.boolean(),
  /** The page is asked for positions of the operating system (`verification.push`). */
  wantsOsPosition: z.boolean(),
})
export type CaptureProgress = z.infer<typeof captureProgressSchema>

/** A position as the page gets it from `navigator.geolocation`. */
export const pushedPositionSchema = z.union([
  z.object({
    lat: z.number(),
    lon: z.number(),
    /** 95 %, in metres. */
    accuracyM: z.number().nullable(),
    /** How old it is, in ms. */
    ageMs: z.number().int().min(0),
  }),
  z.object({ error: z.enum(positionErrors) }),
])
export type PushedPosition = z.infer<typeof pushedPositionSchema>

/** One visit of somebody's day (GPS-20). */
export const dayStopSchema = z.object({
  activityId: id,
  /** From 1, in order of time; `null` of a cancelled one, which nobody drives to. */
  number: z.number().int().nullable(),
  typeId: id,
  title: z.string().nullable(),
  customerId: id,
  customerName: z.string(),
  /** The main customer's name where the visit is at a branch. */
  parentName: z.string().nullable(),
  city: z.string().nullable(),
  /** Of the customer or branch; `null` where it has no usable coordinates. */
  location: coordinates.nullable(),
  startAt: instant,
  endAt: instant.nullable(),
  status: z.enum(storedStatuses),
  reportCount: z.number().int(),
  /** `null` where its type is not verified. */
  verification: z.enum(verificationStatuses).nullable(),
})
export type DayStop = z.infer<typeof dayStopSchema>

const text = (max: number) => z.string().trim().max(max)

export const verificationContract = {
  'verification.watch': {
    kind: 'stream',
    input: z.object({ activityId: id }),
    output: activityVerificationSchema,
  },
  /** The person has read what is measured, when and for how long (GPS-18). */
  'verification.consent': { kind: 'command', input: nothing, output: nothing },
  /**
   * One click, one measurement (GPS-13): measures where the device is, judges it and writes the attempt
   * down. Refuses `E-GPS-CONSENT` and, with the state, `E-GPS-STATE`; stopped, it writes nothing.
   */
  'verification.capture': {
    kind: 'job',
    input: z.object({ captureId: id, activityId: id }),
    progress: captureProgressSchema,
    output: captureResultSchema,
  },
  /** Uses the best position up to now, or goes on until that is said. */
  'verification.steer': {
    kind: 'command',
    input: z.object({ captureId: id, wish: z.enum(['use', 'refine']) }),
    output: nothing,
  },
  /** A position of the operating system, for the capture that asked for it. */
  'verification.push': {
    kind: 'command',
    input: z.object({ captureId: id, position: pushedPositionSchema }),
    output: nothing,
  },
  /**
   * The visits of one local day of a person, in order of time (GPS-20): of the viewer, or of whom they
   * read what was found about. Visits are the activities of types that can be verified. Refuses `E-PRM`,
   * `E-NOT-FOUND`, `E-TIME-INVALID`.
   */
  'verification.day': {
    kind: 'stream',
    input: z.object({ day: localDate, tz: timeZone, userId: id.optional() }),
    output: z.object({
      userId: id,
      stops: z.array(dayStopSchema),
      /** Whose days the viewer may see. */
      people: z.array(id),
    }),
  },
  /** Why the visit is not verified, for managers; `null` takes it back (GPS-19). */
  'verification.explain': {
    kind: 'command',
    input: z.object({
      activityId: id,
      explanation: z.object({ code: z.enum(explanations), text: text(500).nullable() }).nullable(),
    }),
    output: nothing,
  },
  /**
   * Judges the last position of an activity again by where its customer is now (GPS-08). Refuses
   * `E-GPS-NO-POSITION` where it was forgotten.
   */
  'verification.recalculate': {
    kind: 'command',
    input: z.object({ activityId: id }),
    output: captureResultSchema,
  },
  /** A manager's word that the visit took place: shown as attested, never as verified (GPS-14). */
  'verification.attest': {
    kind: 'command',
    input: z.object({ activityId: id, at: coordinates, note: text(500).min(1) }),
    output: nothing,
  },
  /** Gives the visit to the branch that it was at, and judges the position again (GPS-11). */
  'verification.moveToBranch': {
    kind: 'command',
    input: z.object({ attemptId: id, customerId: id }),
    output: captureResultSchema,
  },
  /** Says that the customer is where the attempt was made (GPS-17). */
  'verification.proposePlace': {
    kind: 'command',
    input: z.object({ attemptId: id }),
    output: nothing,
  },
  /** What was proposed and not decided, the oldest first. */
  'verification.proposals': {
    kind: 'stream',
    input: nothing,
    output: z.array(placeProposalSchema.extend({ activityId: id })),
  },
  /** Puts the customer there, or leaves it where it is. */
  'verification.decidePlace': {
    kind: 'command',
    input: z.object({ attemptId: id, accepted: z.boolean() }),
    output: nothing,
  },
} as const satisfies Contract
