import type { Activity } from '../../../core/contract/activities.ts'
import type { Patch } from '../../../core/contract/patch.ts'
import type { Task, TaskDue, TaskFields } from '../../../core/contract/tasks.ts'
import { addWorkingDays } from '../../../core/domain/tasks/working-days.ts'
import { toWallTime } from '../../../core/domain/time/wall-time.ts'
import { type Moment, momentOf, readMoment } from '../activities/moment.ts'
import { parseTypedDate, writeTypedDate } from '../activities/typed-date.ts'

/** A task as it stands in the fields of its form. */
export interface TaskForm {
  title: string
  due: Moment
  assigneeId: string | null
  priority: TaskFields['priority']
}

type TaskProblem = 'noTitle' | 'date' | 'time' | 'noDay' | 'skipped'

type TaskReading =
  | { readonly kind: 'task'; readonly fields: TaskFields }
  | { readonly kind: 'problem'; readonly field: 'title' | 'due'; readonly problem: TaskProblem }

/** Working days until a follow-up is due, unless it is set otherwise (TSK-01). */
const followUpDays = 3

/** Who looks, and when: `tz` is their IANA zone, `now` UTC ms. */
interface Viewer {
  readonly tz: string
  readonly now: number
}

/** A new follow-up task: mine, and due some working days from today or from a later activity. */
export function newTaskForm(
  title: string,
  { startAt }: Pick<Activity, 'startAt'>,
  me: string | null,
  { tz, now }: Viewer,
): TaskForm {
  const from = toWallTime(Math.max(startAt ?? now, now), tz).date
  const date = writeTypedDate(addWorkingDays(from, followUpDays))
  return { title, due: { date, time: '', pass: 'first' }, assigneeId: me, priority: 'normal' }
}

export function formOf({ title, due, assigneeId, priority }: Task, tz: string): TaskForm {
  const moment =
    due && 'day' in due
      ? { ...momentOf(null, tz), date: writeTypedDate(due.day) }
      : momentOf(due?.at ?? null, tz)
  return { title, due: moment, assigneeId, priority }
}

/** What the form says, or the first thing that is wrong with it. */
export function readTaskForm(form: TaskForm, viewer: Viewer): TaskReading {
  const title = form.title.trim()
  if (!title) return { kind: 'problem', field: 'title', problem: 'noTitle' }
  const due = readDue(form.due, viewer)
  if (typeof due === 'string') return { kind: 'problem', field: 'due', problem: due }
  const { assigneeId, priority } = form
  return { kind: 'task', fields: { title, due, assigneeId, priority } }
}

function readDue(moment: Moment, { tz, now }: Viewer): TaskDue | null | TaskProblem {
  if (!moment.time.trim()) {
    if (!moment.date.trim()) return null
    const day = parseTypedDate(moment.date, toWallTime(now, tz).date)
    return day === undefined ? 'date' : { day }
  }
  const reading = readMoment(moment, tz, now)
  switch (reading.kind) {
    case 'at':
      return { at: reading.at }
    case 'nonexistent':
      return 'skipped'
    case 'incomplete':
      return 'noDay'
    case 'invalid':
      return reading.part
    case 'empty':
      return null
  }
}

/** Only what was changed: a colleague may have changed the rest meanwhile. */
export function changesOf(before: TaskFields, after: TaskFields): Patch<TaskFields> {
  return Object.fromEntries(
    Object.entries(after).filter(
      ([field, value]) =>
        JSON.stringify(value) !== JSON.stringify(before[field as keyof TaskFields]),
    ),
  )
}
