import type * as Y from 'yjs'
import type { Patch } from '../contract/patch.ts'
import { type Organisation, organisationSchema } from '../contract/workspace.ts'

const root = 'organisation'

/** Used where nothing was chosen; a new workspace stores only its name, zone and language. */
export const organisationDefaults: Organisation = {
  name: '',
  tz: 'Europe/Paris',
  locale: 'fr',
  pastCreationLimitMin: null,
  reportLimitMin: null,
  reportGraceMin: 15,
  overlapPolicy: 'warn',
  oneInProgress: 'warn',
  trashDays: 30,
  attachmentMaxBytes: 25 * 1024 * 1024,
  duplicateWindowMin: 15,
  gpsEnabled: false,
  gpsRadiusM: 200,
  gpsWindowMin: 60,
  gpsReportRequired: true,
  gpsMaxAccuracyM: 150,
  gpsMaxFixAgeS: 60,
  gpsCorrection: 'managers',
  gpsRetentionDays: 365,
  aiSummaryEnabled: true,
  aiAssistantEnabled: true,
  aiEngine: 'local',
  aiEndpointUrl: null,
  aiChatModel: null,
  aiTranscriptionModel: null,
  aiRedact: true,
  aiConsent: null,
  aiKeepTranscript: true,
}

/** Settings of the organisation from the `settings` document; wrong values fall back one by one. */
export function readOrganisation(doc: Y.Doc): Organisation {
  const map = doc.getMap(root)
  const settings: Record<string, unknown> = { ...organisationDefaults }
  for (const [name, schema] of Object.entries(organisationSchema.shape)) {
    const parsed = schema.safeParse(map.get(name))
    if (parsed.success) settings[name] = parsed.data
  }
  return settings as Organisation
}

/** Writes the given settings, key by key. Call inside a transaction. */
export function writeOrganisation(doc: Y.Doc, patch: Patch<Organisation>): void {
  const map = doc.getMap(root)
  for (const [name, value] of Object.entries(patch))
    if (value !== undefined && map.get(name) !== value) map.set(name, value)
}
