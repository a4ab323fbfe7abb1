import type { Extracted, FilledSlot } from '../extraction/extracted.ts'
import type { SlotField } from '../extraction/slot-field.ts'

interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** An option of fewer letters is in too many sentences. */
const shortestLabel = 3
const refusals = new Set('pas sans aucun aucune ni non no not without neither nor'.split(' '))
/** How many words before an option may refuse it. */
const refusalReach = 4

/**
 * Options that a reply names in full, for fields that were not asked for: "ils passent commande, j’ai vu
 * Anne". A single one counts; one that may be refused, or a person of whom there are two, does not.
 */
export function namedOptions(
  reply: string,
  open: readonly SlotField[],
  focused: string | null,
): Readonly<Record<string, Extracted>> {
  const words = wordsIn(reply)
  const asked = open.find(({ key }) => key === focused)
  const taken = new Set((asked?.options ?? []).flatMap(labelsOf))
  return Object.fromEntries(
    open.flatMap((field) => {
      if (field.key === focused || (field.type !== 'choice' && field.type !== 'multichoice'))
        return []
      const named = namedIn(words, field, taken)
      const [first] = named
      if (!first || (field.type === 'choice' && named.length > 1)) return []
      const values = named.map(({ value }) => value)
      const last = named.at(-1) ?? first
      const span: [number, number] = [first.span[0], last.span[1]]
      const slot: FilledSlot = {
        ...{ status: 'filled', value: field.type === 'choice' ? first.value : values, span },
        ...{ confidence: 0.8, confirm: false, quote: reply.slice(...span) },
      }
      return [[field.key, slot] as const]
    }),
  )
}

function namedIn(
  words: readonly Word[],
  { options = [] }: SlotField,
  taken: ReadonlySet<string>,
): { value: string; span: readonly [number, number] }[] {
  const found = options.flatMap((option) => {
    for (const label of labelsOf(option)) {
      if (taken.has(label)) continue
      const span = findLabel(words, label)
      if (span) return [{ value: option.value, label, span }]
    }
    return []
  })
  // Of two Pauls neither is meant for certain.
  const isAlone = ({ label }: { label: string }): boolean =>
    found.filter((each) => each.label === label).length === 1
  return found.filter(isAlone).sort((a, b) => a.span[0] - b.span[0])
}

function labelsOf({ label, synonyms = [] }: NonNullable<SlotField['options']>[number]): string[] {
  return [label.fr, label.en, ...synonyms]
    .map((text) =>
      plain(text ?? '')
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean)
        .join(' '),
    )
    .filter((text) => text.length >= shortestLabel)
}

function findLabel(words: readonly Word[], label: string): [number, number] | undefined {
  const wanted = label.split(' ')
  const at = words.findIndex((_, index) =>
    wanted.every((word, offset) => isSameWord(words[index + offset]?.text, word)),
  )
  const [first, last] = [words[at], words[at + wanted.length - 1]]
  const isRefused = words
    .slice(Math.max(0, at - refusalReach), Math.max(0, at))
    .some(({ text }) => refusals.has(text))
  return first && last && !isRefused ? [first.start, last.end] : undefined
}

/** A plural is the same word. */
function isSameWord(said: string | undefined, wanted: string): boolean {
  return said === wanted || said === `${wanted}s`
}

function wordsIn(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    ...{ text: plain(word), start: index, end: index + word.length },
  }))
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
