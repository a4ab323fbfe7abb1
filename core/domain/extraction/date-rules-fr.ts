import {
  dayNumber,
  isDay,
  monthEnd,
  monthStart,
  nthWeekday,
  partsOf,
  weekdayOf,
} from './calendar.ts'
import {
  dayOfMonth,
  eitherDay,
  isThisWeek,
  nextWeekday,
  previousWeekday,
  shift,
  type Unit,
  weekdayAndDate,
  weekdayOfWeek,
  yearOf,
} from './date-arithmetic.ts'
import { type DateContext, type DateRule, likely, period, rule, sure } from './date-rule.ts'
import { dateWords } from './date-words.ts'

const { weekday, anyWeekday, month, weekdayNumber, monthNumber } = dateWords.fr

const unitOf = (word: string): Unit =>
  /^jour/.test(word) ? 'day' : /^sem/.test(word) ? 'week' : /^mois/.test(word) ? 'month' : 'year'

/** "du mois prochain", "de novembre 2026" behind a weekday: the first day of that month. */
function monthMeant(
  context: DateContext,
  relative: string | undefined,
  name: string | undefined,
  year: string | undefined,
): { year: number; month: number } {
  if (relative !== undefined)
    return partsOf(monthStart(context.today, /prochain|suivant/.test(relative) ? 1 : 0))
  const number = monthNumber(name ?? '')
  return { month: number, year: yearOf(context, number, 28, year) }
}

const ofMonth = `(?:de |du |d')(?:(mois prochain|mois suivant|mois)|(${month})(?: (\\d{4}))?)`

