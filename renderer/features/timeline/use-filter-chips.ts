import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { noTeam } from '../../../core/contract/timeline.ts'
import { useDirectory } from '../../data/use-directory.ts'
import { useFormat } from '../../ui/use-format.ts'
import { usePersonName } from '../../ui/use-person-name.ts'
import { useTypeName } from '../../ui/use-type-name.ts'
import type { RememberedFilter } from './remembered-filter.ts'

interface FilterChip {
  readonly key: string
  readonly label: string
  /** The choice without what the chip stands for. */
  readonly without: RememberedFilter
}

/** What narrows the list, one chip a value (TL-14). */
export function useFilterChips(choice: () => RememberedFilter): ComputedRef<FilterChip[]> {
  const { t } = useI18n()
  const format = useFormat()
  const typeName = useTypeName()
  const personName = usePersonName()
  const { typeById, teams } = useDirectory()

  const teamName = (id: string): string =>
    id === noTeam
      ? t('timeline.filters.noTeam')
      : (teams.value.find((team) => team.id === id)?.name ?? t('timeline.filters.unknownTeam'))

  return computed(() => {
    const filter = choice()
    const chips: FilterChip[] = []
    const add = (key: string, label: string, without: Partial<RememberedFilter>): void =>
      void chips.push({ key, label, without: { ...filter, ...without } })

    if (filter.text.trim())
      add('text', t('timeline.chips.text', { text: filter.text.trim() }), { text: '' })
    if (filter.dates) {
      const label =
        'quick' in filter.dates
          ? t(`timeline.ranges.${filter.dates.quick}`)
          : format.dayRange(filter.dates.from, filter.dates.to)
      add('dates', label, { dates: null })
    }
    for (const id of filter.typeIds)
      add(`type/${id}`, typeName(typeById(id)), {
        typeIds: filter.typeIds.filter((other) => other !== id),
      })
    for (const id of filter.teamIds)
      add(`team/${id}`, t('timeline.chips.team', { team: teamName(id) }), {
        teamIds: filter.teamIds.filter((other) => other !== id),
      })
    if (filter.teamIds.length > 0 && filter.includeFormerMembers)
      add('former', t('timeline.chips.formerMembers'), { includeFormerMembers: false })
    for (const id of filter.assigneeIds)
      add(`assignee/${id}`, personName(id), {
        assigneeIds: filter.assigneeIds.filter((other) => other !== id),
      })
    for (const status of filter.statuses)
      add(`status/${status}`, t(`activities.status.${status}`), {
        statuses: filter.statuses.filter((other) => other !== status),
      })
    for (const state of filter.syncStates)
      add(`syncState/${state}`, t(`sharing.rowStates.${state}`), {
        syncStates: filter.syncStates.filter((other) => other !== state),
      })
    if (filter.news) add('news', t('timeline.chips.news'), { news: false })
    if (filter.hasAttachment)
      add('hasAttachment', t('timeline.filters.hasAttachment'), { hasAttachment: false })
    if (filter.reports !== null)
      add('reports', t(`timeline.filters.reports.${filter.reports}`), { reports: null })
    if (filter.verification !== null)
      add('verification', t(`verification.status.${filter.verification}`), { verification: null })
    if (filter.createdByMe)
      add('createdByMe', t('timeline.filters.createdByMe'), { createdByMe: false })
    return chips
  })
}
