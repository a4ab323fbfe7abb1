import { expect, test } from 'vitest'
import type { Extracted } from '../extraction/extracted.ts'
import type { SlotField } from '../extraction/slot-field.ts'
import { formOf } from '../forms/sample-form.ts'
import { type LocalReader, readReply } from './read-reply.ts'
import { filled, SampleInterview, sampleScript } from './sample-interview.ts'

const context = {
  people: { users: [], contacts: [] },
  extraction: { locale: 'fr', now: '2026-10-14T10:00', country: 'FR' },
} as const

/** Reads what it is told to, and keeps what it was asked. */
function reader(reading: Readonly<Record<string, Extracted>>) {
  const asked: { reply: string; open: string[]; focused: string | null }[] = []
  const extract: LocalReader['extract'] = (reply, open, focused) => {
    asked.push({ reply, open: open.map(({ key }: SlotField) => key), focused })
    return Object.fromEntries(
      Object.entries(reading).filter(([key]) => open.some((field) => field.key === key)),
    )
  }
  return { extract, asked }
}
const read = (talk: SampleInterview, text: string, reading: Record<string, Extracted>) =>
  readReply(talk.state, text, reader(reading), context)

test('AIR-04 a reply is read for all open fields, the asked one first, and not for hidden ones', () => {
  const rules = reader({})
  readReply(new SampleInterview().state, 'euh', rules, context)
  expect(rules.asked[0]).toEqual({
    ...{ reply: 'euh', open: ['comment', 'outcome', 'next', 'meeting'], focused: 'outcome' },
  })
})

test('AIR-04 what the person wants of the conversation is told apart from answers', () => {
  const talk = new SampleInterview()
  expect(read(talk, 'passe', { outcome: { status: 'skip' } })).toEqual({
    ...{ asked: 'field', field: 'outcome', command: 'skip', verdict: null, slots: {} },
  })
})

test('AIR-05 a question for yes or no is read as one', () => {
  const talk = new SampleInterview()
  talk.reply({ outcome: filled('quote', { confirm: true }) })
  expect(read(talk, 'oui', { '?': filled(true) })).toMatchObject({
    ...{ asked: 'confirm', field: 'outcome', verdict: true, command: null },
  })
})

test('AIR-06 the half of a moment that was missing is read with the first', () => {
  const talk = new SampleInterview()
  talk.reply({
    outcome: filled('nothing'),
    comment: filled('Rayon vide'),
    next: filled('2026-10-20'),
  })
  talk.reply({}, { text: 'oui', verdict: true })
  talk.reply({ meeting: { status: 'ask', reason: 'time_missing' } }, { text: 'jeudi' })
  const extract: LocalReader['extract'] = (reply, open): Record<string, Extracted> =>
    open.some(({ key }) => key === 'meeting')
      ? {
          meeting:
            reply === 'jeudi à 14 h'
              ? filled('2026-10-22T14:00')
              : { status: 'ask', reason: 'date_missing' },
        }
      : {}
  expect(readReply(talk.state, 'à 14 h', { extract }, context).slots['meeting']).toMatchObject({
    ...{ status: 'filled', value: '2026-10-22T14:00' },
  })
})

test('AIR-05 another answer to a former question is read where its words say nothing else', () => {
  const talk = new SampleInterview()
  talk.reply({ next: filled('2026-10-20') })
  const text = 'devis, prochaine visite le 22'
  const outcome = filled('quote', { quote: 'devis', span: [0, 5] })
  const other = filled('2026-10-22', { quote: 'le 22', span: [24, 29] })
  expect(read(talk, text, { outcome, next: other }).slots).toEqual({ outcome, next: other })
  const same = filled('2026-10-22', { quote: 'devis', span: [0, 5] })
  expect(read(talk, text, { outcome, next: same }).slots).toEqual({ outcome })
  const doubtful = { ...other, confirm: true }
  expect(read(talk, text, { outcome, next: doubtful }).slots).toEqual({ outcome })
})

test('AIR-05 words for a text that was not asked for wait for a yes; products are not looked for', () => {
  const form = {
    ...{ formId: 'visit', versionId: 'v1' },
    definition: formOf([
      { id: 'when', type: 'date', required: true },
      { id: 'contact', type: 'text' },
      { id: 'parts', type: 'product' },
    ]),
  }
  const talk = new SampleInterview({ ...sampleScript, form })
  const found = read(talk, 'le 22, avec Paul', { contact: filled('Paul'), parts: filled('Paul') })
  expect(found.slots).toEqual({ contact: filled('Paul', { confirm: true }) })
})
