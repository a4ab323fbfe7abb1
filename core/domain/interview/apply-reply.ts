import type { FormField } from '../../contract/form-definition.ts'
import { richText } from '../../contract/scalars.ts'
import { deltaToText } from '../../richtext/delta-to-text.ts'
import { questionsOf } from '../forms/form-parts.ts'
import type { Extracted, ReplyCommand } from '../extraction/extracted.ts'
import {
  answersOf,
  findField,
  isProse,
  isText,
  lastSaidField,
  offer,
  readingOf,
  withField,
  withMessage,
} from './field-changes.ts'
import type { ReplyEvent } from './interview-event.ts'
import {
  fieldState,
  type InterviewState,
  type Message,
  questionOf,
  type Reading,
  sheetOf,
} from './interview-state.ts'
import { answerOfSlot } from './slot-fields.ts'
import { isThin, saysNothing } from './thin-answer.ts'

/** A field is asked for again at most so often, and more is asked about a thin answer. */
const mostReasked = 2
const mostAdvised = 2

/** What a reply of the person changes. */
export function applyReply(before: InterviewState, reply: ReplyEvent): InterviewState {
  const { id, text, via, at, field } = reply
  const message: Message = { from: 'person', id, text, via, at, isUndone: false }
  const known = withMessage(before, message)
  const heard = { ...known, replies: [...known.replies, reply] }
  const others = Object.entries(reply.slots).filter(([key]) => key !== field)
  const volunteered = others.reduce<InterviewState>(
    (state, [key, slot]) => volunteer(state, key, slot, reply),
    heard,
  )
  const isHelpful = others.some(
    ([key, slot]) => slot.status === 'filled' && readingOf(heard, key, slot, reply) !== undefined,
  )
  const focused = answered(volunteered, reply, isHelpful)
  const fields = noted(heard, focused, reply)
  if (fields.length === 0) return focused
  const { formId } = focused
  return withMessage(focused, { from: 'assistant', code: 'noted', formId, fields })
}

/** The values that count now and did not before are read back, but for a text that is the reply itself. */
function noted(before: InterviewState, after: InterviewState, { text }: ReplyEvent) {
  const sheets = [sheetOf(before), sheetOf(after)] as const
  return questionsOf(sheets[1].form.definition).flatMap((field) => {
    const { reading } = fieldState(sheets[1], field.id)
    if (reading === null || reading === fieldState(sheets[0], field.id).reading) return []
    const isEcho = isText(field) && reading.quote === text.trim()
    return isEcho ? [] : [{ field: field.id, answer: reading.answer }]
  })
}

function volunteer(
  state: InterviewState,
  fieldId: string,
  slot: Extracted,
  reply: ReplyEvent,
): InterviewState {
  if (slot.status !== 'filled') return state
  const reading = readingOf(state, fieldId, slot, reply)
  const heard = { isDoubtful: slot.confirm, isAsked: false }
  return reading ? offer(state, fieldId, reading, heard) : state
}

/** What the reply says to the question. */
function answered(state: InterviewState, reply: ReplyEvent, isHelpful: boolean): InterviewState {
  const { asked, field, command, verdict } = reply
  if (command !== null) return obeyed(state, reply, command)
  switch (asked) {
    case 'optional':
      if (verdict === false) return { ...state, isInReview: true }
      return verdict === true || isHelpful ? { ...state, goesOn: true } : unclear(state, [])
    case 'review':
      return state
    case 'confirm':
      return field === null ? state : toConfirm(state, field, reply, isHelpful)
    case 'choose':
      return field === null ? state : toChoose(state, field, reply)
    case 'advice':
      return field === null ? state : toAdvice(state, field, reply)
    case 'field':
      return field === null ? state : toField(state, field, reply, isHelpful)
  }
}

function obeyed(state: InterviewState, reply: ReplyEvent, command: ReplyCommand): InterviewState {
  const { asked, field } = reply
  switch (command) {
    case 'repeat':
      return state
    case 'stop':
    case 'done':
      return { ...state, isInReview: true }
    case 'back': {
      const last = lastSaidField(state)
      return last === undefined ? state : reopened(state, last)
    }
    case 'skip':
      if (asked === 'optional') return { ...state, isInReview: true }
      if (field === null) return state
      if (asked === 'advice') return withField(state, field, () => ({ isThin: false }))
      return left(
        withField(state, field, () => ({ candidates: [] })),
        field,
      )
  }
}

function reopened(state: InterviewState, fieldId: string): InterviewState {
  const open = withField(state, fieldId, () => ({
    ...{ reading: null, candidates: [], isLeft: false, isThin: false, reasked: 0 },
  }))
  return { ...open, focus: { field: fieldId, reason: null, answers: [], said: '' } }
}

function left(state: InterviewState, fieldId: string): InterviewState {
  const emptied = withField(state, fieldId, () => ({ isLeft: true }))
  const { formId } = state
  const fields = [{ field: fieldId, answer: null }]
  return withMessage(
    { ...emptied, focus: null },
    { from: 'assistant', code: 'left', formId, fields },
  )
}

