/** WGS-84 degrees. */
interface Position {
  readonly lat: number
  readonly lon: number
}

export type PinTone = 'primary' | 'success' | 'warning' | 'error' | 'info' | 'neutral'

/** What is pinned to a map. */
export interface MapPlace extends Position {
  readonly id: string
  /** Says everything that the pin shows, for those who do not see it. */
  readonly label: string
  /** A customer, where somebody was measured, or a visit. */
  readonly kind: 'target' | 'position' | 'visit'
  /** Its number in the list beside the map; without one the kind's icon stands there. */
  readonly number?: number | undefined
  readonly tone: PinTone
  /** Not there yet, such as a visit that is planned. */
  readonly isHollow?: boolean | undefined
  readonly mark?: 'verified' | 'out_of_range' | undefined
}

/** A circle on the ground. */
export interface MapCircle {
  readonly centre: Position
  readonly radiusM: number
  /** Within which a visit counts, or within which the position is by 95 %. */
  readonly kind: 'radius' | 'accuracy'
}
