/** One value that a filter offers. */
export interface FilterOption {
  readonly id: string
  readonly label: string
  /** Matches that this value would give, with the other filters as they are (TL-14). */
  readonly count: number | undefined
  /** Not offered before one asks for what is archived (TYP-05). */
  readonly isArchived?: boolean
}
