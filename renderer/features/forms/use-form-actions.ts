import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { AppError } from '../../../core/contract/app-error.ts'
import type { Form, NotImported } from '../../../core/contract/forms.ts'
import type { LocalisedText } from '../../../core/contract/scalars.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useHost } from '../../platform/use-host.ts'
import { useLocalisedText } from '../../ui/use-localised-text.ts'
import { useNotify } from '../../ui/use-notify.ts'

/** No form of the size that is allowed comes near it. */
const largestFileBytes = 20 * 1024 * 1024

/** A form that was read from a file, and what of the file has no place in it. */
export interface ImportedForm {
  readonly id: string
  readonly fileName: string
  readonly notImported: readonly NotImported[]
}

type FormName = Pick<Form, 'id' | 'title'>

export interface FormActions {
  /** Opens the new form in the designer. */
  create(this: void, title: LocalisedText): Promise<void>
  setArchived(this: void, form: FormName, archived: boolean): Promise<void>
  /** @returns whether it is gone */
  remove(this: void, form: FormName): Promise<boolean>
  exportFile(this: void, form: FormName, what: 'current' | 'draft'): Promise<void>
  /** Asks for a file; `undefined` when there is none, or it was refused. */
  importFile(this: void): Promise<ImportedForm | undefined>
}

/** What is done with a form as a whole; refusals are told. */
export function useFormActions(): FormActions {
  const { t } = useI18n()
  const backend = useBackend()
  const host = useHost()
  const router = useRouter()
  const notify = useNotify()
  const localised = useLocalisedText()

  async function told<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (error) {
      notify.error(error)
      return undefined
    }
  }

  return {
    create: async (title) => {
      const { id } = await backend.call('forms.create', { title })
      await router.push(`/settings/forms/${id}`)
    },

    setArchived: async ({ id, title }, archived) => {
      const set = (value: boolean): Promise<unknown> =>
        backend.call('forms.setArchived', { id, archived: value })
      await told(async () => {
        await set(archived)
        const key = archived ? 'forms.list.archivedDone' : 'forms.list.restored'
        notify.undo(t(key, { form: localised(title) }), async () => {
          await set(!archived)
        })
      })
    },

    remove: async ({ id, title }) => {
      const set = (deleted: boolean): Promise<unknown> =>
        backend.call('forms.setDeleted', { id, deleted })
      const done = await told(async () => {
        await set(true)
        notify.undo(t('forms.list.deleted', { form: localised(title) }), async () => {
          await set(false)
        })
        return true
      })
      return done ?? false
    },

    exportFile: async ({ id }, what) => {
      await told(async () => {
        const { name, content } = await backend.call('forms.export', { id, what })
        const isSaved = await host.saveFile(name, content)
        // The browser shows the download itself.
        if (isSaved && host.shell === 'desktop') notify.done(t('forms.list.exported', { name }))
      })
    },

    importFile: async () => {
      const [file] = await host.pickFiles({ accept: ['.json', '.xlsx', '.csv'] })
      if (!file) return undefined
      const { name } = file
      return told(async () => {
        if (file.size > largestFileBytes)
          throw new AppError('E-FRM-FILE', 'too large', { name, reason: 'tooLarge' })
        const content = await file.bytes().catch((error: unknown) => {
          throw new AppError('E-FRM-FILE', `the file cannot be read: ${String(error)}`, { name })
        })
        const { id, notImported } = await backend.call('forms.import', { name, content })
        return { id, fileName: name, notImported }
      })
    },
  }
}
