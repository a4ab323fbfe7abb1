import type { FormField } from '../../contract/form-definition.ts'

/** Takes limits that no answer can keep out of a field, and says whether there were any. */
export function dropCrossedLimits(field: FormField): boolean {
  const { min, max } = field
  if (min === undefined || max === undefined || min <= max) return false
  delete field.min
  delete field.max
  return true
}
