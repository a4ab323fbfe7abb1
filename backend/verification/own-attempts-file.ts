import type { ChainHead } from '../../core/contract/evidence.ts'
import type { OwnAttempt } from '../../core/contract/evidence-operations.ts'
import type { Locale } from '../../core/contract/scalars.ts'
import type { VerificationOutcome } from '../../core/domain/verification/outcomes.ts'
import { moment, type TableCell } from '../reports/report-table.ts'
import { writeCsv } from '../reports/write-tables.ts'

const fr = {
  fileName: 'Mes positions',
  columns: [
    ...['Date', 'Client', 'Activité', 'Résultat', 'Distance (m)', 'Précision (m)', 'Rayon (m)'],
    ...['Latitude', 'Longitude', 'Source'],
  ],
  outcomes: {
    verified: 'Vérifié',
    out_of_range: 'Hors de portée',
    inconclusive: 'Imprécis',
    refused: 'Sans position',
    attested: 'Attesté',
  } as Record<VerificationOutcome, string>,
}
const wording: Readonly<Record<Locale, typeof fr>> = {
  fr,
  en: {
    fileName: 'My positions',
    columns: [
      ...['Date', 'Customer', 'Activity', 'Outcome', 'Distance (m)', 'Accuracy (m)', 'Radius (m)'],
      ...['Latitude', 'Longitude', 'Source'],
    ],
    outcomes: {
      verified: 'Verified',
      out_of_range: 'Out of range',
      inconclusive: 'Imprecise',
      refused: 'No position',
      attested: 'Attested',
    },
  },
}

/**
 * Everything that is stored about where a person was, to be read by them (GPS-18); as JSON with the heads of
 * their chains, which shows later whether the end was cut (GPS-16).
 */
export function ownAttemptsFile(
  attempts: readonly OwnAttempt[],
  heads: readonly ChainHead[],
  { format, locale, tz }: { format: 'csv' | 'json'; locale: Locale; tz: string },
): { name: string; content: Uint8Array } {
  const { fileName, columns, outcomes } = wording[locale]
  if (format === 'json') {
    const content = new TextEncoder().encode(`${JSON.stringify({ attempts, heads }, null, 2)}\n`)
    return { name: `${fileName}.json`, content }
  }
  const rows = attempts.map((attempt): TableCell[] => [
    ...[moment(attempt.at, tz), attempt.customerName, attempt.activityTitle],
    ...[outcomes[attempt.outcome], attempt.distanceM, attempt.accuracyM, attempt.radiusM],
    ...[attempt.position?.lat ?? null, attempt.position?.lon ?? null, attempt.provider],
  ])
  const content = writeCsv({ title: fileName, rows: [columns, ...rows] }, locale)
  return { name: `${fileName}.csv`, content }
}
