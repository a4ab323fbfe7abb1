import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { extractSlots } from '../core/domain/extraction/extract-slots.ts'
import type { Extracted, ExtractionContext } from '../core/domain/extraction/extracted.ts'
import { readSlot } from '../core/domain/extraction/read-slot.ts'
import { type SlotField, slotTypes } from '../core/domain/extraction/slot-field.ts'

const texts = z.object({ fr: z.string().optional(), en: z.string().optional() })
const fieldSchema = z.object({
  key: z.string(),
  type: z.enum(slotTypes),
  label: texts,
  options: z.object({ fr: z.array(z.string()), en: z.array(z.string()) }).optional(),
  synonyms: z.record(z.string(), z.record(z.string(), z.array(z.string()))).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  currency: z.string().optional(),
  region: z.string().optional(),
  past: z.boolean().optional(),
  future: z.boolean().optional(),
})
type LabelledField = z.infer<typeof fieldSchema>

const lineSchema = z.object({
  id: z.string(),
  lang: z.enum(['fr', 'en']),
  field: z.string(),
  text: z.string(),
  /** Fields that are open, where the line is about several. */
  form: z.array(z.string()).optional(),
  /** Local date and time; the set's own without it. */
  now: z.string().optional(),
  expected: z.object({
    status: z.string(),
    value: z.unknown().optional(),
    accept: z.array(z.unknown()).optional(),
    values: z.record(z.string(), z.unknown()).optional(),
    confirm: z.boolean().optional(),
  }),
})
type Line = z.infer<typeof lineSchema>

/** When the replies of the labelled set were given. */
const usualNow = '2026-10-13T10:00'

export interface SlotFigures {
  readonly total: number
  readonly correctPct: number
  /** A wrong value that nobody would be asked about. */
  readonly silentWrongPct: number
  readonly byType: Readonly<Record<string, string>>
  readonly p95Ms: number
}

export interface SlotMiss {
  readonly id: string
  readonly text: string
  readonly expected: unknown
  readonly got: unknown
  readonly isSilent: boolean
}

/**
 * Reads every labelled reply and compares. `ask` and `none` are the same where one of them is expected
 * to ask; an expected confirmation has to be asked for.
 */
export function evaluateSlots(
  linesFile: string,
  fieldsFile: string,
): { figures: SlotFigures; misses: readonly SlotMiss[] } {
  const fields = z
    .record(z.string(), fieldSchema)
    .parse(JSON.parse(readFileSync(fieldsFile, 'utf8')))
  const lines = readFileSync(linesFile, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)))
  const misses: SlotMiss[] = []
  const byType = new Map<string, { correct: number; total: number }>()
  const times: number[] = []
  for (const line of lines) {
    const startedAt = performance.now()
    const outcome = line.expected.values
      ? readSeveral(line, fields)
      : readOne(line, requireField(fields, line.field))
    times.push(performance.now() - startedAt)
    const type = line.expected.values ? 'several' : requireField(fields, line.field).type
    const count = byType.get(type) ?? { correct: 0, total: 0 }
    count.total += 1
    if (outcome.isRight) count.correct += 1
    else misses.push({ id: line.id, text: line.text, expected: line.expected, ...outcome })
    byType.set(type, count)
  }
  const percent = (count: number): number => Math.round((1000 * count) / lines.length) / 10
  return {
    figures: {
      total: lines.length,
      correctPct: percent(lines.length - misses.length),
      silentWrongPct: percent(misses.filter(({ isSilent }) => isSilent).length),
      byType: Object.fromEntries(
        [...byType].map(([type, { correct, total }]) => [type, `${correct}/${total}`]),
      ),
      p95Ms:
        Math.round(100 * (times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0)) / 100,
    },
    misses,
  }
}

interface Outcome {
  readonly isRight: boolean
  readonly isSilent: boolean
  readonly got: unknown
}

function readOne(line: Line, field: LabelledField): Outcome {
  const { status, value, accept, confirm } = line.expected
  const got = readSlot(line.text, slotField(field, line.lang), contextOf(line, field))
  if (status !== 'filled')
    return {
      isRight: got.status === status || (status === 'ask' && got.status === 'none'),
      isSilent: got.status === 'filled' && !got.confirm,
      got,
    }
  if (got.status !== 'filled') return { isRight: false, isSilent: false, got }
  const hasValue = (accept ?? [value]).some((each) => isDeepStrictEqual(each, got.value))
  const isAsked = confirm !== true || got.confirm
  return { isRight: hasValue && isAsked, isSilent: !hasValue && !got.confirm, got }
}

function readSeveral(line: Line, fields: Record<string, LabelledField>): Outcome {
  const form = (line.form ?? []).map((key) => slotField(requireField(fields, key), line.lang))
  const read = extractSlots(
    line.text,
    form,
    line.field,
    contextOf(line, requireField(fields, line.field)),
  )
  const filled = Object.entries(read).flatMap(([key, each]) =>
    each.status === 'filled' ? [[key, each] as const] : [],
  )
  const expected = line.expected.values ?? {}
  const isWrong = ([key, { value }]: readonly [
    string,
    Extracted & { status: 'filled' },
  ]): boolean => !isDeepStrictEqual(expected[key], value)
  return {
    isRight: filled.length === Object.keys(expected).length && !filled.some(isWrong),
    isSilent: filled.some((each) => isWrong(each) && !each[1].confirm),
    got: Object.fromEntries(filled.map(([key, { value, confirm }]) => [key, { value, confirm }])),
  }
}

function requireField(fields: Record<string, LabelledField>, key: string): LabelledField {
  const field = fields[key]
  if (!field) throw new Error(`no field ${key}`)
  return field
}

function contextOf(line: Line, field: LabelledField): ExtractionContext {
  return { locale: line.lang, now: line.now ?? usualNow, country: field.region ?? 'FR' }
}

/** Options are known by their label in the language of the line, as the labelled values are. */
function slotField(field: LabelledField, lang: 'fr' | 'en'): SlotField {
  const { key, type, label, min, max, currency, past, future } = field
  const options = field.options?.[lang].map((value, index) => ({
    value,
    label: { fr: field.options?.fr[index], en: field.options?.en[index] },
    synonyms: field.synonyms?.[lang]?.[value] ?? [],
  }))
  return {
    ...{ key, type, label },
    ...(options && { options }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(currency !== undefined && { currency }),
    ...(past !== undefined && { past }),
    ...(future !== undefined && { future }),
  }
}
