import type { Severity } from './summary.ts'

/** What an issue is about; the same issue said twice is about the same. */
export type IssueTopic =
  | 'delay'
  | 'stock'
  | 'wrong_item'
  | 'defect'
  | 'money'
  | 'price'
  | 'loss'
  | 'service'
  | 'tool'
  | 'mood'
  | 'danger'
  | 'other'

export interface IssueCue {
  readonly topic: IssueTopic
  readonly severity: Severity
  /** Of folded text. */
  readonly pattern: RegExp
  /** Whether it holds a "not" of its own: "ne marche pas" is not denied by it. */
  readonly isDenial: boolean
}

/** The words of one language that say what a sentence is. All patterns are of folded text. */
export interface CueTable {
  readonly issues: readonly IssueCue[]
  /** Stretches that sound like an issue and are none; they are blanked. */
  readonly harmless: RegExp
  /** Before an issue, in the same clause: there is none. */
  readonly denied: RegExp
  /** After an issue, in the same clause: there is none any more. */
  readonly over: RegExp
  /** A clause about what might be. */
  readonly hypothetical: RegExp
  /** Somebody else's trouble, when it stands before it in the clause. */
  readonly thirdParty: RegExp
  readonly pending: RegExp
  /** A sentence or a clause that starts like this asks to do something. */
  readonly toDo: RegExp
  /** Somebody else has to move. */
  readonly waiting: RegExp
  /** What was wrong is put right. */
  readonly solved: RegExp
  /** What was to do is done. */
  readonly done: RegExp
  readonly notDone: RegExp
  /** What follows still counts, although something is done. */
  readonly contrast: RegExp
  readonly high: RegExp
  readonly low: RegExp
}

/** Alternatives as one pattern of whole words. */
export function words(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![a-z0-9])(?:${alternatives.join('|')})(?![a-z0-9])`, 'g')
}

export function cue(
  topic: IssueTopic,
  severity: Severity,
  ...alternatives: readonly string[]
): IssueCue {
  return { topic, severity, pattern: words(...alternatives), isDenial: false }
}

/** The same for words that deny something themselves. */
export function denial(
  topic: IssueTopic,
  severity: Severity,
  ...alternatives: readonly string[]
): IssueCue {
  return { ...cue(topic, severity, ...alternatives), isDenial: true }
}
