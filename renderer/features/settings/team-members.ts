import type { Team } from '../../../core/contract/users.ts'

interface TeamMembers {
  /** Ids of who belongs to the team now. */
  readonly current: readonly string[]
  /** Who left, last left first (TL-11). */
  readonly former: readonly {
    readonly userId: string
    readonly from: number
    readonly to: number
  }[]
}

export function splitMembers({ members }: Pick<Team, 'members'>): TeamMembers {
  const former = members.flatMap(({ userId, from, to }) =>
    to === null ? [] : [{ userId, from, to }],
  )
  return {
    current: members.filter(({ to }) => to === null).map(({ userId }) => userId),
    former: former.sort((a, b) => b.to - a.to),
  }
}
