import { closingCodes } from '../../core/sync/server-api.ts'
import { backOffMs } from './back-off.ts'

const refusedMs = 60_000
const tooManyMs = 30_000

/**
 * How long to wait before a room is entered again, in ms. A token that has run out is replaced at
 * once. A refusal is not final: rights change, and the feed then begins anew with all of its rooms.
 *
 * @param code why the last connection ended
 * @param failures connections that ended soon, one after the other
 * @param random in 0…1
 */
export function roomPauseMs(code: number, failures: number, random: number): number {
  switch (code) {
    case closingCodes.token:
      return failures > 1 ? backOffMs(failures, random) : 0
    case closingCodes.tooMany:
      return tooManyMs
    case closingCodes.forbidden:
    case closingCodes.malformed:
    case closingCodes.tooBig:
      return refusedMs
    default:
      return backOffMs(failures, random)
  }
}
