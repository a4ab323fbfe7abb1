import { describe, expect, test } from 'vitest'
import { formOf } from '../forms/sample-form.ts'
import { seededRandom } from '../../seeded-random.ts'
import { applyEvent, interviewOf, lastUndoable } from './interview.ts'
import { localEngine } from './local-engine.ts'
import type { InterviewEvent } from './interview-event.ts'
import {
  fieldState,
  type InterviewState,
  type Message,
  progressOf,
  questionOf,
  sheetAnswers,
  sheetOf,
} from './interview-state.ts'
import { quickReplies } from './quick-replies.ts'
import { eventId, filled, SampleInterview, sampleScript } from './sample-interview.ts'

const asked = ({ state }: SampleInterview) => questionOf(state)
const answers = ({ state }: SampleInterview) => sheetAnswers(sheetOf(state))
const field = ({ state }: SampleInterview, id: string) => fieldState(sheetOf(state), id)
const field1 = (id: string, reason: string | null = null, given: unknown[] = []) => ({
  ...{ kind: 'field', field: id, reason, answers: given },
})
const noted = ({ log }: InterviewState): Message[] =>
  log.filter((message) => message.from === 'assistant' && message.code === 'noted')

test('AIR-04 what is required is asked first, one question at a time, and hidden fields are not', () => {
  const talk = new SampleInterview()
  expect(asked(talk)).toEqual(field1('outcome'))
  expect(progressOf(talk.state)).toEqual({ done: 0, total: 1 })
  talk.reply({ outcome: filled('quote') })
  expect(asked(talk)).toEqual({ kind: 'optional', open: 3 })
  expect(progressOf(talk.state)).toEqual({ done: 1, total: 4 })
})

test('AIR-04 an answer that shows a further question has it asked', () => {
  const talk = new SampleInterview()
  talk.reply({ outcome: filled('order') })
  expect(asked(talk)).toEqual(field1('amount'))
  expect(progressOf(talk.state)).toEqual({ done: 1, total: 2 })
})

test('AIR-04 several answers in one reply all count and are read back', () => {
  const talk = new SampleInterview()
  talk.reply({ outcome: filled('order'), amount: filled(3400), next: filled('2026-10-22') })
  expect(answers(talk)).toEqual({ outcome: 'order', amount: 3400, next: '2026-10-22' })
  expect(noted(talk.state)).toEqual([
    {
      ...{ from: 'assistant', code: 'noted', formId: 'visit' },
      fields: [
        { field: 'outcome', answer: 'order' },
        { field: 'amount', answer: 3400 },
        { field: 'next', answer: '2026-10-22' },
      ],
    },
  ])
})

describe('AIR-04 when all that is required is there', () => {
  const done = () => {
    const talk = new SampleInterview()
    talk.reply({ outcome: filled('nothing') })
    return talk
  }
  test('who goes on is asked what is optional', () => {
    const talk = done()
    talk.reply({}, { text: 'oui', verdict: true })
    expect(asked(talk)).toEqual(field1('comment'))
  })
  test('who does not goes to the review', () => {
    const talk = done()
    talk.reply({}, { text: 'non', verdict: false })
    expect(asked(talk)).toEqual({ kind: 'review' })
  })
  test('who says neither is asked again', () => {
    const talk = done()
    talk.reply({}, { text: 'peut-être' })
    expect(talk.state.log.at(-2)).toMatchObject({ code: 'unclear' })
    expect(asked(talk)).toEqual({ kind: 'optional', open: 3 })
  })
  test('the review is left for further questions', () => {
    const talk = done()
    talk.happen('turned', { to: 'review' })
    talk.happen('turned', { to: 'questions' })
    expect(asked(talk)).toEqual(field1('comment'))
  })
})

describe('AIR-04 commands', () => {
  test('"passer" leaves the field empty', () => {
    const talk = new SampleInterview()
    talk.reply({}, { text: 'passer', command: 'skip' })
    expect(field(talk, 'outcome').isLeft).toBe(true)
    expect(asked(talk)).toEqual({ kind: 'optional', open: 3 })
  })
  test('"retour" asks the last answer again', () => {
    const talk = new SampleInterview()
    talk.reply({ outcome: filled('order') })
    talk.reply({}, { text: 'retour', command: 'back' })
    expect(asked(talk)).toEqual(field1('outcome'))
    expect(answers(talk)).toEqual({})
  })
  test('"répéter" asks the same once more and counts as no failure', () => {
    const talk = new SampleInterview()
    for (let time = 0; time < 4; time++) talk.reply({}, { text: 'répète', command: 'repeat' })
    expect(asked(talk)).toEqual(field1('outcome'))
  })
  test.each(['stop', 'done'] as const)('%s ends in the review', (command) => {
    const talk = new SampleInterview()
    talk.reply({}, { text: command, command })
    expect(asked(talk)).toEqual({ kind: 'review' })
  })
  test('what comes with a command counts', () => {
    const talk = new SampleInterview()
    talk.reply({ next: filled('2026-10-22') }, { text: 'passe, et le 22', command: 'skip' })
    expect(answers(talk)).toEqual({ next: '2026-10-22' })
  })
})

