import { ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { AppError } from '../../../core/contract/app-error.ts'
import { useErrorText } from '../../ui/use-error-text.ts'
import { useNotify } from '../../ui/use-notify.ts'

interface ImmediateSave<Field extends string> {
  /** What was refused, by field, until the field is saved. */
  readonly problems: Ref<Partial<Record<Field, string>>>
  /**
   * Writes one change at once and offers to take it back.
   *
   * @param label name of the setting, for the notice
   * @param write called with the new value, and with the old one by an undo
   */
  save<T>(
    this: void,
    field: Field,
    label: string,
    change: { from: T; to: T },
    write: (value: T) => Promise<unknown>,
  ): Promise<void>
}

/** For settings that have no Save button: each change is written when it is made. */
export function useImmediateSave<Field extends string>(): ImmediateSave<Field> {
  const { t } = useI18n()
  const notify = useNotify()
  const errorText = useErrorText()
  const problems = ref({}) as Ref<Partial<Record<Field, string>>>

  return {
    problems,
    async save(field, label, { from, to }, write) {
      if (JSON.stringify(from) === JSON.stringify(to)) {
        delete problems.value[field]
        return
      }
      try {
        await write(to)
        delete problems.value[field]
        notify.undo(t('settings.saved', { label }), async () => {
          await write(from)
        })
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        const { message, action } = errorText(error)
        problems.value[field] = `${message} ${action}`
      }
    },
  }
}
