import { type StagedFile, stagedFileSchema } from '../../core/contract/activities.ts'
import type { FormDefinition, FormField } from '../../core/contract/form-definition.ts'
import { type Locale, type LocalisedText, richText } from '../../core/contract/scalars.ts'
import { type Answers, isEmpty } from '../../core/domain/forms/answers.ts'
import { optionsOf, questionsOf } from '../../core/domain/forms/form-parts.ts'
import { answerProblem } from '../../core/domain/forms/validate-answer.ts'
import { toWallTime } from '../../core/domain/time/wall-time.ts'
import { deltaToText } from '../../core/richtext/delta-to-text.ts'
import { exportWording } from './export-wording.ts'

/** A day or a moment as clocks show it, in ms as if that were UTC. */
export interface WallMoment {
  readonly wallMs: number
  readonly hasTime: boolean
}
export type TableCell = string | number | WallMoment | null

/** A sheet: the first row is the header. */
export interface ReportTable {
  readonly title: string
  readonly rows: readonly (readonly TableCell[])[]
}

/** A report as a row tells of it. */
export interface ExportedReport {
  readonly customer: string
  readonly activity: string
  readonly startAt: number | null
  readonly submittedBy: string
  readonly submittedAt: number
  readonly revision: number
  readonly version: number
  readonly definition: FormDefinition
  readonly answers: Answers
  /** Of people and contacts, by id. */
  readonly names: Readonly<Record<string, string>>
}

interface TableChoices {
  readonly locale: Locale
  /** IANA zone of the moments. */
  readonly tz: string
}

/**
 * The reports of one form as a table (REP-13): what is known of every report, then one column for each
 * key of a field, those of all versions together, with the label of the newest version that has it.
 */
export function reportTable(
  title: LocalisedText,
  reports: readonly ExportedReport[],
  choices: TableChoices,
): ReportTable {
  const words = exportWording[choices.locale]
  const columns = columnsOf(reports, choices.locale)
  const header = [
    ...[words.customer, words.activity, words.start, words.submittedBy, words.submittedAt],
    ...[words.version, words.revision],
    ...columns.values(),
  ]
  const rows = reports.map((report) => {
    const fields = new Map(questionsOf(report.definition).map((field) => [field.key, field]))
    return [
      ...[report.customer, report.activity],
      report.startAt === null ? null : moment(report.startAt, choices.tz),
      ...[report.submittedBy, moment(report.submittedAt, choices.tz)],
      ...[report.version, report.revision],
      ...[...columns.keys()].map((key) => {
        const field = fields.get(key)
        return field ? cellOf(report, field, choices) : null
      }),
    ]
  })
  return { title: textOf(title, choices.locale), rows: [header, ...rows] }
}

/** Label by key, in the order of the newest version; keys that only older ones have come after. */
function columnsOf(reports: readonly ExportedReport[], locale: Locale): Map<string, string> {
  const versions = new Map(reports.map(({ version, definition }) => [version, definition]))
  const columns = new Map<string, string>()
  for (const [, definition] of [...versions].sort(([a], [b]) => b - a))
    for (const { key, label, unit } of questionsOf(definition)) {
      const text = textOf(label, locale)
      if (!columns.has(key)) columns.set(key, unit ? `${text} (${unit})` : text)
    }
  return columns
}

function cellOf(
  { definition, answers, names }: ExportedReport,
  field: FormField,
  { locale, tz }: TableChoices,
): TableCell {
  const answer = answers[field.id]
  const words = exportWording[locale]
  if (isEmpty(answer)) return null
  if (answerProblem(definition, field, answer) === 'type') return words.unreadable
  const options = optionsOf(definition, field)
  const optionText = (value: string): string => {
    const option = options.find((each) => each.value === value)
    return option ? textOf(option.label, locale) : value
  }
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'rating':
      return answer as number
    case 'boolean':
      return answer === true ? words.yes : words.no
    case 'date':
      return { wallMs: Date.parse(`${answer as string}T00:00Z`), hasTime: false }
    case 'dateTime':
      return moment(answer as number, tz)
    case 'richText':
      return deltaToText(richText.parse(answer)).trim()
    case 'choice':
      return optionText(answer as string)
    case 'choices':
      return (answer as string[]).map(optionText).join('; ')
    case 'user':
    case 'contact':
      return (answer as string[]).map((id) => names[id] ?? words.unknown).join('; ')
    case 'product':
    case 'emailCopy':
      return (answer as string[]).join('; ')
    case 'file':
    case 'signature':
      return filesOf(answer)
        .map(({ name }) => name)
        .join('; ')
    case 'text':
    case 'longText':
    case 'time':
    case 'heading':
      return String(answer)
  }
}

const filesOf = (answer: unknown): StagedFile[] => stagedFileSchema.array().parse(answer)

/** An instant as the clocks of a zone show it. */
export function moment(at: number, tz: string): WallMoment {
  const { date, time } = toWallTime(at, tz)
  return { wallMs: Date.parse(`${date}T${time}Z`), hasTime: true }
}

function textOf(text: LocalisedText, locale: Locale): string {
  return (locale === 'en' ? (text.en ?? text.fr) : (text.fr ?? text.en)) ?? ''
}
