import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { findDates } from '../core/domain/extraction/dates.ts'
import type { ExtractionContext } from '../core/domain/extraction/extracted.ts'
import { readSlot } from '../core/domain/extraction/read-slot.ts'
import type { SlotField } from '../core/domain/extraction/slot-field.ts'

const dialogueSchema = z.array(
  z.object({
    userInput: z.object({ text: z.string() }),
    context: z.object({ requestedSlots: z.array(z.string()).optional() }).optional(),
    labels: z
      .array(
        z.object({
          slot: z.string(),
          valueSpan: z.object({ startIndex: z.number().optional(), endIndex: z.number() }),
        }),
      )
      .optional(),
  }),
)

const slots = ['date', 'time', 'people'] as const
type Slot = (typeof slots)[number]

export interface SlotScore {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly turns: number
}

export interface RestaurantFigures extends Readonly<Record<Slot, SlotScore>> {
  /** Turns that were asked for one of the slots. */
  readonly total: number
  readonly correctPct: number
  /** A wrong value that nobody would be asked about. */
  readonly silentWrongPct: number
}

export interface SlotTurn {
  readonly slot: Slot
  readonly text: string
  readonly wanted: string | null
  readonly got: string | null
}

/** The data set was published in May 2019 (Coope et al., Span-ConveRT, ACL 2020). */
const context: ExtractionContext = { locale: 'en', now: '2019-05-01T10:00', country: 'GB' }
const people: SlotField = {
  key: 'people',
  type: 'integer',
  label: { en: 'People' },
  min: 1,
  max: 60,
}
const time: SlotField = { key: 'time', type: 'time', label: { en: 'Time' } }

/**
 * Every turn that was asked for a slot: a value where one is labelled and the same as that of the
 * labelled words, and none elsewhere.
 */
export function evaluateRestaurants(file: string): {
  figures: RestaurantFigures
  misses: readonly SlotTurn[]
} {
  const turns = dialogueSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const counts = Object.fromEntries(
    slots.map((slot) => [slot, { right: 0, given: 0, wanted: 0, turns: 0 }]),
  ) as Record<Slot, { right: number; given: number; wanted: number; turns: number }>
  const misses: SlotTurn[] = []
  let [total, silent] = [0, 0]
  for (const { userInput, context: asked, labels = [] } of turns)
    for (const slot of slots) {
      if (!asked?.requestedSlots?.includes(slot)) continue
      const count = counts[slot]
      const label = labels.find((each) => each.slot === slot)?.valueSpan
      const words = label && userInput.text.slice(label.startIndex ?? 0, label.endIndex)
      const wanted = words === undefined ? null : (valueOf(slot, words)?.value ?? words)
      const read = valueOf(slot, userInput.text)
      const got = read?.value ?? null
      total += 1
      count.turns += 1
      if (wanted !== null) count.wanted += 1
      if (got !== null) count.given += 1
      // Words that mean nothing by themselves are right when something was found.
      const isRight =
        wanted !== null && got !== null && (got === wanted || valueOf(slot, words!) === null)
      if (isRight) count.right += 1
      else if (wanted !== null || got !== null) {
        misses.push({ slot, text: userInput.text, wanted, got })
        if (read && !read.confirm) silent += 1
      }
    }
  const scores = Object.fromEntries(
    slots.map((slot) => [slot, scoreOf(counts[slot])]),
  ) as unknown as Record<Slot, SlotScore>
  return {
    figures: {
      total,
      correctPct: percent(total - misses.length, total),
      silentWrongPct: percent(silent, total),
      ...scores,
    },
    misses,
  }
}

const percent = (part: number, of: number): number =>
  of === 0 ? 0 : Math.round((1000 * part) / of) / 10

function valueOf(slot: Slot, text: string): { value: string; confirm: boolean } | null {
  if (slot === 'date') {
    const found = findDates(text, { ...context, direction: 'future' }).find(
      ({ day }) => day !== null,
    )
    return found?.day ? { value: found.day, confirm: found.confirm } : null
  }
  const read = readSlot(text, slot === 'people' ? people : time, context)
  return read.status === 'filled' && typeof read.value !== 'object'
    ? { value: String(read.value), confirm: read.confirm }
    : null
}

function scoreOf(count: {
  right: number
  given: number
  wanted: number
  turns: number
}): SlotScore {
  return {
    precision: percent(count.right, count.given),
    recall: percent(count.right, count.wanted),
    f1: percent(2 * count.right, count.given + count.wanted),
    turns: count.turns,
  }
}
