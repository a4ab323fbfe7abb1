import { describe, expect, test } from 'vitest'
import { acceptStatements, type GivenStatements } from './accept-statements.ts'
import { readSentences } from './read-sentences.ts'
import { noteOf, sourcesWith } from './sample-sources.ts'
import { monthsBefore } from './sales-trend.ts'
import { summarise } from './summarise.ts'
import type { CustomerSummary, SummarySources } from './summary.ts'

const texts = [
  noteOf('2026-09-01', 'Deux palettes de filtres sont arrivées cassées.'),
  noteOf('2026-09-10', 'Le client demande 8 % de remise avant le 20 octobre.'),
  noteOf('2026-09-20', 'Livraison prévue lundi, retard de 3 jours.'),
]
const sales = Array.from({ length: 6 }, (_, at) => ({
  period: monthsBefore('2026-09', 5 - at),
  amountMinor: at < 3 ? 400_000 : 300_000,
  currency: 'EUR',
  orders: null,
}))

function accept(
  given: Partial<GivenStatements>,
  more: Partial<SummarySources> = {},
): CustomerSummary {
  const sources = sourcesWith({ texts, sales, ...more })
  return acceptStatements(
    sources,
    readSentences(sources),
    { issues: [], pending: [], analysis: [], ...given },
    summarise(sources),
  )
}
const issue = (text: string, ...cites: number[]): Partial<GivenStatements> => ({
  issues: [{ text, cites }],
})
const isKept = (text: string, ...cites: number[]): boolean =>
  accept(issue(text, ...cites)).issues.some((each) => each.text === text)

test('AIS-03 the sentences for a model are numbered, the oldest first, and point into their text', () => {
  const sentences = readSentences(sourcesWith({ texts }))
  expect(sentences.map(({ n, text, day }) => [n, text, day])).toEqual(
    texts.map(({ text, day }, at) => [at + 1, text, day]),
  )
  expect(sentences[0]!.citation).toEqual({
    ...{ kind: 'text', sourceId: 'note-2026-09-01' },
    ...{ start: 0, end: texts[0]!.text.length },
  })
})

test('AIS-03 of many sentences a model is given the newest that say something', () => {
  const many = Array.from({ length: 300 }, (_, at) => {
    const day = `2026-0${1 + (at % 9)}-01`
    return noteOf(day, `Retard numéro ${at}.`, { id: `n${at}` })
  })
  const sentences = readSentences(sourcesWith({ texts: many }))
  expect(sentences).toHaveLength(150)
  expect(sentences[0]!.day).toBe('2026-05-01')
})

test('AIS-03 a statement with a citation stands, with days and severity by code', () => {
  expect(accept(issue('Des filtres ont été livrés cassés.', 1)).issues).toMatchObject([
    {
      text: 'Des filtres ont été livrés cassés.',
      sources: [{ kind: 'text', sourceId: 'note-2026-09-01' }],
      severity: 'medium',
      firstDay: '2026-09-01',
      lastDay: '2026-09-01',
      count: 1,
      state: 'open',
    },
  ])
})

test('AIS-03 a citation that does not exist is dropped, the statement stands by the other', () => {
  const { issues, dropped } = accept(issue('Des filtres ont été livrés cassés.', 1, 99, 0, -1, 1.5))
  expect([issues[0]!.sources.length, dropped]).toEqual([1, 0])
})

test('AIS-03 a statement without a citation is dropped and counted', () => {
  const found = accept(issue('Des filtres ont été livrés cassés.', 99))
  expect([found.dropped, found.fallbackReason]).toEqual([1, 'no_evidence'])
  expect(found.issues).toEqual(summarise(sourcesWith({ texts, sales })).issues)
})

