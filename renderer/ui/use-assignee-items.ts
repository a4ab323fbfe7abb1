import { computed, type ComputedRef, type Ref } from 'vue'
import { useDirectory } from '../data/use-directory.ts'
import { nameOf } from './person-name.ts'

/** Whom something can be assigned to: everyone active, and whoever has it now. */
export function useAssigneeItems(
  assigneeId: Readonly<Ref<string | null>>,
): ComputedRef<{ value: string; label: string }[]> {
  const { activeUsers, userById } = useDirectory()
  return computed(() => {
    const assignee = assigneeId.value === null ? undefined : userById(assigneeId.value)
    const offered =
      assignee && !assignee.active ? [...activeUsers.value, assignee] : activeUsers.value
    return offered.map((user) => ({ value: user.id, label: nameOf(user) }))
  })
}
