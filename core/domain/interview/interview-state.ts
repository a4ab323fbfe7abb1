import type { FormDefinition } from '../../contract/form-definition.ts'
import type { AiError, Engine } from '../assistant/ai-error.ts'
import type { AskReason } from '../extraction/extracted.ts'
import { type Answers, defaultAnswers, isEmpty, shownParts } from '../forms/answers.ts'
import { questionsOf } from '../forms/form-parts.ts'
import type { InterviewEvent, ReplyEvent } from './interview-event.ts'
import { isSayable } from './slot-fields.ts'

/** A version of a form that a conversation fills. */
export interface InterviewForm {
  readonly formId: string
  readonly versionId: string
  readonly definition: FormDefinition
}

/** What a conversation is held with; the same on every device. */
export interface InterviewScript {
  readonly mode: 'form' | 'dynamic'
  /** What is filled first: in the free conversation the free report. */
  readonly form: InterviewForm
  /** Forms that what was said may go into. */
  readonly others: readonly InterviewForm[]
  /** The activity's IANA zone. */
  readonly tz: string
}

/** A value that was read in a reply (AIR-05). */
export interface Reading {
  readonly answer: unknown
  /** The words, as they were said. */
  readonly quote: string
  /** 0 to 1. */
  readonly confidence: number
  readonly engine: Engine
  readonly replyId: string
  /** From 1: which reply of the person it was. */
  readonly turn: number
  /** UTC milliseconds. */
  readonly at: number
  /** The person said yes to it, or picked it. */
  readonly isConfirmed: boolean
  /** What else it may mean, the likeliest first. */
  readonly others: readonly unknown[]
}

export interface FieldState {
  /** What counts of what was said. */
  readonly reading: Reading | null
  /** What does not count yet: one to be confirmed, or several to choose from. */
  readonly candidates: readonly Reading[]
  /** What was typed in the form: wins over everything that is said. */
  readonly typed: { readonly answer: unknown; readonly at: number } | null
  /** It was passed over, or left empty after two further questions. */
  readonly isLeft: boolean
  /** How often it was asked for again. */
  readonly reasked: number
  /** How often more was asked about a thin answer. */
  readonly advised: number
  /** The last answer is thin, and more is to be asked. */
  readonly isThin: boolean
}

const untouched: FieldState = {
  ...{ reading: null, candidates: [], typed: null, isLeft: false, reasked: 0, advised: 0 },
  isThin: false,
}

/** One form while it is filled. */
export interface Sheet {
  readonly form: InterviewForm
  readonly fields: Readonly<Record<string, FieldState>>
}

const adviceCodes = ['decided', 'next'] as const
type AdviceCode = (typeof adviceCodes)[number]

/** What the assistant asks now. Words are the screen's. */
export type Question =
  | {
      readonly kind: 'field'
      readonly field: string
      /** Why it is asked again; `null` the first time. */
      readonly reason: AskReason | 'none' | 'invalid' | null
      /** Answers that are proposed. */
      readonly answers: readonly unknown[]
    }
  | { readonly kind: 'confirm'; readonly field: string; readonly answer: unknown }
  | { readonly kind: 'choose'; readonly field: string; readonly answers: readonly unknown[] }
  | { readonly kind: 'advice'; readonly field: string; readonly advice: AdviceCode }
  /** All that is required is there; so many fields more can be asked for. */
  | { readonly kind: 'optional'; readonly open: number }
  | { readonly kind: 'review' }

export type Message =
  | {
      readonly from: 'person'
      readonly id: string
      readonly text: string
      readonly via: 'typed' | 'voice'
      readonly at: number
      readonly isUndone: boolean
    }
  | {
      readonly from: 'assistant'
      readonly code: 'noted' | 'left' | 'unclear'
      readonly formId: string
      readonly fields: readonly { readonly field: string; readonly answer: unknown }[]
    }
  | { readonly from: 'assistant'; readonly code: 'mapped'; readonly formId: string }
  | { readonly from: 'assistant'; readonly code: 'model'; readonly error: AiError }
  | {
      readonly from: 'assistant'
      readonly code: 'question'
      readonly formId: string
      readonly question: Question
    }