describe('AIS-03 figures of a statement have to be in what it cites', () => {
  test.each<[string, number[], boolean]>([
    ['Deux palettes sont arrivées cassées.', [1], true],
    ['Les 2 palettes sont arrivées cassées.', [1], true],
    ['Trois palettes sont arrivées cassées.', [1], false],
    ['Il y a 20 palettes qui sont cassées.', [1], false],
    ['Le client demande une remise de 8 %.', [2], true],
    ['Le client demande une remise de 9 %.', [2], false],
    ['Le client demande une remise de 8 %.', [3], false],
    ['Le client demande une remise de 3 %.', [3], false],
    ['Remise demandée avant le 20 octobre.', [2], true],
    ['Remise demandée avant le 21 octobre.', [2], false],
    ['Remise demandée avant le 20 novembre.', [2], false],
    ['Le retard est de trois jours.', [3], true],
    ['Le retard est de trois semaines, soit 21 jours.', [3], false],
    ['Le retard coûte 3 euros au client.', [3], false],
    ['Le retard est de ٣ jours.', [3], false],
  ])('%s [%j] %s', (text, cites, expected) => {
    expect(isKept(text, ...cites)).toBe(expected)
  })
})

test('AIS-03 the analysis may say what code has counted, and cites it', () => {
  const { analysis } = accept({
    analysis: [{ text: 'Les ventes ont reculé de 25 % sur trois mois.', cites: [] }],
  })
  expect(analysis.map(({ sources }) => sources)).toEqual([
    [{ kind: 'sales', periods: sales.map(({ period }) => period) }],
  ])
})

test('AIS-03 the analysis may not say a figure that nobody counted', () => {
  const { analysis } = accept({
    analysis: [{ text: 'Les ventes ont reculé de 26 % sur trois mois.', cites: [1] }],
  })
  expect(analysis.map(({ text }) => text)).not.toContain(
    'Les ventes ont reculé de 26 % sur trois mois.',
  )
})

test('AIS-06 an analysis is cut to 120 words', () => {
  const text = `${'les filtres cassés '.repeat(13)}sont là.`
  const given = ['Ainsi', 'Donc', 'Enfin', 'Alors'].map((head) => ({
    text: `${head} ${text}`,
    cites: [1],
  }))
  const { analysis, dropped } = accept({ analysis: given })
  expect([analysis.length, dropped]).toEqual([2, 2])
})

test('AIS-11 a statement that is clearly in another language than the reader’s is dropped', () => {
  expect(isKept('The filters were delivered and they are broken.', 1)).toBe(false)
  expect(isKept('Фильтры были доставлены сломанными.', 1)).toBe(false)
})

test('AIS-06 a topic of a model gets its owner and its day by code', () => {
  const pending = [{ text: 'Répondre sur la remise.', cites: [2] }]
  expect(accept({ pending }).pending).toMatchObject([
    { text: 'Répondre sur la remise.', dueOn: '2026-10-20', isOverdue: false, taskId: null },
  ])
})

test('AIS-06 open tasks are pending whatever a model says', () => {
  const task = { id: 't1', activityId: null, title: 'Passer voir le chef', assigneeId: null }
  const tasks = [{ ...task, dueOn: null, createdAt: texts[0]!.at, completedAt: null }]
  const pending = [{ text: 'Répondre sur la remise.', cites: [2] }]
  expect(accept({ pending }, { tasks }).pending.map(({ taskId }) => taskId)).toEqual([null, 't1'])
})

test('AIS-08 what the team called wrong of a passage stays away, whoever says it', () => {
  const [local] = summarise(sourcesWith({ texts: texts.slice(0, 1) })).issues
  const judgements = [{ key: local!.key, verdict: 'wrong' as const, by: 'sofia', at: 1 }]
  expect(accept(issue('Des filtres sont cassés.', 1), { judgements }).dropped).toBe(1)
})

test('AIS-03 the same statement twice is one', () => {
  const same = { text: 'Des filtres sont cassés.', cites: [1] }
  expect(
    accept({ issues: [same, same] }).issues.filter(({ text }) => text === same.text),
  ).toHaveLength(1)
})
