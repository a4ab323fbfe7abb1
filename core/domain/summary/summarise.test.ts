import { expect, test } from 'vitest'
import { noteOf, sourcesWith } from './sample-sources.ts'
import { monthsBefore } from './sales-trend.ts'
import { summarise } from './summarise.ts'
import type { Judgement, SourceTask, SummarySources } from './summary.ts'

const delays = [
  noteOf('2026-08-01', 'La livraison est arrivée avec un retard de deux jours.'),
  noteOf('2026-09-01', 'Encore un retard de livraison.'),
]
const task = (given: Partial<SourceTask>): SourceTask => ({
  id: 't1',
  activityId: null,
  title: 'Envoyer le devis des plaquettes',
  assigneeId: 'marc',
  dueOn: '2026-10-10',
  createdAt: Date.parse('2026-09-01T12:00Z'),
  completedAt: null,
  ...given,
})
const issuesOf = (given: Partial<SummarySources>) => summarise(sourcesWith(given)).issues
const pendingOf = (given: Partial<SummarySources>) => summarise(sourcesWith(given)).pending
const judge = (key: string, verdict: Judgement['verdict'], day = '2026-10-01'): Judgement[] => [
  { key, verdict, by: 'sofia', at: Date.parse(`${day}T12:00Z`) },
]

test('AIS-07 nothing gives an empty summary', () => {
  expect(summarise(sourcesWith({}))).toEqual({
    issues: [],
    pending: [],
    analysis: [],
    engine: { kind: 'local', model: null, version: '1' },
    fallbackReason: null,
    coverage: { reports: 0, notes: 0, activities: 0, unusedSentences: 0, leftOut: 0 },
    dropped: 0,
    horizon: null,
  })
})

test('AIS-06 an issue that is said twice is one, with its first and last mention', () => {
  const [issue, ...others] = issuesOf({ texts: delays })
  expect(others).toEqual([])
  expect(issue).toMatchObject({
    text: 'Encore un retard de livraison.',
    severity: 'medium',
    firstDay: '2026-08-01',
    lastDay: '2026-09-01',
    count: 2,
    state: 'open',
    resolvedBy: null,
    sources: [
      { kind: 'text', sourceId: 'note-2026-09-01', start: 0, end: 30 },
      { kind: 'text', sourceId: 'note-2026-08-01', start: 0, end: 54 },
    ],
  })
})

test('AIS-06 a later report that says that it is solved resolves an issue', () => {
  const texts = [...delays, noteOf('2026-10-01', 'Le retard de livraison est réglé.')]
  expect(issuesOf({ texts })[0]).toMatchObject({
    state: 'resolved',
    resolvedBy: { kind: 'text', sourceId: 'note-2026-10-01', start: 0, end: 33 },
  })
})

test('AIS-06 an issue that comes back after it was solved is open', () => {
  const texts = [
    ...delays,
    noteOf('2026-09-10', 'Le retard de livraison est réglé.'),
    noteOf('2026-10-01', 'De nouveau un retard de livraison.'),
  ]
  expect(issuesOf({ texts })[0]).toMatchObject({ state: 'open', count: 3, severity: 'high' })
})

test('AIS-06 answers of a report that name issues are issues, also without a word that says so', () => {
  const report = noteOf('2026-10-01', 'Accueil. Vitrine à revoir.', {
    kind: 'report',
    issues: ['Vitrine', 'RAS'],
  })
  expect(issuesOf({ texts: [report] })).toMatchObject([
    { text: 'Vitrine', sources: [{ sourceId: 'note-2026-10-01', start: 9, end: 16 }] },
  ])
})

test('AIS-06 a next step of a report is pending, with its owner and day', () => {
  const nextSteps = [{ text: 'Point vitrine', ownerId: 'marc', dueOn: '2026-10-12' }]
  const report = noteOf('2026-10-01', 'Point vitrine', { kind: 'report', nextSteps })
  expect(pendingOf({ texts: [report] })).toMatchObject([
    { text: 'Point vitrine', ownerId: 'marc', dueOn: '2026-10-12', isOverdue: true, taskId: null },
  ])
})

test('AIS-06 an open task is pending, and a sentence that says the same is merged into it', () => {
  const texts = [noteOf('2026-09-02', 'Je dois envoyer le devis des plaquettes.')]
  expect(pendingOf({ texts, tasks: [task({})] })).toMatchObject([
    {
      text: 'Envoyer le devis des plaquettes',
      taskId: 't1',
      ownerId: 'marc',
      dueOn: '2026-10-10',
      isOverdue: true,
      sources: [
        { kind: 'task', taskId: 't1' },
        { kind: 'text', sourceId: 'note-2026-09-02' },
      ],
    },
  ])
})

test('AIS-06 a task that was completed closes what a sentence promised', () => {
  const texts = [noteOf('2026-09-02', 'Je dois envoyer le devis des plaquettes.')]
  const completedAt = Date.parse('2026-09-05T12:00Z')
  expect(pendingOf({ texts, tasks: [task({ completedAt })] })).toEqual([])
})

