import type { Locale } from '../../contract/scalars.ts'
import type { TrendWords } from './analysis.ts'

interface AnalysisWords {
  sales(trend: TrendWords): string
  activities(count: number, firstDay: string, lastDay: string, typeName: string): string
  issues(count: number, high: number): string
  recurrent(count: number, firstDay: string, quote: string): string
  overdue(count: number, firstDay: string): string
}

const joined = (parts: readonly (string | null)[], and: string): string =>
  parts.filter((part) => part !== null).join(and)

/** The sentences of the analysis; French ones with the blanks of French typography. */
export const analysisWords: Readonly<Record<Locale, AnalysisWords>> = {
  fr: {
    sales: ({ from, to, amount, sincePrevious, sinceLastYear }) =>
      `Ventes de ${from} à ${to}\u00A0: ${amount}, soit ${joined(
        [
          sincePrevious && `${sincePrevious} par rapport aux trois mois précédents`,
          sinceLastYear && `${sinceLastYear} par rapport aux mêmes mois de l’année précédente`,
        ],
        ' et ',
      )}.`,
    activities: (count, firstDay, lastDay, typeName) =>
      count === 1
        ? `Une activité faite, le ${lastDay}\u00A0: ${typeName}.`
        : `${count} activités faites depuis le ${firstDay}, la dernière le ${lastDay}\u00A0: ${typeName}.`,
    issues: (count, high) =>
      `${count} ${count > 1 ? 'problèmes ouverts' : 'problème ouvert'}${
        high > 0 ? `, dont ${high} de gravité élevée` : ''
      }.`,
    recurrent: (count, firstDay, quote) =>
      `Le plus fréquent, cité ${count} fois depuis le ${firstDay}\u00A0: «\u00A0${quote}\u00A0».`,
    overdue: (count, firstDay) =>
      count === 1
        ? `Un sujet en attente est en retard depuis le ${firstDay}.`
        : `${count} sujets en attente sont en retard, le plus ancien depuis le ${firstDay}.`,
  },
  en: {
    sales: ({ from, to, amount, sincePrevious, sinceLastYear }) =>
      `Sales from ${from} to ${to}: ${amount}, ${joined(
        [
          sincePrevious && `${sincePrevious} on the three months before`,
          sinceLastYear && `${sinceLastYear} on the same months of the year before`,
        ],
        ' and ',
      )}.`,
    activities: (count, firstDay, lastDay, typeName) =>
      count === 1
        ? `One activity done, on ${lastDay}: ${typeName}.`
        : `${count} activities done since ${firstDay}, the last on ${lastDay}: ${typeName}.`,
    issues: (count, high) =>
      `${count} open ${count > 1 ? 'issues' : 'issue'}${high > 0 ? `, ${high} of high severity` : ''}.`,
    recurrent: (count, firstDay, quote) =>
      `The most frequent, mentioned ${count} times since ${firstDay}: “${quote}”.`,
    overdue: (count, firstDay) =>
      count === 1
        ? `One pending topic has been overdue since ${firstDay}.`
        : `${count} pending topics are overdue, the oldest since ${firstDay}.`,
  },
}
