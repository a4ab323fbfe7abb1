import type { FilledSlot } from '../extraction/extracted.ts'
import { isEmpty } from '../forms/answers.ts'
import { questionsOf } from '../forms/form-parts.ts'
import { applyReply } from './apply-reply.ts'
import { inOrder, type InterviewEvent } from './interview-event.ts'
import {
  emptySheet,
  fieldState,
  type InterviewScript,
  type InterviewState,
  type Message,
  questionOf,
  sheetOf,
} from './interview-state.ts'
import { offer, readingOf, withField, withMessage } from './field-changes.ts'

/** A conversation before anything was said. */
export function startInterview(script: InterviewScript): InterviewState {
  const { form, mode } = script
  const hasRequired = questionsOf(form.definition).some((field) => field.required === true)
  return withQuestion({
    ...{ script, events: [], formId: form.formId, sheets: { [form.formId]: emptySheet(form) } },
    ...{ focus: null, isInReview: false, replies: [], undone: new Set(), log: [] },
    // Whoever does not know what to capture is asked everything (AIR-02).
    goesOn: mode === 'dynamic' || !hasRequired,
  })
}

/** A conversation from all its events, in whatever order they came. */
export function interviewOf(
  script: InterviewScript,
  events: readonly InterviewEvent[],
): InterviewState {
  const undone = new Set(events.flatMap((event) => (event.kind === 'undone' ? [event.of] : [])))
  const start = { ...startInterview(script), undone }
  return inOrder(events).reduce(step, start)
}

/**
 * The state after one event more. An event that is known already changes nothing; one that comes late,
 * from another device, counts where it belongs.
 */
export function applyEvent(state: InterviewState, event: InterviewEvent): InterviewState {
  if (state.events.some(({ id }) => id === event.id)) return state
  const last = state.events.at(-1)
  const isNext = last === undefined || last.id < event.id
  return isNext && event.kind !== 'undone'
    ? step(state, event)
    : interviewOf(state.script, [...state.events, event])
}

/** What "annuler" takes back: the last reply or decision that stands; typing is undone by typing. */
export function lastUndoable(state: InterviewState): string | undefined {
  return state.events.findLast(
    ({ kind, id }) =>
      kind !== 'undone' && kind !== 'edited' && kind !== 'improved' && !state.undone.has(id),
  )?.id
}

function step(before: InterviewState, event: InterviewEvent): InterviewState {
  const state = { ...before, events: [...before.events, event] }
  if (state.undone.has(event.id)) return event.kind === 'reply' ? undone(state, event) : state
  return withQuestion(changed(state, event))
}

function undone(
  state: InterviewState,
  { id, text, via, at }: Extract<InterviewEvent, { kind: 'reply' }>,
): InterviewState {
  const message: Message = { from: 'person', id, text, via, at, isUndone: true }
  return withQuestion(withMessage(state, message))
}

function changed(state: InterviewState, event: InterviewEvent): InterviewState {
  switch (event.kind) {
    case 'reply':
      return applyReply(state, event)
    case 'improved':
      return improved(state, event)
    case 'edited':
      return edited(state, event)
    case 'confirmed':
      return confirmed(state, event)
    case 'rejected':
      return rejected(state, event)
    case 'chosen':
      return chosen(state, event)
    case 'turned':
      return event.to === 'review'
        ? { ...state, isInReview: true }
        : { ...state, isInReview: false, goesOn: true }
    case 'mapped':
      return mapped(state, event)
    case 'undone':
      return state
  }
}

const heard = ({ confirm }: FilledSlot) => ({ isDoubtful: confirm, isAsked: false })

/** What a model read counts where the rules found nothing; where they found another value, both are shown. */
function improved(
  state: InterviewState,
  event: Extract<InterviewEvent, { kind: 'improved' }>,
): InterviewState {
  if (event.error !== null)
    return withMessage(state, { from: 'assistant', code: 'model', error: event.error })
  const reply = state.replies.find(({ id }) => id === event.of)
  if (!reply || !event.engine) return state
  const said = { ...reply, engine: event.engine, at: event.at }
  return Object.entries(event.slots).reduce((next, [field, slot]) => {
    if (slot.status !== 'filled') return next
    const reading = readingOf(next, field, slot, said)
    return reading ? offer(next, field, reading, heard(slot)) : next
  }, state)
}

function edited(
  state: InterviewState,
  { formId, field, answer, at }: Extract<InterviewEvent, { kind: 'edited' }>,
): InterviewState {
  const typed = { answer: isEmpty(answer) ? null : answer, at }
  return withField(state, field, () => ({ typed, candidates: [], isThin: false }), formId)
}

function confirmed(state: InterviewState, { field }: { readonly field: string }): InterviewState {
  return withField(state, field, ({ candidates: [reading, ...others] }) =>
    reading && others.length === 0
      ? { reading: { ...reading, isConfirmed: true }, candidates: [], isLeft: false }
      : {},
  )
}

/** What else it may mean is proposed. */
function rejected(state: InterviewState, { field }: { readonly field: string }): InterviewState {
  const { candidates } = fieldState(sheetOf(state), field)
  if (candidates.length === 0) return state
  const answers = candidates.length === 1 ? candidates[0]!.others : []
  const focus = { field, reason: null, answers, said: '' }
  return { ...withField(state, field, () => ({ candidates: [] })), focus }
}

function chosen(
  state: InterviewState,
  { field, answer }: { readonly field: string; readonly answer: unknown },
): InterviewState {
  const wanted = JSON.stringify(answer)
  return withField(state, field, ({ candidates }) => {
    const reading = candidates.find((each) => JSON.stringify(each.answer) === wanted)
    return reading
      ? { reading: { ...reading, isConfirmed: true }, candidates: [], isLeft: false }
      : {}
  })
}

function mapped(
  state: InterviewState,
  { formId, readings, engine }: Extract<InterviewEvent, { kind: 'mapped' }>,
): InterviewState {
  const { script, sheets, replies } = state
  const form = [script.form, ...script.others].find((each) => each.formId === formId)
  if (!form) return state
  const start = withMessage(
    {
      ...{ ...state, formId, focus: null, isInReview: false },
      sheets: { ...sheets, [formId]: sheets[formId] ?? emptySheet(form) },
    },
    { from: 'assistant', code: 'mapped', formId },
  )
  return readings.reduce((next, { of, slots }) => {
    const reply = replies.find(({ id }) => id === of)
    if (!reply) return next
    return Object.entries(slots).reduce((filled, [field, slot]) => {
      if (slot.status !== 'filled') return filled
      const reading = readingOf(filled, field, slot, { ...reply, engine })
      return reading ? offer(filled, field, reading, heard(slot)) : filled
    }, next)
  }, start)
}

/** Ends the log with what is asked now; a question that was not answered gives way to it. */
function withQuestion(state: InterviewState): InterviewState {
  const question = questionOf(state)
  const last = state.log.at(-1)
  const isOpen = last?.from === 'assistant' && last.code === 'question'
  if (isOpen && JSON.stringify(last.question) === JSON.stringify(question)) return state
  const log = isOpen ? state.log.slice(0, -1) : state.log
  const { formId } = state
  return { ...state, log: [...log, { from: 'assistant', code: 'question', formId, question }] }
}
