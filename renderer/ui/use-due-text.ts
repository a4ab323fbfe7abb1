import type { TaskDue } from '../../core/contract/tasks.ts'
import { useFormat } from './use-format.ts'

/** How a due date reads, with its time where it has one. */
export function useDueText(): (due: TaskDue) => string {
  const format = useFormat()
  return (due) => ('day' in due ? format.localDay(due.day) : format.shortDateTime(due.at))
}
