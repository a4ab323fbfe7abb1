import { computed, type ComputedRef } from 'vue'
import { useDirectory } from '../../data/use-directory.ts'
import type { Person } from '../../editor/mention-query.ts'
import { nameOf } from '../../ui/person-name.ts'

/** Active colleagues, by name: whom a note can mention. */
export function useMentionable(): ComputedRef<readonly Person[]> {
  const { activeUsers, me } = useDirectory()
  return computed(() =>
    activeUsers.value
      .filter(({ id }) => id !== me.value?.id)
      .map((user) => ({ id: user.id, name: nameOf(user) })),
  )
}
