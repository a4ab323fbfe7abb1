import type { Judgement } from './summary.ts'

/** What the team said, by statement. */
export class TeamJudgements {
  private readonly latest = new Map<string, Judgement>()

  constructor(judgements: readonly Judgement[]) {
    for (const judgement of judgements) {
      const known = this.latest.get(judgement.key)
      const isNewer =
        known === undefined ||
        judgement.at > known.at ||
        (judgement.at === known.at && judgement.by > known.by)
      if (isNewer) this.latest.set(judgement.key, judgement)
    }
  }

  /** Whether somebody said that a statement under one of the keys is wrong or beside the point. */
  isRejected(keys: readonly string[]): boolean {
    return keys.some((key) => {
      const verdict = this.latest.get(key)?.verdict
      return verdict === 'wrong' || verdict === 'not_relevant'
    })
  }

  /** Who said that it is solved, at or after the last mention. */
  resolution(keys: readonly string[], lastMentionAt: number): Judgement | undefined {
    return keys
      .map((key) => this.latest.get(key))
      .find((found) => found?.verdict === 'resolved' && found.at >= lastMentionAt)
  }
}
