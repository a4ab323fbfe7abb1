const activityLabels: Readonly<Record<string, string>> = {
  typeId: 'activities.form.type',
  customerId: 'activities.form.customer',
  title: 'activities.form.title',
  startAt: 'activities.form.start.label',
  endAt: 'activities.form.end.label',
  tz: 'customers.fields.tz',
  status: 'activities.form.status',
  cancelReason: 'activities.details.cancelReason',
  assigneeId: 'activities.form.assignee',
  contactIds: 'activities.form.contacts',
  locationText: 'activities.form.location',
  description: 'activities.form.description',
}

const customerLabels: Readonly<Record<string, string>> = {
  parentId: 'customers.move.label',
  salesperson1Id: 'customers.fields.salespeople',
  salesperson2Id: 'customers.fields.salespeople',
  salesperson3Id: 'customers.fields.salespeople',
  location: 'customers.sections.location',
}

/** Key of the text by which the form of a record calls a field. */
export function fieldLabelKey(root: string, field: string): string {
  if (field === '') return 'app.values.newerField'
  if (root === 'activities') return activityLabels[field] ?? 'app.values.field'
  if (root === 'tasks') return `tasks.fields.${field}`
  if (root === 'customers') return customerLabels[field] ?? `customers.fields.${field}`
  return field === 'customerId'
    ? 'activities.details.customer'
    : `customers.contacts.fields.${field}`
}
