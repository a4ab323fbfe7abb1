import { type Task, taskPriorities } from '../../contract/tasks.ts'
import { dueBy } from './task-due.ts'

type OrderedTask = Pick<
  Task,
  'id' | 'status' | 'due' | 'assigneeId' | 'priority' | 'completedAt' | 'createdAt'
>

/**
 * The order of a list of tasks: open ones by due date, those without at the end, of equal ones the
 * higher priority first; then the done ones, the latest first.
 * @param tzOf the IANA zone in which an assignee's days end
 */
export function byUrgency(
  tzOf: (assigneeId: string | null) => string,
): (one: OrderedTask, other: OrderedTask) => number {
  const key = ({ status, due, assigneeId, priority, completedAt, createdAt }: OrderedTask) =>
    status === 'done'
      ? [1, -(completedAt ?? 0), 0, createdAt]
      : [
          0,
          due ? dueBy(due, tzOf(assigneeId)) : Number.MAX_SAFE_INTEGER,
          -taskPriorities.indexOf(priority),
          createdAt,
        ]
  return (one, other) => {
    const others = key(other)
    const difference = key(one)
      .map((part, at) => part - others[at]!)
      .find((part) => part !== 0)
    return difference ?? (one.id < other.id ? -1 : 1)
  }
}
