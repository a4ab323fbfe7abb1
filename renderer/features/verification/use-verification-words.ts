import { useI18n } from 'vue-i18n'
import type {
  ActivityVerification,
  CaptureResult,
  ShownAttempt,
} from '../../../core/contract/verification.ts'
import type { PositionError } from '../../../core/domain/position/fix.ts'
import { useFormat } from '../../ui/use-format.ts'

type Numbers = Pick<CaptureResult, 'distanceM' | 'accuracyM' | 'radiusM'>

interface VerificationWords {
  /** Why it cannot be verified now (GPS-03, GPS-05, GPS-09). */
  unavailable(this: void, verification: ActivityVerification): string
  /** From when to when it can be verified. */
  window(this: void, window: NonNullable<ActivityVerification['window']>): string
  /** What came of a capture, with its numbers (GPS-07). */
  result(this: void, result: CaptureResult): string
  /** Why there is no position, and what can be done (GPS-12). */
  error(this: void, error: PositionError): string
  /** `à 1,3 km (rayon 200 m, ± 25 m)`; empty without a distance. */
  numbers(this: void, numbers: Numbers): string
  /** `récepteur GPS, 9 satellites` */
  source(this: void, attempt: ShownAttempt): string
  explanation(this: void, explanation: NonNullable<ActivityVerification['explanation']>): string
}

/** Sentences about verification. */
export function useVerificationWords(): VerificationWords {
  const { t } = useI18n()
  const format = useFormat()
  const distances = ({ distanceM, accuracyM, radiusM }: Numbers) => ({
    distance: distanceM === null ? '' : format.distance(distanceM),
    accuracy: accuracyM === null ? '' : format.distance(accuracyM),
    radius: format.distance(radiusM),
  })
  const error = (of: PositionError): string =>
    `${t(`verification.errors.${of}.text`)} ${t(`verification.errors.${of}.action`)}`
  return {
    error,
    unavailable({ availability: { state }, target, window }) {
      if (state === 'available') return ''
      if (window && (state === 'too_early' || state === 'too_late')) {
        const at = state === 'too_early' ? window.from : window.to
        return format.day(at) === format.day(format.now)
          ? t(`verification.unavailable.${state}`, { at: format.time(at) })
          : t(`verification.unavailable.${state}On`, { at: format.dateTime(at) })
      }
      return t(`verification.unavailable.${state}`, { customer: target.name, at: '' })
    },
    window: ({ from, to }) => t('verification.window', { interval: format.interval(from, to) }),
    result(result) {
      const { outcome, reason } = result
      if (result.error) return error(result.error)
      if (outcome === 'verified' || outcome === 'out_of_range')
        return t(`verification.outcome.${outcome}`, distances(result))
      if (reason === 'accuracy')
        return result.accuracyM === null
          ? t('verification.outcome.unmeasured')
          : t('verification.outcome.inconclusive', distances(result))
      switch (reason) {
        case 'not_live':
        case 'stale':
        case 'no_coords':
        case 'invalid_coords':
        case 'too_early':
        case 'too_late':
          return t(`verification.outcome.${reason}`)
        default:
          return t(`verification.attempt.${outcome}`)
      }
    },
    numbers(numbers) {
      if (numbers.distanceM === null) return ''
      return t(
        numbers.accuracyM === null
          ? 'verification.attempt.numbersPlain'
          : 'verification.attempt.numbers',
        distances(numbers),
      )
    },
    source({ provider, satellites, clock }) {
      if (provider === null) return ''
      return [
        t(`verification.providers.${provider}`),
        ...(satellites === null
          ? []
          : [t('verification.attempt.satellites', { count: satellites }, satellites)]),
        ...(clock === 'gnss' ? [t('verification.attempt.gnssClock')] : []),
      ].join(', ')
    },
    explanation({ code, text }) {
      const reason = t(`verification.explain.codes.${code}`)
      return text === null
        ? t('verification.explain.note', { reason })
        : t('verification.explain.noteWith', { reason, text })
    },
  }
}
