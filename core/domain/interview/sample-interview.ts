import type { Extracted, FilledSlot, SlotValue } from '../extraction/extracted.ts'
import { formOf, listOf } from '../forms/sample-form.ts'
import { localEngine } from './local-engine.ts'
import { askedNow } from './apply-reply.ts'
import { applyEvent, startInterview } from './interview.ts'
import type { InterviewEvent, ReplyEvent } from './interview-event.ts'
import type { InterviewScript, InterviewState } from './interview-state.ts'

/** For tests: a conversation over a form with what is required last, a rule and a text. */
export const sampleScript: InterviewScript = {
  mode: 'form',
  form: {
    ...{ formId: 'visit', versionId: 'v1' },
    definition: formOf(
      [
        { id: 'comment', type: 'longText' },
        { id: 'photo', type: 'file' },
        { id: 'outcome', type: 'choice', list: 'l', required: true },
        {
          ...{ id: 'amount', type: 'decimal', unit: '€', required: true, min: 0 },
          visibleIf: { '==': [{ var: 'outcome' }, 'order'] },
        },
        { id: 'next', type: 'date' },
        { id: 'meeting', type: 'dateTime' },
      ],
      { l: listOf('order', 'quote', 'nothing') },
    ),
  },
  others: [],
  tz: 'Europe/Paris',
}

/** For tests: a value of a reply. */
export function filled(value: SlotValue, other: Partial<FilledSlot> = {}): FilledSlot {
  const quote = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const sure = { confidence: 0.9, confirm: false }
  return { status: 'filled', value, ...sure, quote, span: [0, quote.length], ...other }
}

export const eventId = (number: number): string => `e${String(number).padStart(4, '0')}`

type Given<K extends InterviewEvent['kind']> = Omit<
  Extract<InterviewEvent, { kind: K }>,
  'id' | 'at' | 'kind'
>

/** For tests: a conversation to which things happen, a second apart. */
export class SampleInterview {
  state: InterviewState

  constructor(script: InterviewScript = sampleScript) {
    this.state = startInterview(script)
  }

  /** @returns the id of the event */
  happen<K extends InterviewEvent['kind']>(kind: K, given: Given<K>): string {
    const number = this.state.events.length + 1
    const event = { ...given, kind, id: eventId(number), at: number * 1000 }
    this.state = applyEvent(this.state, event as unknown as InterviewEvent)
    return event.id
  }

  /** A reply to what is asked, with what was read in it. */
  reply(
    slots: Readonly<Record<string, Extracted>>,
    other: Partial<Pick<ReplyEvent, 'text' | 'verdict' | 'command'>> = {},
  ): string {
    const words = Object.values(slots)
      .map((slot) => ('quote' in slot ? slot.quote : ''))
      .join(', ')
    return this.happen('reply', {
      ...{ text: words, via: 'typed', verdict: null, command: null, engine: localEngine },
      ...{ slots, ...askedNow(this.state), ...other },
    })
  }
}