/** Dates in French, in words whose numbers are digits already. The first that fits a place counts. */
export const frenchDateRules: readonly DateRule[] = [
  rule(`\\b(?:le )?(\\d)(?:er|ere|eme|e)? (${weekday}) ${ofMonth}`, (m, context) => {
    const meant = monthMeant(context, m[3], m[4], m[5])
    return sure(nthWeekday(meant.year, meant.month, weekdayNumber(m[2]!), Number(m[1])))
  }),
  rule(`\\b(?:le )?dernier (${weekday}) ${ofMonth}`, (m, context) => {
    const meant = monthMeant(context, m[2], m[3], m[4])
    return sure(nthWeekday(meant.year, meant.month, weekdayNumber(m[1]!), -1))
  }),
  // "15-16 novembre", "le 15 ou le 16 novembre".
  rule(
    `(?<![\\d/.:,])(\\d{1,2})(?:er)? ?(?:ou|et|-|a|au|puis|voire) ?(?:le )?(\\d{1,2})(?:er)? (?:de )?(${month})\\b`,
    (m, context) => eitherDay(context, monthNumber(m[3]!), m[1]!, m[2]!),
  ),
  rule('(?<![\\d/.:])(\\d{1,2}) (\\d{1,2}) (\\d{4})(?!\\d)', (m) => {
    const [day, number, year] = [Number(m[1]), Number(m[2]), Number(m[3])]
    return isDay(year, number, day) ? sure(dayNumber(year, number, day)) : undefined
  }),
  rule(
    `\\b(?:le )?(${weekday}) (?:le )?(\\d{1,2})(?:er)?(?!\\d| ?(?:h|heures|:|/|${month})| (?:de |d')?${month}|[/:.]\\d)`,
    (m, context) => {
      const day = weekdayAndDate(context, weekdayNumber(m[1]!), Number(m[2]))
      if (day === undefined) return undefined
      return Math.abs(day - context.today) > 45 ? likely(day) : sure(day)
    },
  ),
  rule(
    `(?:(?:le |l')?\\b(${anyWeekday}),? )?(?:le )?\\b(\\d{1,2})(?:er|ere|eme|e)? (?:de |d')?(${month})\\b\\.?(?: (?:de |en )?(\\d{4}|\\d{2}(?![\\dh:]| ?(?:h|heures|euros|cartons|pieces|%|€))))?(?![a-z])`,
    (m, context) => {
      const [date, number] = [Number(m[2]), monthNumber(m[3]!)]
      const year = yearOf(context, number, date, m[4])
      if (!isDay(year, number, date)) return undefined
      const day = dayNumber(year, number, date)
      const isOtherWeekday = m[1] !== undefined && weekdayNumber(m[1]) !== weekdayOf(day)
      return isOtherWeekday ? likely(day) : sure(day)
    },
  ),
  rule('\\bapres[- ]demain\\b', (_, { today }) => sure(today + 2)),
  rule('\\bavant[- ]hier\\b', (_, { today }) => sure(today - 2)),
  rule(
    "\\baujourd'? ?hui\\b|\\bce (?:matin|soir|midi|jour)\\b|\\bcet(?:te)? apres[- ]?midi\\b|\\btout a l'heure\\b|\\btantot\\b",
    (_, { today }) => sure(today),
  ),
  rule('\\b(?:le )?lendemain\\b(?! d)|\\bdemain\\b', (_, { today }) => sure(today + 1)),
  rule('\\bhier\\b|\\bla veille\\b', (_, { today }) => sure(today - 1)),
  rule(`\\b(${anyWeekday}) (?:prochain )?en (huit|quinze|8|15)\\b`, (m, { today }) =>
    likely(nextWeekday(today, weekdayNumber(m[1]!)) + (/huit|8/.test(m[2]!) ? 7 : 14)),
  ),
  rule(
    `\\b(${anyWeekday}) (?:de |dans )?(?:la semaine (?:prochaine|suivante|d'apres|qui vient)|l'autre semaine)`,
    (m, { today }) => sure(weekdayOfWeek(today, weekdayNumber(m[1]!), 1)),
  ),
  rule(
    `\\b(?:la semaine (?:prochaine|suivante|qui vient)|semaine prochaine),? (?:le )?(${weekday})\\b`,
    (m, { today }) => sure(weekdayOfWeek(today, weekdayNumber(m[1]!), 1)),
  ),
  rule(`\\b(${anyWeekday}) (?:d'apres|suivant)\\b`, (m, { today }) => {
    const next = nextWeekday(today, weekdayNumber(m[1]!))
    return likely(isThisWeek(today, next) ? next + 7 : next)
  }),
  rule(
    `\\b(${anyWeekday}) (?:de )?(?:la semaine (?:derniere|passee)|l'autre semaine)`,
    (m, { today }) => sure(weekdayOfWeek(today, weekdayNumber(m[1]!), -1)),
  ),
  rule(`\\b(${anyWeekday}) (?:dernier|passe|precedent)\\b`, (m, { today }) =>
    sure(previousWeekday(today, weekdayNumber(m[1]!))),
  ),
  rule(
    `\\b(${anyWeekday}) (?:de )?cette semaine\\b|\\bcette semaine (${weekday})\\b`,
    (m, { today }) => sure(weekdayOfWeek(today, weekdayNumber(m[1] ?? m[2]!), 0)),
  ),
  rule(`\\b(?:le )?(${anyWeekday}) (?:prochain|qui vient|a venir)\\b`, (m, { today }) => {
    const day = nextWeekday(today, weekdayNumber(m[1]!))
    return likely(day, isThisWeek(today, day) ? [day + 7] : [])
  }),
  rule(
    "\\b(?:dans|d'ici|sous|apres)(?: un delai de)? (environ |a peu pres |une bonne |a peine |pas moins de )?(\\d+)(?: ou \\d+| a (\\d+))? (?:petit(?:e)?s? )?(jours?|semaines?|mois|ans?|annees?)\\b(?: (?:ouvres?|ouvrables))?( environ| a peu pres)?",
    (m, { today }) => {
      if (m[3] !== undefined || / ou \d/.test(m[0])) return period
      const day = shift(today, Number(m[2]), unitOf(m[4]!))
      const isRough =
        m[1] !== undefined ||
        m[5] !== undefined ||
        /d'ici|sous|apres|ouvr/.test(m[0]) ||
        /^(?:mois|an)/.test(m[4]!)
      return isRough ? likely(day) : sure(day)
    },
  ),
  rule(
    "\\b(?:dans|sous|d'ici)(?: a peu pres| environ)? (?:1 |une )?(?:petite |bonne )?(huitaine|quinzaine|dizaine)(?: de jours)?",
    (m, { today }) => likely(today + ({ huitaine: 7, quinzaine: 14, dizaine: 10 }[m[1]!] ?? 0)),
  ),
  rule(
    `\\b(?:\\d(?:er|ere|eme) )?(?:quinzaine|semaine) (?:de |d'|du )?(?:${month}|mois)\\b`,
    () => period,
  ),
  rule('\\b(\\d+) (jours?|semaines?|mois|ans?) (?:plus tard|apres)\\b', (m, { today }) =>
    sure(shift(today, Number(m[1]), unitOf(m[2]!))),
  ),
  rule(
    '\\bil y ?a (environ |a peu pres |deja |bien )?(\\d+) (?:ou \\d+ )?(jours?|semaines?|mois|ans?)\\b',
    (m, { today }) => {
      const day = shift(today, -Number(m[2]), unitOf(m[3]!))
      return /environ|peu pres| ou /.test(m[0]) || /^(?:mois|an)/.test(m[3]!)
        ? likely(day)
        : sure(day)
    },
  ),
  rule(
    '\\b(?:a |pour |avant )?(?:la )?fin (?:du|de ce|de) mois(?: (prochain|suivant))?\\b',
    (m, { today }) => likely(monthEnd(today, m[1] === undefined ? 0 : 1)),
  ),
  rule(
    '\\b(?:en |a la |pour la |avant la )?fin (?:de la|de cette|de) semaine( prochaine)?\\b',
    (m, { today }) => likely(weekdayOfWeek(today, 5, m[1] === undefined ? 0 : 1)),
  ),
  rule("\\b(?:en |a la |pour la )?(?:fin d'annee|fin de l'annee)\\b", (_, { today }) =>
    likely(dayNumber(partsOf(today).year, 12, 31)),
  ),
  rule(
    `\\b(fin|debut|mi|milieu|courant)[- ](?:de |d'|du mois de |du mois d')?(${month})\\b(?: (\\d{4}))?`,
    (m, context) => {
      const number = monthNumber(m[2]!)
      const first = dayNumber(yearOf(context, number, 28, m[3]), number, 1)
      if (m[1] === 'fin') return likely(monthEnd(first))
      return m[1] === 'mi' || m[1] === 'milieu' ? likely(first + 14) : period
    },
  ),
  rule(
    '\\b(?:la|cette|en|une|l.autre) semaine(?: (?:prochaine|suivante|qui vient|derniere|passee))?\\b|\\bsemaine (?:prochaine|\\d{1,2})\\b',
    () => period,
  ),
  rule(
    "\\b(?:le|ce|au) mois (?:prochain|suivant|dernier|passe)\\b|\\bce mois[- ]ci\\b|\\b(?:debut|courant|milieu) (?:du |de )?(?:mois|semaine)\\b|\\bmois prochain\\b|\\bl'an(?:nee)? (?:prochain|prochaine|dernier|derniere)\\b|\\bdans (?:les|quelques) (?:prochain\\w* )?(?:jours|semaines|mois)\\b|\\bce week-?end\\b|\\bprochainement\\b|\\b(?:a la )?rentree\\b|\\bce trimestre\\b|\\b(?:au|le) (?:prochain trimestre|trimestre prochain)\\b|\\bau printemps\\b|\\ba l'automne\\b|\\bcet (?:ete|hiver)\\b",
    () => period,
  ),
  rule(
    `\\b(?:en|au mois de|au mois d'|courant|pour|vers|fin|debut) ?(${month})\\b(?: (\\d{4}))?`,
    () => period,
  ),
  rule(`\\b(?:ce |le |pour |des |avant )?(${weekday})\\b`, (m, { today, direction }) => {
    const number = weekdayNumber(m[1]!)
    const day = direction === 'past' ? previousWeekday(today, number) : nextWeekday(today, number)
    return m[0].startsWith('avant') ? likely(day) : sure(day)
  }),
  rule(
    '\\b(?:le|au|du|pour le|avant le) (\\d{1,2})(?:er|eme|e)?(?![\\d/.:]| ?(?:h|%|€|heures|euros|cartons|pieces|personnes))(?=$|[ ,.;!?])',
    (m, context) => {
      const day = dayOfMonth(context, Number(m[1]))
      return day === undefined ? undefined : likely(day)
    },
  ),
]