test('AIR-04 a field is asked for again twice at most, then left empty', () => {
  const talk = new SampleInterview()
  talk.reply({ outcome: { status: 'none' } }, { text: 'euh' })
  expect(asked(talk)).toEqual(field1('outcome', 'none'))
  talk.reply({ outcome: { status: 'ask', reason: 'several', alternatives: ['order', 'quote'] } })
  expect(asked(talk)).toEqual(field1('outcome', 'several', ['order', 'quote']))
  talk.reply({ outcome: { status: 'none' } }, { text: 'euh' })
  expect(field(talk, 'outcome')).toMatchObject({ isLeft: true, reading: null })
  expect(asked(talk)).toEqual({ kind: 'optional', open: 3 })
})

test('AIR-04 a reply about something else is no failure to answer', () => {
  const talk = new SampleInterview()
  for (const day of ['2026-10-22', '2026-10-22', '2026-10-22']) talk.reply({ next: filled(day) })
  talk.reply({ next: filled('2026-10-22') })
  expect(field(talk, 'outcome').isLeft).toBe(false)
})

describe('AIR-05 a doubtful value counts after a yes', () => {
  const doubtful = () => {
    const talk = new SampleInterview()
    talk.reply({ outcome: filled('quote', { confirm: true, alternatives: ['order'] }) })
    return talk
  }
  test('and not before', () => {
    const talk = doubtful()
    expect(answers(talk)).toEqual({})
    expect(asked(talk)).toEqual({ kind: 'confirm', field: 'outcome', answer: 'quote' })
  })
  test('said in words', () => {
    const talk = doubtful()
    talk.reply({}, { text: 'oui', verdict: true })
    expect(field(talk, 'outcome').reading).toMatchObject({ answer: 'quote', isConfirmed: true })
  })
  test('or pressed', () => {
    const talk = doubtful()
    talk.happen('confirmed', { field: 'outcome' })
    expect(answers(talk)).toEqual({ outcome: 'quote' })
  })
  test('a no proposes what else it may mean', () => {
    const talk = doubtful()
    talk.reply({}, { text: 'non', verdict: false })
    expect(asked(talk)).toEqual(field1('outcome', null, ['order']))
    expect(answers(talk)).toEqual({})
  })
  test('a no with another value takes that', () => {
    const talk = doubtful()
    talk.reply({ outcome: filled('nothing') }, { text: 'non, sans suite', verdict: false })
    expect(answers(talk)).toEqual({ outcome: 'nothing' })
  })
  test('a yes with another value leaves both to choose from', () => {
    const talk = doubtful()
    talk.reply({ outcome: filled('nothing') }, { text: 'oui, sans suite', verdict: true })
    expect(asked(talk)).toEqual({ kind: 'choose', field: 'outcome', answers: ['quote', 'nothing'] })
  })
  test('a yes to a text is no other text', () => {
    const talk = new SampleInterview()
    talk.reply({ outcome: filled('nothing'), comment: filled('Rayon vide', { confirm: true }) })
    talk.reply({ comment: filled('oui') }, { text: 'oui', verdict: true })
    expect(answers(talk)).toMatchObject({ comment: 'Rayon vide' })
  })
  test('what is said of another field is no other text', () => {
    const talk = new SampleInterview()
    talk.reply({ outcome: filled('nothing'), comment: filled('Rayon vide', { confirm: true }) })
    talk.reply({ comment: filled('le 22'), next: filled('2026-10-22') }, { text: 'le 22' })
    expect(asked(talk)).toEqual({ kind: 'confirm', field: 'comment', answer: 'Rayon vide' })
    expect(answers(talk)).toMatchObject({ next: '2026-10-22' })
  })
  test('a rejection by a press asks again', () => {
    const talk = doubtful()
    talk.happen('rejected', { field: 'outcome' })
    expect(asked(talk)).toEqual(field1('outcome', null, ['order']))
  })
  test('a reply that is neither is asked again twice, then it is dropped', () => {
    const talk = doubtful()
    for (let time = 0; time < 3; time++) talk.reply({}, { text: 'peut-être' })
    expect(field(talk, 'outcome')).toMatchObject({ candidates: [], isLeft: true })
  })
})

