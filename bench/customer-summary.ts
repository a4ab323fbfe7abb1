import { sentenceSpans } from '../core/domain/summary/sentence-spans.ts'
import { summarise } from '../core/domain/summary/summarise.ts'
import type { SourceText, SummarySources } from '../core/domain/summary/summary.ts'
import { p50, p95, takeTurns } from './measure.ts'
import type { Bench } from './run.ts'

const notes = 200
const reports = 30
const sentencesOfReport = 15

/**
 * The summary of a customer whose window is full (AIS-02): 200 notes and 30 reports, from texts to
 * statements. Against the least that anybody has to do: cutting the same texts into sentences.
 */
export const customerSummary: Bench = async (report) => {
  const sources = fullWindow()
  const texts = sources.texts.map(({ text }) => text)
  const times = await takeTurns(
    {
      summarise: () => timed(() => void summarise(sources)),
      cut: () => timed(() => texts.forEach((text) => void sentenceSpans(text))),
    },
    { rounds: 30, warmUp: 3 },
  )
  report({
    metric: `a summary of ${notes} notes and ${reports} reports p50`,
    value: p50(times.summarise),
    unit: 'ms',
    against: `cutting them into sentences ${p50(times.cut).toFixed(1)} ms`,
    ratio: p50(times.summarise) / p50(times.cut),
  })
  report({ metric: 'the same p95', value: p95(times.summarise), unit: 'ms' })
}

const subjects = [
  ...[
    'les plaquettes',
    'les filtres à huile',
    'le turbo',
    'les batteries',
    'la facture',
    'les disques',
  ],
  ...['le portail', 'les courroies', 'la consigne', 'les alternateurs', 'le devis', 'les bougies'],
]
const says: readonly ((subject: string) => string)[] = [
  (subject) => `Encore un retard de livraison sur ${subject}, cette fois de deux jours.`,
  (subject) => `Je dois lui envoyer une offre pour ${subject} avant le 20 octobre.`,
  (subject) => `Le problème sur ${subject} est réglé depuis lundi.`,
  (subject) => `Bonne discussion au comptoir, ${subject} se vendent bien.`,
  (subject) => `Le concurrent propose 8 % de moins sur ${subject}.`,
  (subject) => `En attente de sa réponse sur ${subject}.`,
  (subject) => `Le mécanicien a montré comment il monte ${subject} sur les utilitaires.`,
]

function fullWindow(): SummarySources {
  const textOf = (from: number, count: number): string =>
    Array.from({ length: count }, (_, at) => {
      const n = from + at
      return says[n % says.length]!(subjects[n % subjects.length]!)
    }).join(' ')
  const source = (kind: SourceText['kind'], at: number, sentences: number): SourceText => {
    const time = Date.UTC(2026, 9, 1) - at * 86_400_000
    return {
      ...{ id: `${kind}${at}`, kind, activityId: null, customerId: 'c', authorId: 'u', at: time },
      day: new Date(time).toISOString().slice(0, 10),
      text: textOf(at * 5, sentences),
    }
  }
  return {
    texts: [
      ...Array.from({ length: notes }, (_, at) => source('note', at, 3)),
      ...Array.from({ length: reports }, (_, at) => source('report', at, sentencesOfReport)),
    ],
    ...{ tasks: [], activities: [], sales: [], judgements: [] },
    ...{ today: '2026-10-13', locale: 'fr' },
  }
}

/** Processor time, of this one thread: what else runs here does not count. */
function timed(work: () => void): Promise<number> {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return Promise.resolve((user + system) / 1000)
}
