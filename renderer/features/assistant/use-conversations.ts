import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { OpenConversation } from '../../../core/contract/conversations.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useLiveQuery } from '../../data/use-live-query.ts'
import { useConfirm } from '../../ui/use-confirm.ts'
import { useNotify } from '../../ui/use-notify.ts'
import { useConversationTarget } from './use-conversation-target.ts'

interface Conversations {
  /** Those that wait, without the one on screen. */
  readonly left: ComputedRef<readonly OpenConversation[]>
  readonly openId: ComputedRef<string | undefined>
  /** @param formId of the form that is talked through; `null` talks freely */
  start(this: void, formId: string | null): Promise<void>
  open(this: void, id: string): void
  close(this: void): void
  discard(this: void, id: string): Promise<void>
}

/** The conversations about an activity that go on (AIR-11). */
export function useConversations(activityId: () => string): Conversations {
  const { t } = useI18n()
  const backend = useBackend()
  const notify = useNotify()
  const confirm = useConfirm()
  const { conversationId, open, close } = useConversationTarget()
  const { data } = useLiveQuery('conversations.list', () => ({ activityId: activityId() }))

  return {
    left: computed(() => (data.value ?? []).filter(({ id }) => id !== conversationId.value)),
    openId: conversationId,
    ...{ open, close },
    async start(formId) {
      try {
        const { id } = await backend.call('conversations.start', {
          ...{ activityId: activityId(), formId, reportId: crypto.randomUUID() },
          mode: formId === null ? 'dynamic' : 'form',
        })
        open(id)
      } catch (error) {
        notify.error(error)
      }
    },
    async discard(id) {
      const isSure = await confirm({
        ...{ title: t('assistant.discard.title'), text: t('assistant.discard.text') },
        ...{ confirmLabel: t('assistant.discard.confirm'), danger: true },
        backLabel: t('assistant.discard.cancel'),
      })
      if (!isSure) return
      try {
        await backend.call('conversations.discard', { id })
      } catch (error) {
        notify.error(error)
      }
    },
  }
}
