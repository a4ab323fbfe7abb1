import type { ActivityType } from '../../contract/activity-types.ts'

type BuiltinKey = NonNullable<ActivityType['key']>

/** A type that asks for nothing (TYP-07). */
export const noExtras = {
  ...{ requiresLocation: false, gpsEligible: false, gpsRadiusM: null },
  ...{ reportRequired: false, reminderMin: null },
  ...{ cancelReasons: [], cancelReasonRequired: false, nextTypeId: null, nextAfterDays: null },
} satisfies Partial<ActivityType>

function builtin(
  key: BuiltinKey,
  name: { fr: string; en: string },
  look: { icon: string; color: string; order: number },
  rules: Partial<
    Pick<ActivityType, 'defaultDurationMin' | 'direction' | 'isPlanned' | 'gpsEligible'>
  > = {},
): ActivityType {
  return {
    id: `type-${key.replaceAll('_', '-')}`,
    key,
    name,
    description: null,
    defaultDurationMin: 30,
    direction: null,
    isPlanned: false,
    instant: false,
    builtin: true,
    archivedAt: null,
    replacedBy: null,
    formIds: [],
    reportLimitMin: null,
    ...noExtras,
    ...look,
    ...rules,
  }
}

/**
 * The five types every workspace has (TYP-01). They exist in code under fixed ids, the same on every
 * device; documents store only what an administrator changed about them (SYN-11).
 */
export const builtinTypes: readonly ActivityType[] = [
  builtin(
    'visit',
    { fr: 'Visite', en: 'Visit' },
    { icon: 'i-lucide-map-pin', color: '#15803D', order: 1 },
    { gpsEligible: true },
  ),
  builtin(
    'planned_visit',
    { fr: 'Visite planifiée', en: 'Planned visit' },
    { icon: 'i-lucide-calendar-clock', color: '#0F766E', order: 2 },
    { isPlanned: true, gpsEligible: true },
  ),
  builtin(
    'call_in',
    { fr: 'Appel (entrant)', en: 'Call (inbound)' },
    { icon: 'i-lucide-phone-incoming', color: '#1D4ED8', order: 3 },
    { direction: 'in', defaultDurationMin: 15 },
  ),
  builtin(
    'call_out',
    { fr: 'Appel (sortant)', en: 'Call (outbound)' },
    { icon: 'i-lucide-phone-outgoing', color: '#6D28D9', order: 4 },
    { direction: 'out', defaultDurationMin: 15 },
  ),
  builtin(
    'meeting',
    { fr: 'Réunion', en: 'Meeting' },
    { icon: 'i-lucide-users', color: '#B45309', order: 5 },
  ),
]