/** A conversation as its events made it. */
export interface InterviewState {
  readonly script: InterviewScript
  readonly events: readonly InterviewEvent[]
  /** The form that is being filled. */
  readonly formId: string
  readonly sheets: Readonly<Record<string, Sheet>>
  /** The field that is asked for out of turn: again, or after "retour". */
  readonly focus: {
    readonly field: string
    readonly reason: AskReason | 'none' | 'invalid' | null
    readonly answers: readonly unknown[]
    /** What the last reply said about it, for the half that is missing. */
    readonly said: string
  } | null
  /** Whether optional questions are asked. */
  readonly goesOn: boolean
  readonly isInReview: boolean
  readonly replies: readonly ReplyEvent[]
  readonly undone: ReadonlySet<string>
  readonly log: readonly Message[]
}

export function emptySheet(form: InterviewForm): Sheet {
  return { form, fields: {} }
}

export function sheetOf(state: InterviewState): Sheet {
  return state.sheets[state.formId] ?? emptySheet(state.script.form)
}

export function fieldState({ fields }: Sheet, id: string): FieldState {
  return Object.hasOwn(fields, id) ? (fields[id] ?? untouched) : untouched
}

/** The answers as they count now: what was typed, else what was said, else what the form begins with. */
export function sheetAnswers({ form, fields }: Sheet): Record<string, unknown> {
  const answers = defaultAnswers(form.definition)
  for (const { id } of questionsOf(form.definition)) {
    const { typed, reading } = fieldState({ form, fields }, id)
    if (typed) answers[id] = typed.answer
    else if (reading) answers[id] = reading.answer
  }
  return answers
}

/** The fields that are shown for these answers and that a conversation can ask for, in their order. */
export function askedFields(sheet: Sheet, answers: Answers = sheetAnswers(sheet)) {
  const shown = shownParts(sheet.form.definition, answers).fields
  return questionsOf(sheet.form.definition).filter(
    ({ id, type }) => shown.has(id) && isSayable(type),
  )
}

/** Fields that are left to the form: files and signatures that are shown. */
export function unsayableFields(sheet: Sheet) {
  const shown = shownParts(sheet.form.definition, sheetAnswers(sheet)).fields
  return questionsOf(sheet.form.definition).filter(
    ({ id, type }) => shown.has(id) && !isSayable(type),
  )
}

/** Whether nothing is to be asked about a field any more. */
export function isSettled(sheet: Sheet, answers: Answers, id: string): boolean {
  const { isLeft, candidates } = fieldState(sheet, id)
  return candidates.length === 0 && (isLeft || !isEmpty(answers[id]))
}

/** The next thing to ask: what was said first, then what is required, then the rest (AIR-04). */
export function questionOf(state: InterviewState): Question {
  if (state.isInReview) return { kind: 'review' }
  const sheet = sheetOf(state)
  const answers = sheetAnswers(sheet)
  const asked = askedFields(sheet, answers)
  const doubtful = asked.find(({ id }) => fieldState(sheet, id).candidates.length > 0)
  if (doubtful) {
    const [first, ...others] = fieldState(sheet, doubtful.id).candidates.map(({ answer }) => answer)
    return others.length === 0
      ? { kind: 'confirm', field: doubtful.id, answer: first }
      : { kind: 'choose', field: doubtful.id, answers: [first, ...others] }
  }
  const thin = asked.find(({ id }) => fieldState(sheet, id).isThin)
  if (thin) {
    const advice = adviceCodes[fieldState(sheet, thin.id).advised] ?? 'next'
    return { kind: 'advice', field: thin.id, advice }
  }
  const open = asked.filter(({ id }) => !isSettled(sheet, answers, id))
  const { focus } = state
  if (focus && open.some(({ id }) => id === focus.field))
    return { kind: 'field', field: focus.field, reason: focus.reason, answers: focus.answers }
  const required = open.find((field) => field.required === true)
  const first = open[0]
  if (!first) return { kind: 'review' }
  if (!required && !state.goesOn) return { kind: 'optional', open: open.length }
  return { kind: 'field', field: (required ?? first).id, reason: null, answers: [] }
}

export interface Progress {
  readonly done: number
  readonly total: number
}

/** Of the questions that count now: the required ones, then all of them. */
export function progressOf(state: InterviewState): Progress {
  const sheet = sheetOf(state)
  const answers = sheetAnswers(sheet)
  const asked = askedFields(sheet, answers)
  const required = asked.filter((field) => field.required === true)
  const isDone = ({ id }: { id: string }): boolean => isSettled(sheet, answers, id)
  const counted = state.goesOn || required.every(isDone) ? asked : required
  return { done: counted.filter(isDone).length, total: counted.length }
}
