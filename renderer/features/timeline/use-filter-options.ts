import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { syncStates } from '../../../core/contract/sync-state.ts'
import { filterStatuses, noTeam, type TimelineSummary } from '../../../core/contract/timeline.ts'
import { useDirectory } from '../../data/use-directory.ts'
import { nameOf } from '../../ui/person-name.ts'
import { useLocalisedText } from '../../ui/use-localised-text.ts'
import type { FilterOption } from './filter-option.ts'
import type { RememberedFilter } from './remembered-filter.ts'

/** Filters that choose from values. */
type ValueFilter = 'typeIds' | 'teamIds' | 'assigneeIds' | 'statuses' | 'syncStates'

/** The values of each filter with their names and counts (TL-08, TL-13, TL-14). */
export function useFilterOptions(
  choice: () => RememberedFilter,
  summary: () => TimelineSummary | undefined,
): ComputedRef<Record<ValueFilter, FilterOption[]>> {
  const { t } = useI18n()
  const localised = useLocalisedText()
  const { allTypes, teams, users } = useDirectory()

  function counted(
    facet: keyof TimelineSummary['facets'],
    options: readonly Omit<FilterOption, 'count'>[],
  ): FilterOption[] {
    const counts = summary()?.facets[facet]
    const byId = new Map<string, number>(counts?.map(({ id, count }) => [id, count]))
    return options.map((option) => ({
      ...option,
      count: counts ? (byId.get(option.id) ?? 0) : undefined,
    }))
  }

  return computed(() => {
    const { assigneeIds } = choice()
    // Who is gone is offered where it still has activities, or is chosen.
    const has = (facet: 'assignees', id: string): boolean =>
      summary()?.facets[facet].some((entry) => entry.id === id && entry.count > 0) ?? false
    return {
      typeIds: counted(
        'types',
        allTypes.value
          .map(({ id, name, archivedAt }) => ({
            id,
            label: localised(name),
            isArchived: archivedAt !== null,
          }))
          // In the order of the list, the archived ones behind the others.
          .sort((a, b) => Number(a.isArchived) - Number(b.isArchived)),
      ),
      teamIds: counted('teams', [
        ...teams.value.map(({ id, name }) => ({ id, label: name })),
        { id: noTeam, label: t('timeline.filters.noTeam') },
      ]),
      assigneeIds: counted(
        'assignees',
        users.value
          .filter(({ id, active }) => active || assigneeIds.includes(id) || has('assignees', id))
          .map((user) => ({ id: user.id, label: nameOf(user) })),
      ),
      statuses: counted(
        'statuses',
        filterStatuses.map((status) => ({ id: status, label: t(`activities.status.${status}`) })),
      ),
      syncStates: counted(
        'syncStates',
        syncStates.map((state) => ({ id: state, label: t(`sharing.rowStates.${state}`) })),
      ),
    }
  })
}
