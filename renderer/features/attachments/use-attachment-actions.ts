import { useI18n } from 'vue-i18n'
import type { Attachment } from '../../../core/contract/attachments.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useHost } from '../../platform/use-host.ts'
import { useNotify } from '../../ui/use-notify.ts'

type Handle = Pick<Attachment, 'id' | 'name'>

interface AttachmentActions {
  openWithSystem(this: void, attachment: Handle): Promise<void>
  saveAs(this: void, attachment: Handle): Promise<void>
  /** @returns whether the name was taken */
  rename(this: void, attachment: Handle, name: string): Promise<boolean>
  remove(this: void, attachment: Handle): Promise<void>
}

/** What a person may do with an attached file; refusals are told by a notice with its name. */
export function useAttachmentActions(): AttachmentActions {
  const backend = useBackend()
  const host = useHost()
  const notify = useNotify()
  const { t } = useI18n()

  async function tell(name: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      notify.error(error, { field: name })
      return false
    }
  }
  const contentOf = (id: string) =>
    backend.call('attachments.content', { id }, { timeoutMs: Infinity })
  const setRemoved = (id: string, removed: boolean) =>
    backend.call('attachments.setRemoved', { id, removed })

  return {
    async openWithSystem({ id, name }) {
      await tell(name, async () => {
        const { content } = await contentOf(id)
        if (!(await host.openFile(name, content))) notify.done(t('attachments.noProgram', { name }))
      })
    },
    async saveAs({ id, name }) {
      await tell(name, async () => {
        const { content } = await contentOf(id)
        if ((await host.saveFile(name, content)) && host.shell === 'desktop')
          notify.done(t('attachments.savedAs', { name }))
      })
    },
    rename: ({ id, name }, next) =>
      tell(name, async () => void (await backend.call('attachments.rename', { id, name: next }))),
    async remove({ id, name }) {
      await tell(name, async () => {
        await setRemoved(id, true)
        notify.undo(t('attachments.removed', { name }), async () => {
          await setRemoved(id, false)
        })
      })
    },
  }
}
