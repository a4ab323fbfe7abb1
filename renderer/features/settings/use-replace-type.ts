import { onScopeDispose, ref, shallowRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ActivityType, TypeReplacement } from '../../../core/contract/activity-types.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useFormat } from '../../ui/use-format.ts'
import { useLocalisedText } from '../../ui/use-localised-text.ts'
import { useNotify } from '../../ui/use-notify.ts'

export interface ReplaceType {
  /** Of the replacement that is under way; `undefined` when none is. */
  readonly progress: Ref<{ done: number; total: number } | undefined>
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
  const progress: ReplaceType['progress'] = ref()
  const running = shallowRef<AbortController>()

  async function run<T>(
    work: (options: {
      signal: AbortSignal
      onProgress: (value: { done: number; total: number }) => void
    }) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController()
    running.value = controller
    progress.value = { done: 0, total: 0 }
    try {
      return await work({
        signal: controller.signal,
        onProgress: (value) => (progress.value = value),
      })
    } finally {
      running.value = undefined
      progress.value = undefined
    }
  }

  async function undo(replacement: TypeReplacement): Promise<void> {
    await run((options) => backend.run('activityTypes.undoReplace', replacement, options))
  }

  const stop = (): void => running.value?.abort()
  // The work goes on in the engine only while somebody can see and stop it.
  onScopeDispose(stop)

  return {
    progress,
    stop,
    async replace(type, by) {
      if (running.value) return
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
