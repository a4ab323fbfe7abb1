import { useI18n } from 'vue-i18n'
import { storedStatuses } from '../../core/contract/activities.ts'
import { isUnreadable } from '../../core/contract/activity-history.ts'
import { geoPointSchema } from '../../core/contract/customers.ts'
import { taskDueSchema, taskPriorities } from '../../core/contract/tasks.ts'
import { useDirectory } from '../data/use-directory.ts'
import { useFormat } from './use-format.ts'
import { usePersonName } from './use-person-name.ts'
import { useTypeName } from './use-type-name.ts'
import { useDueText } from './use-due-text.ts'

const moments: ReadonlySet<string> = new Set(['startAt', 'endAt'])
const people = /^(assignee|salesperson\d)Id$/
const customers: ReadonlySet<string> = new Set(['customerId', 'parentId'])

/** The name of a customer or contact; nothing where it is gone. */
export type NameOf = (id: string) => string | null | undefined

/** How a field's value reads: dates, people and choices by their names. */
export function useValueText(): (field: string, value: unknown, nameOf: NameOf) => string {
  const { t } = useI18n()
  const format = useFormat()
  const dueText = useDueText()
  const typeName = useTypeName()
  const personName = usePersonName()
  const { typeById } = useDirectory()

  return (field, value, nameOf) => {
    const isEmptySet = Array.isArray(value) && value.length === 0
    if (value === null || value === undefined || value === '' || isEmptySet)
      return t('app.values.empty')
    if (typeof value === 'boolean') return t(value ? 'app.values.yes' : 'app.values.no')
    if (typeof value === 'number')
      return moments.has(field) ? format.dateTime(value) : format.number(value)
    const place = field === 'location' ? geoPointSchema.safeParse(value).data : undefined
    if (place) return `${place.lat}, ${place.lon}`
    const due = field === 'due' ? taskDueSchema.safeParse(value).data : undefined
    if (due) return dueText(due)
    if (field === 'contactIds' && Array.isArray(value))
      return format.list(value.map((id) => nameOf(String(id)) ?? t('activities.form.contactGone')))
    if (isUnreadable(value)) return t('app.values.newer')
    if (typeof value !== 'string') return t('app.values.unreadable')
    if (customers.has(field)) return nameOf(value) ?? t('activities.customerUnknown')
    if (field === 'typeId') return typeName(typeById(value))
    if (people.test(field)) return personName(value)
    const priority = field === 'priority' && taskPriorities.find((known) => known === value)
    if (priority) return t(`tasks.priority.${priority}`)
    const status = field === 'status' && storedStatuses.find((known) => known === value)
    return status ? t(`activities.status.${status}`) : value
  }
}