test('AIS-06 a sentence that says that it is done closes a promise', () => {
  const texts = [
    noteOf('2026-09-02', 'Je dois lui envoyer le catalogue.'),
    noteOf('2026-09-05', 'Catalogue envoyé par e-mail.'),
  ]
  expect(pendingOf({ texts })).toEqual([])
})

test('AIS-06 a promise is owned by its author, and what somebody else owes by nobody', () => {
  const texts = [
    noteOf('2026-10-01', 'Je lui enverrai le tarif avant le 20 octobre.'),
    noteOf('2026-10-02', 'En attente de la réponse du siège sur le contrat.'),
  ]
  expect(pendingOf({ texts }).map(({ ownerId, dueOn }) => [ownerId, dueOn])).toEqual([
    ['lea', '2026-10-20'],
    [null, null],
  ])
})

test.each(['wrong', 'not_relevant'] as const)(
  'AIS-08 a statement that the team calls %s is gone, whichever of its mentions it was said of',
  (verdict) => {
    const [first] = issuesOf({ texts: delays.slice(0, 1) })
    expect(issuesOf({ texts: delays, judgements: judge(first!.key, verdict) })).toEqual([])
  },
)

test('AIS-08 an issue that a colleague calls resolved is resolved by the colleague', () => {
  const [issue] = issuesOf({ texts: delays })
  expect(issuesOf({ texts: delays, judgements: judge(issue!.key, 'resolved') })[0]).toMatchObject({
    state: 'resolved',
    resolvedBy: { kind: 'judgement', by: 'sofia' },
  })
})

test('AIS-08 an issue that is mentioned after a colleague called it resolved is open', () => {
  const [issue] = issuesOf({ texts: delays })
  const judgements = judge(issue!.key, 'resolved', '2026-08-15')
  expect(issuesOf({ texts: delays, judgements })[0]!.state).toBe('open')
})

test('AIS-08 the latest judgement of a statement counts', () => {
  const [issue] = issuesOf({ texts: delays })
  const judgements = [
    ...judge(issue!.key, 'resolved', '2026-10-02'),
    ...judge(issue!.key, 'wrong', '2026-10-01'),
  ]
  expect(issuesOf({ texts: delays, judgements })[0]!.state).toBe('resolved')
})

const sales = Array.from({ length: 6 }, (_, at) => ({
  period: monthsBefore('2026-09', 5 - at),
  amountMinor: at < 3 ? 400_000 : 300_000,
  currency: 'EUR',
  orders: null,
}))
const activities = ['2026-08-01', '2026-10-01'].map((day) => ({
  ...{ id: `a-${day}`, day, typeName: 'Visite' },
  status: 'done' as const,
}))

test('AIS-11 the analysis is written with the blanks and quotes of French', () => {
  const { analysis } = summarise(sourcesWith({ texts: delays, sales, activities }))
  expect(analysis.map(({ text }) => text)).toEqual([
    'Ventes de juillet 2026 à septembre 2026\u00a0: 9\u202f000\u00a0€, soit -25\u00a0% par rapport aux trois mois précédents.',
    '2 activités faites depuis le 1er\u00a0août 2026, la dernière le 1er\u00a0octobre 2026\u00a0: Visite.',
    '1 problème ouvert.',
    'Le plus fréquent, cité 2 fois depuis le 1er\u00a0août 2026\u00a0: «\u00a0Encore un retard de livraison\u00a0».',
  ])
})

test('AIS-11 the analysis is in the language of its reader, whatever the notes are in', () => {
  const { analysis } = summarise(sourcesWith({ texts: delays, sales, activities, locale: 'en' }))
  expect(analysis.map(({ text }) => text)).toEqual([
    'Sales from July 2026 to September 2026: €9,000, -25% on the three months before.',
    '2 activities done since 1 August 2026, the last on 1 October 2026: Visite.',
    '1 open issue.',
    'The most frequent, mentioned 2 times since 1 August 2026: “Encore un retard de livraison”.',
  ])
})

test('AIS-03 every statement of the analysis names the records it counts', () => {
  const { analysis } = summarise(sourcesWith({ texts: delays, sales, activities }))
  expect(analysis.map(({ sources }) => sources[0])).toEqual([
    { kind: 'sales', periods: sales.map(({ period }) => period) },
    { kind: 'activities', activityIds: ['a-2026-08-01', 'a-2026-10-01'] },
    { kind: 'text', sourceId: 'note-2026-09-01', start: 0, end: 30 },
    { kind: 'text', sourceId: 'note-2026-09-01', start: 0, end: 30 },
  ])
})

test('AIS-06 what is read and not shown is counted', () => {
  const texts = [noteOf('2026-10-01', 'Bonne visite. Retard de livraison.')]
  expect(summarise(sourcesWith({ texts })).coverage).toMatchObject({ notes: 1, unusedSentences: 1 })
})

test('AIS-09 a megabyte of notes is read up to the budget, and the rest is counted', () => {
  const line = 'Encore un retard de livraison sur les filtres. '
  const texts = Array.from({ length: 100 }, (_, at) =>
    noteOf('2026-09-01', line.repeat(220), { id: `n${at}` }),
  )
  const { issues, coverage } = summarise(sourcesWith({ texts }))
  expect([issues.length, coverage.leftOut]).toEqual([1, 91])
})
