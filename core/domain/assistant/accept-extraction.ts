import type { Extracted, ExtractionContext, SlotValue } from '../extraction/extracted.ts'
import { withoutInvisible } from '../extraction/folded-text.ts'
import { readSlot } from '../extraction/read-slot.ts'
import type { SlotField } from '../extraction/slot-field.ts'

/** What a model says about one field. */
export interface ModelSlot {
  readonly status: 'filled' | 'skip' | 'ask' | 'absent'
  readonly value: unknown
  readonly quote: string
}

/** A model may be mistaken about what it is sure of. */
const confirmedConfidence = 0.9
const unsureConfidence = 0.6

/**
 * What of a model's reading stands. The quote has to be in the reply word for word, and local code has
 * to read the same value from it; what it reads otherwise is asked back. Days and numbers are only ever
 * those that local code reads, never the model's.
 *
 * @returns by field key; fields that do not stand are left out
 */
export function acceptExtraction(
  reply: string,
  open: readonly SlotField[],
  said: Readonly<Record<string, ModelSlot>>,
  context: ExtractionContext,
): Readonly<Record<string, Extracted>> {
  const accepted: Record<string, Extracted> = {}
  for (const field of open) {
    const slot = Object.hasOwn(said, field.key) ? said[field.key] : undefined
    if (slot?.status !== 'filled') continue
    const found = acceptSlot(reply, field, slot, context)
    if (found) accepted[field.key] = found
  }
  return accepted
}

function acceptSlot(
  reply: string,
  field: SlotField,
  { value, quote }: ModelSlot,
  context: ExtractionContext,
): Extracted | undefined {
  const span = spanOf(reply, quote)
  if (!span) return undefined
  const words = reply.slice(...span)
  const place = { quote: words, span }
  if (field.type === 'text' || field.type === 'shorttext')
    // The person's own words, whatever the model made of them.
    return {
      status: 'filled',
      value: words,
      confidence: confirmedConfidence,
      confirm: false,
      ...place,
    }
  const local = readSlot(words, field, context)
  if (local.status === 'filled') {
    const isSame = isEqual(local.value, value)
    return {
      status: 'filled',
      value: local.value,
      confidence: isSame && !local.confirm ? confirmedConfidence : unsureConfidence,
      confirm: local.confirm || !isSame,
      ...place,
      ...(local.alternatives && { alternatives: local.alternatives }),
    }
  }
  const meant = meantValue(field, value)
  return meant === undefined
    ? undefined
    : { status: 'filled', value: meant, confidence: unsureConfidence, confirm: true, ...place }
}

/** Where a quote is in the reply, invisible characters apart. */
function spanOf(reply: string, quote: string): [number, number] | undefined {
  const wanted = withoutInvisible(quote).trim()
  if (wanted === '') return undefined
  const at = reply.indexOf(wanted)
  if (at >= 0) return [at, at + wanted.length]
  return withoutInvisible(reply).includes(wanted) ? [0, reply.length] : undefined
}

/** Yes, no and options have no words of their own: the model's reading is asked back. */
function meantValue(field: SlotField, value: unknown): SlotValue | undefined {
  const isOption = (each: unknown): each is string =>
    typeof each === 'string' && (field.options ?? []).some((option) => option.value === each)
  if (field.type === 'boolean') return typeof value === 'boolean' ? value : undefined
  if (field.type === 'choice') return isOption(value) ? value : undefined
  if (field.type !== 'multichoice' || !Array.isArray(value)) return undefined
  const given: unknown[] = value
  const chosen = (field.options ?? [])
    .map((option) => option.value)
    .filter((each) => given.includes(each))
  return chosen.length > 0 && given.every(isOption) ? chosen : undefined
}

function isEqual(local: SlotValue, said: unknown): boolean {
  if (typeof local === 'object' && !Array.isArray(local) && 'amount' in local)
    return typeof said === 'number'
      ? said === local.amount
      : JSON.stringify(said) === JSON.stringify({ amount: local.amount, currency: local.currency })
  return JSON.stringify(local) === JSON.stringify(said)
}
