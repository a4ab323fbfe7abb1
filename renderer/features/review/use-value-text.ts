import { useI18n } from 'vue-i18n'
import { storedStatuses } from '../../../core/contract/activities.ts'
import { geoPointSchema } from '../../../core/contract/customers.ts'
import { taskDueSchema, taskPriorities } from '../../../core/contract/tasks.ts'
import { useDirectory } from '../../data/use-directory.ts'
import { useFormat } from '../../ui/use-format.ts'
import { useTypeName } from '../../ui/use-type-name.ts'
import { useDueText } from '../tasks/use-due-text.ts'

const moments: ReadonlySet<string> = new Set(['startAt', 'endAt'])
const people = /^(assignee|salesperson\d)Id$/
const customers: ReadonlySet<string> = new Set(['customerId', 'parentId'])

/** How a field's value reads: dates, people and choices by their names. */
export function useValueText(): (
  field: string,
  value: unknown,
  customerName: string | null,
) => string {
  const { t } = useI18n()
  const format = useFormat()
  const dueText = useDueText()
  const typeName = useTypeName()
  const { typeById, userById } = useDirectory()

  return (field, value, customerName) => {
    if (value === null || value === undefined || value === '') return t('review.empty')
    if (typeof value === 'boolean') return t(value ? 'review.yes' : 'review.no')
    if (typeof value === 'number')
      return moments.has(field) ? format.dateTime(value) : format.number(value)
    const place = field === 'location' ? geoPointSchema.safeParse(value).data : undefined
    if (place) return `${place.lat}, ${place.lon}`
    const due = field === 'due' ? taskDueSchema.safeParse(value).data : undefined
    if (due) return dueText(due)
    if (typeof value !== 'string') return t('review.unreadable')
    if (customers.has(field)) return customerName ?? t('activities.customerUnknown')
    if (field === 'typeId') return typeName(typeById(value))
    if (people.test(field)) {
      const user = userById(value)
      return user ? format.person(user) : t('app.unknownUser')
    }
    const priority = field === 'priority' && taskPriorities.find((known) => known === value)
    if (priority) return t(`tasks.priority.${priority}`)
    const status = field === 'status' && storedStatuses.find((known) => known === value)
    return status ? t(`activities.status.${status}`) : value
  }
}
