import type { Extracted, ExtractionContext, ReplyCommand } from '../extraction/extracted.ts'
import { replyCommands } from '../extraction/extracted.ts'
import type { SlotField } from '../extraction/slot-field.ts'
import { isEmpty } from '../forms/answers.ts'
import { questionsOf } from '../forms/form-parts.ts'
import { isProse, isText } from './field-changes.ts'
import type { ReplyEvent, Slots } from './interview-event.ts'
import { askedNow } from './apply-reply.ts'
import { readNarrative } from './read-narrative.ts'
import {
  askedFields,
  fieldState,
  type InterviewState,
  isSettled,
  type Sheet,
  sheetAnswers,
  sheetOf,
} from './interview-state.ts'
import { type People, slotField } from './slot-fields.ts'

/** The local rules that read replies. */
export interface LocalReader {
  /** Values of a reply by field key, the field that was asked among them. */
  extract(
    this: void,
    reply: string,
    open: readonly SlotField[],
    focused: string | null,
    context: ExtractionContext,
  ): Readonly<Record<string, Extracted>>
}

/** What a reply is read with besides the conversation. */
export interface ReadingContext {
  readonly people: People
  readonly extraction: ExtractionContext
}

type ReplyReading = Pick<ReplyEvent, 'asked' | 'field' | 'slots' | 'verdict' | 'command'>

/** Stands for the questions that are answered by yes or no. */
const verdictKey = '?'
const verdictField: SlotField = { key: verdictKey, type: 'boolean', label: { fr: '?', en: '?' } }

/** What the local rules read in a reply to the question that is asked now. */
export function readReply(
  state: InterviewState,
  text: string,
  reader: LocalReader,
  context: ReadingContext,
): ReplyReading {
  const { asked, field } = askedNow(state)
  const verdictSlot =
    asked === 'confirm' || asked === 'optional' || asked === 'review' || asked === 'advice'
      ? reader.extract(text, [verdictField], verdictKey, context.extraction)[verdictKey]
      : undefined
  const verdict =
    verdictSlot?.status === 'filled' && typeof verdictSlot.value === 'boolean' && asked !== 'advice'
      ? verdictSlot.value
      : null
  const isAnswer = asked === 'field' || asked === 'confirm' || asked === 'choose'
  const found =
    asked === 'advice' ? {} : slotsOf(state, text, isAnswer ? field : null, reader, context)
  const command = commandIn(verdictSlot) ?? commandIn(field === null ? undefined : found[field])
  const slots = Object.fromEntries(
    Object.entries(found).filter(([, { status }]) => !isCommand(status)),
  )
  return { asked, field, slots, verdict, command }
}

function slotsOf(
  state: InterviewState,
  text: string,
  focused: string | null,
  reader: LocalReader,
  { people, extraction }: ReadingContext,
): Slots {
  const open = openSlots(state, people)
  const whole = open.find(({ key }) => key === focused)
  const sheet = sheetOf(state)
  const found = safely(sheet, focused, reader.extract(text, open, focused, extraction))
  const own = focused === null ? undefined : found[focused]
  const said = state.focus?.field === focused ? state.focus?.said : undefined
  // "Jeudi", then "à 14 h": the two halves are read as one.
  if (whole?.type === 'datetime' && said && own?.status !== 'filled') {
    const both = reader.extract(`${said} ${text}`, [whole], whole.key, extraction)[whole.key]
    if (both?.status === 'filled') found[whole.key] = { ...both, span: [0, text.length] }
  }
  const narrated =
    state.script.mode === 'dynamic' && state.formId === state.script.form.formId && focused !== null
      ? readNarrative(text, focused, found, () => dayOfNextStep(text, open, reader, extraction))
      : undefined
  if (narrated) return narrated
  return {
    ...contradictions(state, text, found, focused, reader, { people, extraction }),
    ...found,
  }
}

/**
 * Words that may belong to a text that was not asked for wait for a yes; references of products are in
 * too many words to be found among others.
 */
function safely({ form }: Sheet, focused: string | null, found: Slots): Record<string, Extracted> {
  const fields = new Map(questionsOf(form.definition).map((field) => [field.id, field]))
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, slot]) => {
      const field = fields.get(key)
      if (key === focused || slot.status !== 'filled' || !field || !isText(field))
        return [[key, slot] as const]
      return field.type === 'product' ? [] : [[key, { ...slot, confirm: true }] as const]
    }),
  )
}

/** Who tells of the next step and a day means the day of it. */
function dayOfNextStep(
  text: string,
  open: readonly SlotField[],
  reader: LocalReader,
  context: ExtractionContext,
): Extracted | undefined {
  const day = open.filter(({ key }) => key === 'next_on')
  return reader.extract(text, day, 'next_on', context)['next_on']
}

/** The fields that an answer is still looked for. */
export function openSlots(state: InterviewState, people: People): SlotField[] {
  const sheet = sheetOf(state)
  const answers = sheetAnswers(sheet)
  return askedFields(sheet, answers).flatMap((field) => {
    const isOpen = !isSettled(sheet, answers, field.id)
    return isOpen ? (slotField(sheet.form.definition, field, people) ?? []) : []
  })
}

/**
 * What a reply says about fields that were answered before, from words that nothing else was read from:
 * both answers are shown then (AIR-05).
 */
function contradictions(
  state: InterviewState,
  text: string,
  found: Slots,
  focused: string | null,
  reader: LocalReader,
  { people, extraction }: ReadingContext,
): Slots {
  const sheet = sheetOf(state)
  const answers = sheetAnswers(sheet)
  const answered = askedFields(sheet, answers).filter(
    (field) =>
      field.id !== focused &&
      !isProse(field) &&
      field.type !== 'text' &&
      fieldState(sheet, field.id).typed === null &&
      !isEmpty(answers[field.id]),
  )
  const taken = Object.values(found).flatMap((slot) =>
    slot.status === 'filled' && slot.quote.length < text.trim().length ? [slot.span] : [],
  )
  const isFree = ([from, to]: readonly [number, number]): boolean =>
    taken.every(([start, end]) => to <= start || from >= end)
  const fields = answered.flatMap((field) => slotField(sheet.form.definition, field, people) ?? [])
  const read = reader.extract(text, fields, null, extraction)
  return Object.fromEntries(
    Object.entries(read).filter(
      ([, slot]) => slot.status === 'filled' && !slot.confirm && isFree(slot.span),
    ),
  )
}

function isCommand(status: Extracted['status']): status is ReplyCommand {
  return (replyCommands as readonly string[]).includes(status)
}

function commandIn(slot: Extracted | undefined): ReplyCommand | null {
  return slot && isCommand(slot.status) ? slot.status : null
}
