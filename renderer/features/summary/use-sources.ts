import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import type { CitedSource, StoredSummary } from '../../../core/contract/summary.ts'
import type { Citation } from '../../../core/domain/summary/summary.ts'
import { useFormat } from '../../ui/use-format.ts'
import { markPassage } from './passage-mark.ts'

export interface SourceChip {
  readonly key: string
  readonly icon: string
  /** « Compte rendu du 12 sept. 2026 ». */
  readonly label: string
  /** What it says there. */
  readonly passage: string
  /** `undefined` where there is nothing to open. */
  readonly open: (() => Promise<void>) | undefined
}

const icons = {
  report: 'i-lucide-clipboard-list',
  note: 'i-lucide-sticky-note',
  activity: 'i-lucide-calendar',
  task: 'i-lucide-square-check',
} as const

/** The chips of citations: what they are called, what they say, and where they lead (AIS-03). */
export function useSources(): (stored: StoredSummary, citation: Citation) => SourceChip[] {
  const { t } = useI18n()
  const format = useFormat()
  const route = useRoute()
  const router = useRouter()

  async function open({ kind, id, activityId }: CitedSource, passage: string): Promise<void> {
    if (activityId === null) return
    const { note: _note, report: _report, ...rest } = route.query
    const isHere = route.query['activity'] === activityId
    await router.push({
      path: isHere ? route.path : '/activities',
      query: {
        ...(isHere && rest),
        activity: activityId,
        ...(kind === 'note' && { note: id }),
        ...(kind === 'report' && { report: id }),
      },
    })
    markPassage(passage)
  }

  function chip(source: CitedSource, passage: string, at = 0): SourceChip {
    return {
      key: `${source.kind} ${source.id} ${at}`,
      icon: icons[source.kind],
      label: t(`summary.sources.${source.kind}`, { day: format.localDay(source.day) }),
      passage,
      open: source.activityId === null ? undefined : () => open(source, passage),
    }
  }

  return ({ sources }, citation) => {
    const of = (id: string): CitedSource[] => sources.filter((source) => source.id === id)
    switch (citation.kind) {
      case 'text':
        return of(citation.sourceId).map((source) =>
          chip(source, source.text.slice(citation.start, citation.end), citation.start),
        )
      case 'task':
        return of(citation.taskId).map((source) => chip(source, source.text))
      case 'activities':
        return citation.activityIds.flatMap(of).map((source) => chip(source, source.text))
      case 'sales': {
        const months = citation.periods.map((period) => format.month(Date.parse(`${period}-15`)))
        const label =
          months.length > 1
            ? t('summary.sources.salesRange', { from: months[0]!, to: months.at(-1)! })
            : t('summary.sources.sales', { month: months[0] ?? '' })
        const passage = format.list(months)
        return [{ key: label, icon: 'i-lucide-chart-column', label, passage, open: undefined }]
      }
    }
  }
}
