import type { DayStop } from '../../../core/contract/verification.ts'
import type { DisplayStatus } from '../../../core/domain/activities/overdue.ts'
import { type FreeTime, freeTimes } from '../../../core/domain/activities/free-times.ts'
import { minuteMs } from '../../../core/domain/time/instant.ts'
import type { MapPlace, PinTone } from '../../ui/map/map-place.ts'

/** A visit of the day with the status that is shown. */
export interface ShownStop extends DayStop {
  readonly shownStatus: DisplayStatus
}

export type StopPin = Pick<MapPlace, 'kind' | 'number' | 'tone' | 'isHollow' | 'mark'>

/** Driving to the next customer is no gap. */
const leastGapMs = 60 * minuteMs

const looks: Readonly<Record<DisplayStatus, { tone: PinTone; isHollow: boolean }>> = {
  done: { tone: 'primary', isHollow: false },
  in_progress: { tone: 'info', isHollow: false },
  planned: { tone: 'primary', isHollow: true },
  overdue: { tone: 'warning', isHollow: true },
  missed: { tone: 'error', isHollow: true },
  draft: { tone: 'neutral', isHollow: true },
  cancelled: { tone: 'neutral', isHollow: true },
}

/** What took place is filled, what did not is hollow, what is verified has a mark (GPS-20). */
export function stopPin({ number, shownStatus, verification }: ShownStop): StopPin {
  const mark = verification === 'unverified' ? undefined : (verification ?? undefined)
  return { kind: 'visit', number: number ?? undefined, ...looks[shownStatus], mark }
}

/** The pins of a day: visits that somebody drives to, where it is known where. */
export function dayPlaces(
  stops: readonly ShownStop[],
  labelOf: (stop: ShownStop) => string,
): MapPlace[] {
  return stops.flatMap((stop) =>
    stop.location && stop.number !== null
      ? [{ id: stop.activityId, ...stop.location, ...stopPin(stop), label: labelOf(stop) }]
      : [],
  )
}

/** The gaps of a day by the visit that follows them. */
export function gapsBefore(stops: readonly ShownStop[]): ReadonlyMap<string, FreeTime> {
  const counted = stops.filter(({ number }) => number !== null)
  return new Map(
    freeTimes(counted, leastGapMs).map((gap) => [counted[gap.before]!.activityId, gap]),
  )
}

export interface DaySummary {
  readonly visits: number
  readonly done: number
  /** Still to come, or not taken place. */
  readonly planned: number
  readonly verified: number
}

/** How much of the day took place; cancelled visits do not count. */
export function daySummary(stops: readonly ShownStop[]): DaySummary {
  const counted = stops.filter(({ number }) => number !== null)
  const ofStatus = (...statuses: readonly DisplayStatus[]): number =>
    counted.filter(({ shownStatus }) => statuses.includes(shownStatus)).length
  return {
    visits: counted.length,
    done: ofStatus('done', 'in_progress'),
    planned: ofStatus('planned', 'overdue', 'missed'),
    verified: counted.filter(({ verification }) => verification === 'verified').length,
  }
}
