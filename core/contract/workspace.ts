import { z } from 'zod'
import { radiusLimits } from '../domain/verification/radius.ts'
import type { Contract } from './operation.ts'
import { id, instant, locale, nothing, timeZone } from './scalars.ts'
import { userSchema } from './users.ts'

/** The largest file that an organisation may allow. */
export const maxAttachmentBytes = 104_857_600

export const organisationSchema = z.object({
  name: z.string(),
  tz: timeZone,
  locale,
  /** Minutes after an activity's end in which reports are accepted; `null`: no limit (REP-06). */
  reportLimitMin: z.number().int().min(0).max(525_600).nullable(),
  /** Minutes more for a report that was begun in time (REP-08). */
  reportGraceMin: z.number().int().min(0).max(1440),
  /** Minutes; `null` means no limit (ACT-04). */
  pastCreationLimitMin: z.number().int().min(0).max(525_600).nullable(),
  overlapPolicy: z.enum(['off', 'warn', 'block']),
  oneInProgress: z.enum(['off', 'warn', 'block']),
  trashDays: z.number().int().min(1).max(365),
  attachmentMaxBytes: z.number().int().min(1_048_576).max(maxAttachmentBytes),
  duplicateWindowMin: z.number().int().min(0).max(240),
  /** Whether visits are verified by GPS at all, and how (GPS-04). */
  gpsEnabled: z.boolean(),
  gpsRadiusM: z.number().int().min(radiusLimits.min).max(radiusLimits.max),
  /** Before the start and after the end. */
  gpsWindowMin: z.number().int().min(0).max(1440),
  gpsReportRequired: z.boolean(),
  /** A worse position proves nothing. */
  gpsMaxAccuracyM: z.number().int().min(5).max(5000),
  gpsMaxFixAgeS: z.number().int().min(5).max(3600),
  /** Who may propose on the spot where a customer is (GPS-17). */
  gpsCorrection: z.enum(['nobody', 'managers', 'everyone']),
  /** Then positions are forgotten; distance and outcome stay (GPS-18). */
  gpsRetentionDays: z.number().int().min(1).max(3650),
  /** Whether customers are summarised, and whether reports can be made in a conversation. */
  aiSummaryEnabled: z.boolean(),
  aiAssistantEnabled: z.boolean(),
  /** Rules on the device, or a model behind an endpoint that may improve what they found (AIS-04). */
  aiEngine: z.enum(['local', 'endpoint']),
  /** Of an OpenAI-compatible server, up to and including its `/v1`. */
  aiEndpointUrl: z.string().trim().max(500).nullable(),
  aiChatModel: z.string().trim().max(200).nullable(),
  aiTranscriptionModel: z.string().trim().max(200).nullable(),
  /** Names, telephone numbers and addresses are replaced before anything is sent. */
  aiRedact: z.boolean(),
  /** Who agreed, for the organisation, that texts are sent to that endpoint; without it none is. */
  aiConsent: z.object({ url: z.string().max(500), by: id, at: instant }).nullable(),
  /** Whether a report keeps the conversation that it came from (AIR-13). */
  aiKeepTranscript: z.boolean(),
})
export type Organisation = z.infer<typeof organisationSchema>

export const workspaceStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({
    state: z.literal('ready'),
    workspaceId: id,
    organisation: organisationSchema,
    me: userSchema,
    isDemo: z.boolean(),
    createdAt: instant,
  }),
])
export type WorkspaceState = z.infer<typeof workspaceStateSchema>

const progress = z.object({ done: z.number().int(), total: z.number().int() })

export const workspaceContract = {
  'workspace.watch': { kind: 'stream', input: nothing, output: workspaceStateSchema },
  'workspace.create': {
    kind: 'command',
    input: z.object({
      organisationName: z.string().trim().min(1).max(120),
      firstName: z.string().trim().min(1).max(80),
      lastName: z.string().trim().max(80),
      tz: timeZone,
      locale,
    }),
    output: z.object({ workspaceId: id, userId: id }),
  },
  /** Real brands and towns, three months of believable activities, two colleagues. */
  'workspace.createDemo': {
    kind: 'job',
    input: z.object({ tz: timeZone, locale }),
    progress,
    output: z.object({ workspaceId: id, customers: z.number(), activities: z.number() }),
  },
  /** Throws the demonstration away; the app is back at its first start. */
  'workspace.discardDemo': { kind: 'command', input: nothing, output: nothing },
  'organisation.update': {
    kind: 'command',
    input: organisationSchema.partial(),
    output: nothing,
  },
} as const satisfies Contract