describe('AIR-05 answers that contradict each other are both kept, and the person picks', () => {
  const crossed = () => {
    const talk = new SampleInterview()
    talk.reply({ outcome: filled('order'), next: filled('2026-10-15') })
    talk.reply({ amount: filled(12), next: filled('2026-10-22') })
    return talk
  }
  test('neither counts meanwhile', () => {
    const talk = crossed()
    expect(answers(talk)).toEqual({ outcome: 'order', amount: 12 })
    expect(asked(talk)).toEqual({
      ...{ kind: 'choose', field: 'next', answers: ['2026-10-15', '2026-10-22'] },
    })
    expect(field(talk, 'next').candidates.map(({ turn }) => turn)).toEqual([1, 2])
  })
  test('by a press', () => {
    const talk = crossed()
    talk.happen('chosen', { field: 'next', answer: '2026-10-15' })
    expect(answers(talk)).toMatchObject({ next: '2026-10-15' })
  })
  test('or in words', () => {
    const talk = crossed()
    talk.reply({ next: filled('2026-10-22') })
    expect(field(talk, 'next').reading).toMatchObject({ answer: '2026-10-22', isConfirmed: true })
  })
  test('the same said twice contradicts nothing', () => {
    const talk = new SampleInterview()
    talk.reply({ next: filled('2026-10-15') })
    talk.reply({ next: filled('2026-10-15') })
    expect(answers(talk)).toEqual({ next: '2026-10-15' })
  })
})

describe('AIR-05 what was typed wins over what is said later', () => {
  const typed = (answer: string | null) => {
    const talk = new SampleInterview()
    talk.happen('edited', { formId: 'visit', field: 'outcome', answer })
    talk.happen('edited', { formId: 'visit', field: 'next', answer })
    return talk
  }
  test('also over a contradiction', () => {
    const talk = new SampleInterview()
    talk.happen('edited', { formId: 'visit', field: 'outcome', answer: 'quote' })
    talk.reply({ outcome: filled('order') })
    expect(answers(talk)).toEqual({ outcome: 'quote' })
    expect(field(talk, 'outcome').candidates).toEqual([])
  })
  test('an emptied field is filled by the answer to its question', () => {
    const talk = typed(null)
    talk.reply({ outcome: filled('order'), next: filled('2026-10-22') })
    expect(answers(talk)).toEqual({ outcome: 'order', next: null })
  })
})

test('AIR-05 every value has its words, confidence, engine and turn', () => {
  const talk = new SampleInterview()
  talk.reply({}, { text: 'répète', command: 'repeat' })
  talk.reply({ outcome: filled('order', { quote: 'ils ont commandé', confidence: 0.95 }) })
  expect(field(talk, 'outcome').reading).toEqual({
    ...{ answer: 'order', quote: 'ils ont commandé', confidence: 0.95, engine: localEngine },
    ...{ replyId: eventId(2), turn: 2, at: 2000, isConfirmed: false, others: [] },
  })
})

test('AIR-06 a moment is one in the zone of the activity', () => {
  const talk = new SampleInterview()
  talk.reply({ meeting: filled('2026-10-22T14:30') })
  expect(answers(talk)).toEqual({ meeting: Date.UTC(2026, 9, 22, 12, 30) })
})

test('AIR-06 an answer that the form refuses is asked for again', () => {
  const talk = new SampleInterview()
  talk.reply({ outcome: filled('order') })
  talk.reply({ amount: filled(-5) })
  expect(asked(talk)).toEqual(field1('amount', 'invalid'))
})

