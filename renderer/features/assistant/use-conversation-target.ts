import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

interface ConversationRoute {
  readonly conversationId: ComputedRef<string | undefined>
  open(this: void, id: string): void
  close(this: void): void
}

/** Which conversation the address shows beside the activity, so that a reload leads to it. */
export function useConversationTarget(): ConversationRoute {
  const route = useRoute()
  const router = useRouter()
  const go = (id: string | undefined): void => {
    const {
      conversation: _conversation,
      report: _report,
      form: _form,
      of: _of,
      ...rest
    } = route.query
    void router.replace({ query: { ...rest, ...(id !== undefined && { conversation: id }) } })
  }
  return {
    conversationId: computed(() => {
      const { conversation } = route.query
      return typeof conversation === 'string' && conversation !== '' ? conversation : undefined
    }),
    open: go,
    close: () => go(undefined),
  }
}
