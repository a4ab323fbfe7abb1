import { withinWords } from './analysis.ts'
import { type Claims, claimsOf, isVouchedFor, joinClaims } from './claims.ts'
import { dueOf } from './classify-sentence.ts'
import { mostIssues } from './issues.ts'
import { TeamJudgements } from './judgements.ts'
import { type Language, languageOf } from './language.ts'
import { isForMachines } from './machine-talk.ts'
import { passageOf, type Passage, readPassages } from './passages.ts'
import { mostPending } from './pending-topics.ts'
import type { NumberedSentence } from './read-sentences.ts'
import { cleanLine } from './sentence-spans.ts'
import { statementKey, type StatementSection } from './statement-key.ts'
import { unusedOf } from './summarise.ts'
import type { CustomerSummary, Issue, PendingTopic, Statement, SummarySources } from './summary.ts'

/** What a model says, with the numbers of the sentences that it says it of. */
export interface GivenStatement {
  readonly text: string
  readonly cites: readonly number[]
}

export interface GivenStatements {
  readonly issues: readonly GivenStatement[]
  readonly pending: readonly GivenStatement[]
  readonly analysis: readonly GivenStatement[]
}

/** Statements that are longer are dropped; more than so many of a section are not read. */
const limits = { statement: 300, statements: 30, citations: 10 }

interface Vouched {
  readonly text: string
  readonly cited: readonly NumberedSentence[]
  readonly facts: readonly Statement[]
}

/**
 * The gate for a model's answer: a statement stands only with a citation that exists and when all its
 * figures are in what it cites, or were counted by code; what does not stand is dropped and counted.
 * Severity, days, owners, due days and states are the code's. A section of which nothing stands is the
 * local one; if nothing stands at all, the local summary does, with the reason `no_evidence`.
 *
 * @param sentences those that the model was given
 * @param local what `summarise` made of the same sources
 * @returns a summary with the engine of `local`; who asked the model names it
 */
export function acceptStatements(
  sources: SummarySources,
  sentences: readonly NumberedSentence[],
  given: GivenStatements,
  local: CustomerSummary,
): CustomerSummary {
  const gate = new Gate(sources, sentences, local)
  const issues = gate.section(given.issues, 'issue').map((each) => issueOf(each, gate, local))
  const pending = gate.section(given.pending, 'pending').map((each) => pendingOf(each, gate, local))
  const stated = gate
    .section(given.analysis, 'analysis')
    .map((each) => gate.statement('analysis', each))
  const analysis = withinWords(stated)
  gate.dropped += stated.length - analysis.length
  if (issues.length + pending.length + analysis.length === 0)
    return { ...local, dropped: local.dropped + gate.dropped, fallbackReason: 'no_evidence' }
  const shown = {
    issues: issues.length > 0 ? withResolved(issues, local) : local.issues,
    pending: pending.length > 0 ? withTasks(pending, local) : local.pending,
    analysis: analysis.length > 0 ? analysis : local.analysis,
  }
  const cited = [...shown.issues, ...shown.pending, ...shown.analysis].flatMap(
    (each) => each.sources,
  )
  return {
    ...local,
    ...shown,
    dropped: local.dropped + gate.dropped,
    coverage: {
      ...local.coverage,
      unusedSentences: unusedOf(readPassages(sources).passages, cited),
    },
  }
}

class Gate {
  dropped = 0
  readonly today: string
  private readonly sources: SummarySources
  private readonly byNumber: ReadonlyMap<number, NumberedSentence>
  private readonly claims = new Map<number, Claims>()
  private readonly facts: readonly { statement: Statement; claims: Claims }[]
  private readonly judgements: TeamJudgements
  private readonly texts: ReadonlyMap<string, SummarySources['texts'][number]>

  constructor(
    sources: SummarySources,
    sentences: readonly NumberedSentence[],
    local: CustomerSummary,
  ) {
    this.sources = sources
    this.today = sources.today
    this.texts = new Map(sources.texts.map((text) => [text.id, text]))
    this.byNumber = new Map(
      sentences.filter((each) => this.isGenuine(each)).map((each) => [each.n, each]),
    )
    this.judgements = new TeamJudgements(sources.judgements)
    // What is counted from sales and activities; the rest of the local analysis quotes texts.
    this.facts = local.analysis
      .filter((statement) => statement.sources.some(({ kind }) => kind !== 'text'))
      .map((statement) => ({ statement, claims: claimsOf(statement.text, sources.today) }))
  }

  /** The statements of a section that stand. */
  section(given: readonly GivenStatement[], section: StatementSection): Vouched[] {
    const found: Vouched[] = []
    const seen = new Set<string>()
    const most = section === 'issue' ? mostIssues.open : mostPending
    for (const [at, each] of given.entries()) {
      const vouched = at < limits.statements ? this.vouched(each, section) : undefined
      const isNew = vouched !== undefined && !seen.has(vouched.text.toLowerCase())
      if (!vouched || !isNew || found.length >= most) {
        this.dropped += 1
        continue
      }
      seen.add(vouched.text.toLowerCase())
      found.push(vouched)
    }
    return found
  }

  private vouched(given: GivenStatement, section: StatementSection): Vouched | undefined {
    if (given.text.length > 4 * limits.statement) return undefined
    const text = cleanLine(given.text)
    if (text.length > limits.statement || !/\p{L}{2}/u.test(text)) return undefined
    if (isForMachines(text) || /https?:\/\/|www\./i.test(text) || !this.isOurLanguage(text))
      return undefined
    const numbers = [...new Set(given.cites)].slice(0, limits.citations)
    const cited = numbers.flatMap((n) => this.byNumber.get(n) ?? [])
    const known = cited.map((sentence) => this.claimsOf(sentence))
    const facts = section === 'analysis' ? this.factsIn(text) : []
    if (cited.length === 0 && facts.length === 0) return undefined
    const all = joinClaims([...known, ...facts.map(({ claims }) => claims)])
    if (!isVouchedFor(text, this.today, all)) return undefined
    const vouched = { text, cited, facts: facts.map(({ statement }) => statement) }
    return this.judgements.isRejected(keysOf(section, vouched)) ? undefined : vouched
  }