describe('AIR-08 more is asked about a thin answer', () => {
  const thin = (text: string) => {
    const talk = new SampleInterview()
    talk.reply({ outcome: filled('nothing') })
    talk.reply({}, { text: 'oui', verdict: true })
    talk.reply({ comment: filled(text) })
    return talk
  }
  test('"bonne réunion": what was decided', () => {
    expect(asked(thin('Bonne réunion'))).toEqual({
      ...{ kind: 'advice', field: 'comment', advice: 'decided' },
    })
  })
  test('what comes is added', () => {
    const talk = thin('Bonne réunion')
    talk.reply({}, { text: 'Ils prennent 40 jeux de plaquettes' })
    expect(answers(talk)['comment']).toBe('Bonne réunion\nIls prennent 40 jeux de plaquettes')
    expect(asked(talk)).toEqual(field1('next'))
  })
  test('twice at most', () => {
    const talk = thin('Bonne réunion')
    talk.reply({}, { text: 'tout va bien' })
    expect(asked(talk)).toEqual(field1('next'))
  })
  test('a second time when the addition is thin as well', () => {
    const talk = thin('Bonne réunion')
    talk.reply({}, { text: 'très bien' })
    expect(asked(talk)).toMatchObject({ kind: 'advice', advice: 'next' })
    talk.reply({}, { text: 'super' })
    expect(asked(talk)).toEqual(field1('next'))
  })
  test('"rien" adds nothing', () => {
    const talk = thin('Bonne réunion')
    talk.reply({}, { text: 'rien' })
    expect(answers(talk)['comment']).toBe('Bonne réunion')
    expect(asked(talk)).toEqual(field1('next'))
  })
  test('an answer that tells something is left alone', () => {
    expect(asked(thin('Le rayon freinage est vide'))).toEqual(field1('next'))
  })
})

describe('AIR-12 what a model reads afterwards', () => {
  const engine = { kind: 'endpoint', model: 'mistral', version: '1' } as const
  test('fills what the rules did not find', () => {
    const talk = new SampleInterview()
    const of = talk.reply({ outcome: { status: 'none' } }, { text: 'ils en prennent' })
    talk.happen('improved', { of, slots: { outcome: filled('order') }, engine, error: null })
    expect(field(talk, 'outcome').reading).toMatchObject({ answer: 'order', engine, turn: 1 })
  })
  test('is shown beside what the rules found, where it differs', () => {
    const talk = new SampleInterview()
    const of = talk.reply({ outcome: filled('quote') })
    talk.happen('improved', { of, slots: { outcome: filled('order') }, engine, error: null })
    expect(asked(talk)).toEqual({ kind: 'choose', field: 'outcome', answers: ['quote', 'order'] })
  })
  test('counts for nothing once its reply is taken back', () => {
    const talk = new SampleInterview()
    const of = talk.reply({}, { text: 'ils en prennent' })
    talk.happen('undone', { of })
    talk.happen('improved', { of, slots: { outcome: filled('order') }, engine, error: null })
    expect(answers(talk)).toEqual({})
  })
  test('says why it gave nothing', () => {
    const talk = new SampleInterview()
    const of = talk.reply({ outcome: filled('quote') })
    talk.happen('improved', { of, slots: {}, engine: null, error: 'timeout' })
    expect(talk.state.log).toContainEqual({ from: 'assistant', code: 'model', error: 'timeout' })
    expect(answers(talk)).toEqual({ outcome: 'quote' })
  })
})

describe('AIR-04 undo', () => {
  test('takes the last reply back and keeps its words in sight', () => {
    const talk = new SampleInterview()
    const id = talk.reply({ outcome: filled('order') })
    expect(lastUndoable(talk.state)).toBe(id)
    talk.happen('undone', { of: id })
    expect(answers(talk)).toEqual({})
    expect(talk.state.log[1]).toMatchObject({ from: 'person', text: 'order', isUndone: true })
    expect(lastUndoable(talk.state)).toBeUndefined()
  })
  test('leaves what was typed', () => {
    const talk = new SampleInterview()
    const id = talk.reply({ outcome: filled('order') })
    talk.happen('edited', { formId: 'visit', field: 'amount', answer: 12 })
    talk.happen('undone', { of: id })
    expect(answers(talk)).toEqual({ amount: 12 })
  })
})

test('AIR-04 quick replies are the options, yes and no, days, and "passer"', () => {
  const talk = new SampleInterview()
  const offered = () => quickReplies(talk.state, asked(talk))
  expect(offered()).toEqual([
    ...['order', 'quote', 'nothing'].map((answer) => ({
      kind: 'answer',
      field: 'outcome',
      answer,
    })),
    { kind: 'skip' },
  ])
  talk.reply({ outcome: filled('quote'), comment: filled('Rayon vide') })
  expect(offered()).toEqual([{ kind: 'continue' }, { kind: 'review' }])
  talk.reply({}, { text: 'oui', verdict: true })
  expect(offered()).toEqual([{ kind: 'today' }, { kind: 'tomorrow' }, { kind: 'skip' }])
})

