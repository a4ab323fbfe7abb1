import type { FormField } from '../../contract/form-definition.ts'
import type { Engine } from '../assistant/ai-error.ts'
import type { FilledSlot, SlotValue } from '../extraction/extracted.ts'
import { isEmpty } from '../forms/answers.ts'
import { questionsOf } from '../forms/form-parts.ts'
import { answerProblem } from '../forms/validate-answer.ts'
import {
  type FieldState,
  fieldState,
  type InterviewState,
  type Message,
  type Reading,
  sheetAnswers,
  sheetOf,
} from './interview-state.ts'
import { answerOfSlot } from './slot-fields.ts'

export function withMessage(state: InterviewState, message: Message): InterviewState {
  return { ...state, log: [...state.log, message] }
}

/** The field of the form that is filled; `undefined` for one that it does not have. */
export function findField(
  state: InterviewState,
  id: string,
  formId = state.formId,
): FormField | undefined {
  const sheet = state.sheets[formId]
  return sheet && questionsOf(sheet.form.definition).find((field) => field.id === id)
}

/** Changes one field; nothing happens to fields that the form does not have. */
export function withField(
  state: InterviewState,
  id: string,
  change: (field: FieldState) => Partial<FieldState>,
  formId = state.formId,
): InterviewState {
  const sheet = state.sheets[formId]
  if (!sheet || !findField(state, id, formId)) return state
  const before = fieldState(sheet, id)
  const fields = { ...sheet.fields, [id]: { ...before, ...change(before) } }
  return { ...state, sheets: { ...state.sheets, [formId]: { ...sheet, fields } } }
}

/** Of which reply a value is, and who read it. */
export interface Said {
  readonly id: string
  readonly at: number
  readonly engine: Engine
}

/** What a reply says about a field; `undefined` where it is no valid answer to it. */
export function readingOf(
  state: InterviewState,
  fieldId: string,
  slot: FilledSlot,
  { id, at, engine }: Said,
): Reading | undefined {
  const field = findField(state, fieldId)
  if (!field) return undefined
  const answer = answerOfSlot(field, slot.value, state.script.tz)
  if (isEmpty(answer) || answerProblem(sheetOf(state).form.definition, field, answer) !== undefined)
    return undefined
  const turn = state.replies.findIndex((reply) => reply.id === id) + 1
  const { quote, confidence } = slot
  const others = answersOf(state, fieldId, slot.alternatives)
  return { answer, quote, confidence, engine, replyId: id, turn, at, isConfirmed: false, others }
}

/** Values of a field as answers of its form. */
export function answersOf(
  state: InterviewState,
  fieldId: string,
  values: readonly SlotValue[] = [],
): unknown[] {
  const field = findField(state, fieldId)
  if (!field) return []
  return values
    .map((value) => answerOfSlot(field, value, state.script.tz))
    .filter((answer) => !isEmpty(answer))
}

const isSame = (a: Reading, b: Reading): boolean =>
  JSON.stringify(a.answer) === JSON.stringify(b.answer)

/**
 * Takes a value that was said. What was typed stays; what contradicts something said before is shown
 * beside it, for the person to choose (AIR-05); what is doubtful waits for a yes.
 */
export function offer(
  state: InterviewState,
  fieldId: string,
  reading: Reading,
  { isDoubtful, isAsked }: { readonly isDoubtful: boolean; readonly isAsked: boolean },
): InterviewState {
  const field = findField(state, fieldId)
  if (!field) return state
  return withField(state, fieldId, (before) => {
    // A field that was emptied by hand is filled again by an answer to its question only.
    if (before.typed && !(isAsked && isEmpty(before.typed.answer))) return {}
    const known = [...(before.reading ? [before.reading] : []), ...before.candidates]
    if (known.some((each) => isSame(each, reading))) return {}
    if (known.length > 0 && isProse(field)) return {}
    // Two readings of one text differ in its edges.
    if (isText(field) && known.some(({ replyId }) => replyId === reading.replyId)) return {}
    const rest = { isLeft: false, isThin: false, ...(before.typed && { typed: null }) }
    if (known.length > 0) return { ...rest, reading: null, candidates: [...known, reading] }
    return isDoubtful ? { ...rest, candidates: [reading] } : { ...rest, reading }
  })
}

/** A text is added to, and contradicts nothing. */
export function isProse({ type }: FormField): boolean {
  return type === 'longText' || type === 'richText'
}

/** Whatever is said is a value of it. */
export function isText(field: FormField): boolean {
  return isProse(field) || field.type === 'text' || field.type === 'product'
}

/** The field that was settled last by something said, for "retour". */
export function lastSaidField(state: InterviewState): string | undefined {
  const sheet = sheetOf(state)
  const answers = sheetAnswers(sheet)
  return Object.entries(sheet.fields)
    .filter(([id, { reading }]) => reading !== null && !isEmpty(answers[id]))
    .sort(([, a], [, b]) => (b.reading?.turn ?? 0) - (a.reading?.turn ?? 0))
    .map(([id]) => id)[0]
}
