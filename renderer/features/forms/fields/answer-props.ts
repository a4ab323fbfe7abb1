import type { FormField, FormOption } from '../../../../core/contract/form-definition.ts'
import type { FieldType } from '../../../../core/domain/forms/field-types.ts'

/** What every control for an answer is given; it emits `update:modelValue`. */
export interface AnswerProps {
  field: FormField
  /** Of a field with a list, archived ones among them. */
  options: readonly FormOption[]
  /** `null` or absent for no answer; its form is told in `core/domain/forms/answers.ts`. */
  modelValue: unknown
  /** Accessible name. */
  label: string
  /** Id for the control, where it is a single one. */
  controlId: string
  /** Id of the sentence that says what is wrong, and of the help. */
  describedby: string | undefined
  invalid: boolean
  disabled: boolean
}

const singleControl: ReadonlySet<FieldType> = new Set([
  ...(['text', 'longText', 'integer', 'decimal', 'date', 'time'] as const),
  ...(['user', 'contact', 'product', 'emailCopy'] as const),
])

/** The element for a label above a control: only one for a single control may point to it. */
export function labelElement(type: FieldType): 'label' | 'span' {
  return singleControl.has(type) ? 'label' : 'span'
}
