import type { SourceText, SummarySources } from './summary.ts'

/** Sources of a summary for tests: nothing but what is given, in French, on 13 October 2026. */
export function sourcesWith(given: Partial<SummarySources>): SummarySources {
  return {
    texts: [],
    tasks: [],
    activities: [],
    sales: [],
    judgements: [],
    today: '2026-10-13',
    locale: 'fr',
    ...given,
  }
}

/** A note of a day, at noon. */
export function noteOf(day: string, text: string, given: Partial<SourceText> = {}): SourceText {
  return {
    id: `note-${day}`,
    kind: 'note',
    activityId: null,
    customerId: 'c1',
    at: Date.parse(`${day}T12:00Z`),
    day,
    authorId: 'lea',
    text,
    ...given,
  }
}