  statement(section: StatementSection, { text, cited, facts }: Vouched): Statement {
    return {
      key: keysOf(section, { text, cited, facts })[0]!,
      text,
      sources: [...cited.map(({ citation }) => citation), ...facts.flatMap((fact) => fact.sources)],
    }
  }

  resolution(section: StatementSection, vouched: Vouched): { by: string } | undefined {
    const last = Math.max(...vouched.cited.map(({ sourceId }) => this.texts.get(sourceId)?.at ?? 0))
    return this.judgements.resolution(keysOf(section, vouched), last)
  }

  passage({ sourceId, citation, text }: NumberedSentence): Passage {
    const source = this.texts.get(sourceId)!
    return passageOf(source, { ...citation, text }, 0, languageOf(source.text, this.sources.locale))
  }

  /** Facts that have a figure of the text in them. */
  private factsIn(text: string): Gate['facts'] {
    const { numbers, percents } = claimsOf(text, this.today)
    return this.facts.filter(
      ({ claims }) =>
        [...percents].some((value) => claims.percents.has(value)) ||
        [...numbers].some((value) => value > 12 && claims.numbers.has(value) && !isYear(value)),
    )
  }

  private claimsOf(sentence: NumberedSentence): Claims {
    let claims = this.claims.get(sentence.n)
    if (!claims) {
      const own = claimsOf(sentence.text, sentence.day)
      claims = { ...own, days: new Set([...own.days, sentence.day]) }
      this.claims.set(sentence.n, claims)
    }
    return claims
  }

  /** A sentence that is in the sources as it says. */
  private isGenuine({
    sourceId,
    citation: { start, end, sourceId: cited },
  }: NumberedSentence): boolean {
    const source = this.texts.get(sourceId)
    return (
      source !== undefined &&
      cited === sourceId &&
      start >= 0 &&
      start < end &&
      end <= source.text.length
    )
  }

  /** Whether a text is not clearly in another language than the reader's. */
  private isOurLanguage(text: string): boolean {
    const { locale } = this.sources
    if (/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(text)) return false
    return languageOf<Language>(text, locale, 2) === locale
  }
}

const isYear = (value: number): boolean => value >= 1990 && value <= 2100

function keysOf(section: StatementSection, { text, cited, facts }: Vouched): string[] {
  return cited.length > 0
    ? cited.map((sentence) => statementKey(section, sentence.sourceId, sentence.text))
    : facts.map((fact) => statementKey(section, fact.key, text))
}

function issueOf(vouched: Vouched, gate: Gate, local: CustomerSummary): Issue {
  const statement = gate.statement('issue', vouched)
  const days = vouched.cited.map(({ day }) => day).sort()
  const known = local.issues.find((issue) => sharesSource(issue, statement))
  const judged = gate.resolution('issue', vouched)
  const read = vouched.cited.map((sentence) => gate.passage(sentence).severity)
  const resolvedBy = judged
    ? ({ kind: 'judgement', by: judged.by } as const)
    : (known?.resolvedBy ?? null)
  return {
    ...statement,
    severity: known?.severity ?? (read.includes('high') ? 'high' : (read[0] ?? 'medium')),
    firstDay: days[0]!,
    lastDay: days.at(-1)!,
    count: vouched.cited.length,
    state: resolvedBy ? 'resolved' : 'open',
    resolvedBy,
  }
}

function pendingOf(vouched: Vouched, gate: Gate, local: CustomerSummary): PendingTopic {
  const statement = gate.statement('pending', vouched)
  const known = local.pending.find((topic) => sharesSource(topic, statement))
  const passages = vouched.cited.map((sentence) => gate.passage(sentence))
  const due = passages.map(({ text, language, source }) => dueOf(text, language, source.day))
  const dueOn = known?.dueOn ?? due.find((day) => day !== null) ?? null
  const author = passages.find(({ isWaiting }) => !isWaiting)?.source.authorId ?? null
  return {
    ...statement,
    sources: known?.taskId
      ? [{ kind: 'task', taskId: known.taskId }, ...statement.sources]
      : statement.sources,
    ownerId: known ? known.ownerId : author,
    dueOn,
    isOverdue: dueOn !== null && dueOn < gate.today,
    taskId: known?.taskId ?? null,
  }
}

function sharesSource(one: Statement, other: Statement): boolean {
  const places = new Set(one.sources.map((source) => JSON.stringify(source)))
  return other.sources.some((source) => places.has(JSON.stringify(source)))
}

/** What the code knows to be resolved stays. */
function withResolved(issues: readonly Issue[], local: CustomerSummary): Issue[] {
  const missing = local.issues.filter(
    (known) => known.state === 'resolved' && !issues.some((issue) => sharesSource(issue, known)),
  )
  const order = (issue: Issue): number => (issue.state === 'open' ? 0 : 1)
  return [...issues, ...missing].sort((a, b) => order(a) - order(b))
}

/** Open tasks are pending whatever a model says. */
function withTasks(pending: readonly PendingTopic[], local: CustomerSummary): PendingTopic[] {
  const named = new Set(pending.map(({ taskId }) => taskId))
  const tasks = local.pending.filter(({ taskId }) => taskId !== null && !named.has(taskId))
  return [...pending, ...tasks]
}
