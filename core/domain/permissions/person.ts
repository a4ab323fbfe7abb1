import type { Role } from '../../contract/users.ts'

/** Whose rights are asked about. */
export interface Person {
  readonly userId: string
  /** They combine: what one of them allows is allowed. */
  readonly roles: readonly Role[]
  /** Everybody who is now in a team that the person is in. */
  readonly team: ReadonlySet<string>
  /** Nobody else has the workspace: everything is allowed. */
  readonly isAlone: boolean
}
