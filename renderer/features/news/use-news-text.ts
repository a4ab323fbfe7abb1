import { useI18n } from 'vue-i18n'
import type { NewsEntry } from '../../../core/contract/news.ts'
import { useFormat } from '../../ui/use-format.ts'
import { usePersonName } from '../../ui/use-person-name.ts'
import { sinceWord } from './since-wording.ts'

interface NewsText {
  /** `Note ajoutée par Paul Martin, mar. 24 nov. 2026, 14:30` */
  entry(entry: NewsEntry): string
  /** `5 nouveautés depuis lundi` */
  line(count: number, since: number | null): string
}

/** What happened since the last visit, in words (TL-19). */
export function useNewsText(): NewsText {
  const { t } = useI18n()
  const format = useFormat()
  const personName = usePersonName()

  function sinceText(at: number): string {
    const word = sinceWord(at, format.now, format.tz)
    return t(`news.since.${word}`, {
      time: format.time(at),
      weekday: format.weekday(at),
      day: format.dayMonth(at),
    })
  }

  return {
    entry({ kind, userId, at }) {
      return t('news.entry', {
        what: t(`news.kinds.${kind}`),
        who: personName(userId),
        when: format.dateTime(at),
      })
    },
    line(count, since) {
      const shown = { count: format.number(count) }
      return since === null
        ? t('news.lineUndated', shown, count)
        : t('news.line', { ...shown, since: sinceText(since) }, count)
    },
  }
}
