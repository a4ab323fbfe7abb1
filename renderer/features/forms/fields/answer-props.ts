import type { FormField, FormOption } from '../../../../core/contract/form-definition.ts'

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
