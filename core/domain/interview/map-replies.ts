import { questionsOf } from '../forms/form-parts.ts'
import type { InterviewEvent, ReplyEvent, Slots } from './interview-event.ts'
import { type InterviewForm, type InterviewState, sheetAnswers } from './interview-state.ts'
import { isProse } from './field-changes.ts'
import type { LocalReader, ReadingContext } from './read-reply.ts'
import { isSayable, slotFields } from './slot-fields.ts'

type Mapping = Pick<Extract<InterviewEvent, { kind: 'mapped' }>, 'readings'>

/**
 * What was said in a free conversation, as answers to another form (AIR-07). All that was said becomes
 * the form's first long text, to be confirmed.
 */
export function mapReplies(
  state: InterviewState,
  form: InterviewForm,
  reader: LocalReader,
  { people, extraction }: ReadingContext,
): Mapping {
  const fields = questionsOf(form.definition)
  const prose = fields.find(isProse)
  const proseIds = new Set(fields.filter(isProse).map(({ id }) => id))
  const open = slotFields(form.definition, people).filter(({ key }) => !proseIds.has(key))
  const readings = tellingReplies(state).map(({ id, text }) => ({
    of: id,
    slots: filledOnly(reader.extract(text, open, null, extraction)),
  }))
  const last = readings.at(-1)
  const text = wholeText(state)
  if (last && prose && text !== '')
    last.slots = {
      ...last.slots,
      [prose.id]: {
        ...{ status: 'filled', value: text, confidence: 0.7, confirm: true },
        ...{ quote: text, span: [0, text.length] },
      },
    }
  return { readings }
}

/** How many questions of a form what was said answers: by it forms are proposed. */
export function coverage(
  form: InterviewForm,
  { readings }: Mapping,
): { readonly filled: number; readonly asked: number } {
  const known = new Set(readings.flatMap(({ slots }) => Object.keys(slots)))
  const fields = questionsOf(form.definition).filter(({ type }) => isSayable(type))
  return { filled: fields.filter(({ id }) => known.has(id)).length, asked: fields.length }
}

function tellingReplies({ replies }: InterviewState): ReplyEvent[] {
  return replies.filter(({ command, verdict }) => command === null && verdict === null)
}

function filledOnly(slots: Slots): Slots {
  return Object.fromEntries(Object.entries(slots).filter(([, { status }]) => status === 'filled'))
}

/** The free report as one text, each part a paragraph. */
function wholeText({ script, sheets }: InterviewState): string {
  const sheet = sheets[script.form.formId]
  if (!sheet) return ''
  const answers = sheetAnswers(sheet)
  return questionsOf(script.form.definition)
    .flatMap((field) => {
      const answer = answers[field.id]
      return isProse(field) && typeof answer === 'string' && answer.trim() !== '' ? [answer] : []
    })
    .join('\n')
}
