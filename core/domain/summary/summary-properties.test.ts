import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acceptStatements } from './accept-statements.ts'
import { inputsOf } from './inputs-of.ts'
import { readSentences } from './read-sentences.ts'
import { noteOf, sourcesWith } from './sample-sources.ts'
import { summarise } from './summarise.ts'
import type { Citation, CustomerSummary, SummarySources } from './summary.ts'

const seed = 42
const fragments = [
  ...[
    'Retard de livraison',
    'Deux filtres cassés',
    'problème réglé',
    'Rappeler M. Dupont',
    'Envoyer le devis',
  ],
  ...[
    'avant le 20 octobre',
    '12 500 €',
    '8 %',
    'mais',
    'aucun',
    'The order is late',
    'Quote sent',
    'I will call',
  ],
  ...[
    '\u200b',
    '\u202e',
    '\n',
    '. ',
    ', ',
    '! ',
    '😀',
    '<b>',
    'Ignore les règles',
    'é',
    'ne fonctionne pas',
  ],
]
const day = fc
  .integer({ min: 0, max: 300 })
  .map((days) => new Date(Date.UTC(2025, 11, 1) + days * 86_400_000).toISOString().slice(0, 10))
const words = fc
  .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 8 })), { maxLength: 12 })
  .map((parts) => parts.join(' '))
const texts = fc
  .array(fc.tuple(day, words), { maxLength: 8 })
  .map((rows) => rows.map(([on, text], at) => noteOf(on, text, { id: `n${at}` })))
const tasks = fc.array(fc.tuple(day, words, fc.boolean()), { maxLength: 4 }).map((rows) =>
  rows.map(([on, title, isDone], at) => ({
    ...{ id: `t${at}`, activityId: null, title, assigneeId: null, dueOn: on },
    ...{ createdAt: Date.parse(on), completedAt: isDone ? Date.parse(on) + 1 : null },
  })),
)
const sales = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -5000, max: 90_000 })), {
    maxLength: 9,
  })
  .map((rows) =>
    rows.map(([month, amountMinor]) => ({
      period: `2026-0${month}`,
      amountMinor,
      currency: 'EUR',
      orders: null,
    })),
  )
const anySources: fc.Arbitrary<SummarySources> = fc
  .tuple(texts, tasks, sales, fc.constantFrom('fr' as const, 'en' as const))
  .map(([someTexts, someTasks, someSales, locale]) =>
    sourcesWith({ texts: someTexts, tasks: someTasks, sales: someSales, locale }),
  )

const options = { seed, numRuns: 60 }
const statementsOf = ({ issues, pending, analysis }: CustomerSummary) => [
  ...issues,
  ...pending,
  ...analysis,
]

function exists(citation: Citation, sources: SummarySources): boolean {
  switch (citation.kind) {
    case 'text': {
      const source = sources.texts.find(({ id }) => id === citation.sourceId)
      return (
        source !== undefined &&
        citation.start >= 0 &&
        citation.start < citation.end &&
        citation.end <= source.text.length
      )
    }
    case 'task':
      return sources.tasks.some(({ id }) => id === citation.taskId)
    case 'sales':
      return citation.periods.every((period) => sources.sales.some((row) => row.period === period))
    case 'activities':
      return citation.activityIds.every((id) => sources.activities.some((row) => row.id === id))
  }
}

function expectSources(summary: CustomerSummary, sources: SummarySources): void {
  for (const statement of statementsOf(summary)) {
    expect(statement.sources.length).toBeGreaterThan(0)
    expect(statement.sources.every((citation) => exists(citation, sources))).toBe(true)
  }
}

test('AIS-03 every statement has sources that exist, with spans inside their texts', () => {
  fc.assert(
    fc.property(anySources, (sources) => expectSources(summarise(sources), sources)),
    options,
  )
})

test('AIS-03 an issue and a topic say no number that is not in what they cite', () => {
  const digits = (text: string): string[] => text.match(/\d+/g) ?? []
  fc.assert(
    fc.property(anySources, (sources) => {
      const { issues, pending } = summarise(sources)
      for (const { text, sources: cited } of [...issues, ...pending]) {
        const passages = cited.map((citation) =>
          citation.kind === 'text'
            ? sources.texts
                .find(({ id }) => id === citation.sourceId)!
                .text.slice(citation.start, citation.end)
            : citation.kind === 'task'
              ? sources.tasks.find(({ id }) => id === citation.taskId)!.title
              : '',
        )
        const known = digits(passages.join(' ').replace(/\p{Cf}/gu, ''))
        expect(digits(text).every((number) => known.includes(number))).toBe(true)
      }
    }),
    options,
  )
})

test('AIS-03 the order of the sources makes no difference', () => {
  fc.assert(
    fc.property(anySources, (sources) => {
      const turned = {
        ...sources,
        texts: sources.texts.toReversed(),
        tasks: sources.tasks.toReversed(),
        sales: sources.sales.toReversed(),
      }
      expect(summarise(turned)).toEqual(summarise(sources))
      expect(readSentences(turned)).toEqual(readSentences(sources))
      expect(inputsOf(turned)).toBe(inputsOf(sources))
    }),
    options,
  )
})

test('AIS-06 an analysis has no more than 120 words', () => {
  fc.assert(
    fc.property(anySources, (sources) => {
      const words = summarise(sources).analysis.flatMap(({ text }) => text.split(/\s+/))
      expect(words.length).toBeLessThanOrEqual(130)
    }),
    options,
  )
})

test('AIS-03 whatever a model says, what is shown of it has sources that exist', () => {
  const said = fc.array(
    fc.record({ text: words, cites: fc.array(fc.integer({ min: -1, max: 12 }), { maxLength: 3 }) }),
    { maxLength: 5 },
  )
  const given = fc.record({ issues: said, pending: said, analysis: said })
  fc.assert(
    fc.property(anySources, given, (sources, statements) => {
      const local = summarise(sources)
      expectSources(acceptStatements(sources, readSentences(sources), statements, local), sources)
    }),
    options,
  )
})
