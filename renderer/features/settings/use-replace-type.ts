import { useI18n } from 'vue-i18n'
import type { ActivityType, TypeReplacement } from '../../../core/contract/activity-types.ts'
import { useBackend } from '../../data/use-backend.ts'
import { type RunningJob, useRunningJob } from '../../data/use-running-job.ts'
import { useFormat } from '../../ui/use-format.ts'
import { useLocalisedText } from '../../ui/use-localised-text.ts'
import { useNotify } from '../../ui/use-notify.ts'

interface ReplaceType extends Pick<RunningJob, 'progress'> {
  /** Gives the activities of a type another one, archives it, and offers the way back (TYP-05). */
  replace(this: void, type: ActivityType, by: ActivityType): Promise<void>
  /** What is changed until then stays so. */
  stop(this: void): void
}

/** For a page, not for what disappears from it when the type is archived. */
export function useReplaceType(): ReplaceType {
  const { t } = useI18n()
  const backend = useBackend()
  const notify = useNotify()
  const format = useFormat()
  const localised = useLocalisedText()
  const { progress, run, stop } = useRunningJob()

  async function undo(replacement: TypeReplacement): Promise<void> {
    await run((options) => backend.run('activityTypes.undoReplace', replacement, options))
  }

  return {
    progress,
    stop,
    async replace(type, by) {
      if (progress.value) return
      try {
        const { changed, cancelled, ...replacement } = await run((options) =>
          backend.run('activityTypes.replace', { id: type.id, by: by.id }, options),
        )
        const facts = {
          from: localised(type.name),
          to: localised(by.name),
          count: format.number(changed),
        }
        const key = cancelled ? 'settings.types.replaceStopped' : 'settings.types.replaced'
        notify.undo(t(key, facts, changed), () => undo(replacement))
      } catch (error) {
        notify.error(error)
      }
    },
  }
}