test('AIR-11 events of two devices make the same state in whatever order they come', () => {
  const talk = new SampleInterview()
  talk.reply({ outcome: filled('order') })
  talk.happen('edited', { formId: 'visit', field: 'amount', answer: 12 })
  talk.reply({ next: filled('2026-10-22') })
  const { events } = talk.state
  const late = events.toReversed().reduce(applyEvent, interviewOf(sampleScript, []))
  expect(late.log).toEqual(talk.state.log)
  expect(late.sheets).toEqual(talk.state.sheets)
  expect(applyEvent(late, events[0]!)).toBe(late)
})

test('AIR-07 what was said is put into another form, and back without a loss', () => {
  const other = {
    ...{ formId: 'audit', versionId: 'a1' },
    definition: { ...formOf([{ id: 'when', type: 'date', required: true }]), formId: 'audit' },
  }
  const talk = new SampleInterview({ ...sampleScript, mode: 'dynamic', others: [other] })
  const of = talk.reply({ outcome: filled('order') }, { text: 'commande, le 22' })
  talk.happen('edited', { formId: 'visit', field: 'amount', answer: 12 })
  talk.happen('mapped', {
    ...{ formId: 'audit', versionId: 'a1', engine: localEngine },
    readings: [{ of, slots: { when: filled('2026-10-22') } }],
  })
  expect(answers(talk)).toEqual({ when: '2026-10-22' })
  expect(asked(talk)).toEqual({ kind: 'review' })
  talk.happen('mapped', { formId: 'visit', versionId: 'v1', engine: localEngine, readings: [] })
  expect(answers(talk)).toEqual({ outcome: 'order', amount: 12 })
})

test('AIR-05 AIR-11 whatever happens in whatever order, what was typed stays and no reply is lost', () => {
  const dice = seededRandom(4711)
  const random = (): number => dice.next()
  const pick = <T>(list: readonly T[]): T => dice.pick(list)
  const slots = () => ({
    ...(random() < 0.6 && {
      outcome: filled(pick(['order', 'quote', 'nothing']), { confirm: random() < 0.3 }),
    }),
    ...(random() < 0.4 && { amount: filled(pick([12, -1, 3400])) }),
    ...(random() < 0.4 && { next: filled(pick(['2026-10-22', '2026-10-15'])) }),
    ...(random() < 0.3 && { comment: filled(pick(['Bonne réunion', 'Rayon vide'])) }),
    ...(random() < 0.1 && { unknown: filled('x') }),
  })
  for (let round = 0; round < 300; round++) {
    const talk = new SampleInterview()
    const typed = new Map<string, unknown>()
    const said: string[] = []
    for (let count = 0; count < 25; count++) {
      const id = pick(['outcome', 'amount', 'next', 'comment'])
      const of = talk.state.events.length === 0 ? 'none' : pick(talk.state.events).id
      const chance = random()
      if (chance < 0.5)
        said.push(
          talk.reply(slots(), {
            verdict: pick([true, false, null]),
            command: random() < 0.2 ? pick(['skip', 'back', 'stop', 'repeat', 'done']) : null,
          }),
        )
      else if (chance < 0.65) {
        const answer = id === 'amount' ? count : id === 'outcome' ? 'quote' : `2026-11-${count + 1}`
        typed.set(id, answer)
        talk.happen('edited', { formId: 'visit', field: id, answer })
      } else if (chance < 0.7) talk.happen('confirmed', { field: id })
      else if (chance < 0.75) talk.happen('rejected', { field: id })
      else if (chance < 0.8) talk.happen('chosen', { field: id, answer: 'order' })
      else if (chance < 0.9) {
        const target = talk.state.events.find((event) => event.id === of)
        if (target?.kind !== 'edited') talk.happen('undone', { of })
      } else if (chance < 0.95)
        talk.happen('improved', { of, slots: slots(), engine: localEngine, error: null })
      else talk.happen('turned', { to: pick(['review', 'questions']) })
    }
    const shuffled: InterviewEvent[] = [...talk.state.events].sort(() => random() - 0.5)
    for (const state of [talk.state, interviewOf(sampleScript, shuffled)]) {
      expect(sheetAnswers(sheetOf(state))).toMatchObject(Object.fromEntries(typed))
      const heard = state.log.flatMap((message) => (message.from === 'person' ? [message.id] : []))
      expect(heard).toEqual(said)
    }
  }
})
