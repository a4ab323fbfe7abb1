import { rightsTables } from '../permissions/acting-person.ts'

/** Tables whose changes name the activities that show them. */
export const rowTables = ['activity', 'unshared', 'conflict', 'news'] as const

/**
 * Tables whose changes may show on any activity: a customer's name, an archived type that makes
 * questions, forms and limits of reports, and who may do what.
 */
export const everyRowTables = [
  ...(['customer', 'activity_type', 'form', 'organisation'] as const),
  ...rightsTables,
] as const