function toConfirm(
  state: InterviewState,
  fieldId: string,
  reply: ReplyEvent,
  isHelpful: boolean,
): InterviewState {
  const field = findField(state, fieldId)
  const [candidate] = fieldState(sheetOf(state), fieldId).candidates
  if (!field || !candidate) return state
  const { verdict } = reply
  const slot = reply.slots[fieldId]
  // What is about another field is no text for this one.
  if (isText(field) && verdict === null && isHelpful) return state
  // To a field for texts even "oui" is one.
  const isValue = slot?.status === 'filled' && (verdict === null || !isText(field))
  const reading = isValue ? readingOf(state, fieldId, slot, reply) : undefined
  const isOther = reading && JSON.stringify(reading.answer) !== JSON.stringify(candidate.answer)
  if (isOther && verdict === true)
    return withField(state, fieldId, () => ({ candidates: [candidate, reading] }))
  // "Non, le 22": the other value, said in answer to the question, takes its place.
  if (isOther)
    return withField(state, fieldId, () =>
      slot?.status === 'filled' && slot.confirm
        ? { candidates: [reading] }
        : { candidates: [], reading: { ...reading, isConfirmed: true } },
    )
  if (verdict === true || reading) return picked(state, fieldId, candidate)
  if (verdict === null) return unanswered(state, fieldId)
  const open = withField(state, fieldId, () => ({ candidates: [] }))
  return again(open, fieldId, reply, null, candidate.others)
}

function toChoose(state: InterviewState, fieldId: string, reply: ReplyEvent): InterviewState {
  const { candidates } = fieldState(sheetOf(state), fieldId)
  const slot = reply.slots[fieldId]
  if (slot?.status !== 'filled') return unanswered(state, fieldId)
  const reading = readingOf(state, fieldId, slot, reply)
  if (!reading) return unanswered(state, fieldId)
  const known = candidates.find(
    ({ answer }) => JSON.stringify(answer) === JSON.stringify(reading.answer),
  )
  return picked(state, fieldId, known ?? reading)
}

function picked(state: InterviewState, fieldId: string, reading: Reading): InterviewState {
  return withField(state, fieldId, () => ({
    ...{ candidates: [], isLeft: false, reading: { ...reading, isConfirmed: true } },
  }))
}

/** Neither yes nor no: after two further questions what is doubtful is dropped. */
function unanswered(state: InterviewState, fieldId: string): InterviewState {
  const { reasked } = fieldState(sheetOf(state), fieldId)
  if (reasked >= mostReasked)
    return left(
      withField(state, fieldId, () => ({ candidates: [] })),
      fieldId,
    )
  return unclear(
    withField(state, fieldId, () => ({ reasked: reasked + 1 })),
    [{ field: fieldId, answer: null }],
  )
}

function unclear(
  state: InterviewState,
  fields: readonly { readonly field: string; readonly answer: null }[],
): InterviewState {
  return withMessage(state, { from: 'assistant', code: 'unclear', formId: state.formId, fields })
}

function toAdvice(state: InterviewState, fieldId: string, reply: ReplyEvent): InterviewState {
  const field = findField(state, fieldId)
  const { reading, advised } = fieldState(sheetOf(state), fieldId)
  const text = reply.text.trim()
  if (!field || !reading || saysNothing(text))
    return withField(state, fieldId, () => ({ advised: advised + 1, isThin: false }))
  const whole = `${proseOf(reading.answer)}\n${text}`
  const answer = answerOfSlot(field, whole, state.script.tz)
  const isStillThin = isThin(text) && advised + 1 < mostAdvised
  return withField(state, fieldId, () => ({
    ...{ advised: advised + 1, isThin: isStillThin },
    reading: { ...reading, answer, quote: `${reading.quote}\n${text}` },
  }))
}

function proseOf(answer: unknown): string {
  const delta = richText.safeParse(answer)
  return (delta.success ? deltaToText(delta.data) : String(answer)).trim()
}

function toField(
  state: InterviewState,
  fieldId: string,
  reply: ReplyEvent,
  isHelpful: boolean,
): InterviewState {
  const slot = reply.slots[fieldId]
  if (slot?.status === 'ask')
    return again(state, fieldId, reply, slot.reason, answersOf(state, fieldId, slot.alternatives))
  if (slot?.status !== 'filled') return isHelpful ? state : again(state, fieldId, reply, 'none', [])
  const reading = readingOf(state, fieldId, slot, reply)
  if (!reading) return again(state, fieldId, reply, 'invalid', [])
  const field = findField(state, fieldId)
  const heard = { isDoubtful: slot.confirm, isAsked: true }
  const filled = offer({ ...state, focus: null }, fieldId, reading, heard)
  return field && isProse(field) ? withThinness(filled, field) : filled
}

function withThinness(state: InterviewState, field: FormField): InterviewState {
  return withField(state, field.id, ({ reading, advised }) => ({
    isThin: reading !== null && advised < mostAdvised && isThin(proseOf(reading.answer)),
  }))
}

/** Asks once more, or leaves the field empty when that was done twice. */
function again(
  state: InterviewState,
  fieldId: string,
  { text }: ReplyEvent,
  reason: NonNullable<InterviewState['focus']>['reason'],
  answers: readonly unknown[],
): InterviewState {
  const { reasked } = fieldState(sheetOf(state), fieldId)
  if (reasked >= mostReasked) return left(state, fieldId)
  const counted = withField(state, fieldId, () => ({ reasked: reasked + 1 }))
  return { ...counted, focus: { field: fieldId, reason, answers, said: text } }
}

/** What is asked, as a reply has to know it. */
export function askedNow(state: InterviewState): Pick<ReplyEvent, 'asked' | 'field'> {
  const question = questionOf(state)
  return { asked: question.kind, field: 'field' in question ? question.field : null }
}
