import type { FormDefinition, FormField } from '../../contract/form-definition.ts'
import { settingsOfType } from '../../domain/forms/field-types.ts'
import { answerProblem } from '../../domain/forms/validate-answer.ts'

/** A default that is a valid answer of its field; `undefined` for any other value. */
export function fittingDefault(
  form: Pick<FormDefinition, 'lists'>,
  field: FormField,
  value: unknown,
): FormField['default'] {
  if (value === undefined || value === null || !settingsOfType[field.type].includes('default'))
    return undefined
  const isValid = answerProblem(form, { ...field, required: true }, value) === undefined
  return isValid ? (value as FormField['default']) : undefined
}

/** What a text says as an answer of the field; text that is none is refused by `fittingDefault`. */
export function answerOfText({ type }: Pick<FormField, 'type'>, text: string): unknown {
  switch (type) {
    case 'integer':
    case 'decimal':
    case 'rating':
      return text.trim() === '' ? undefined : Number(text)
    case 'boolean':
      if (/^(ok|true|true\(\)|yes|1)$/i.test(text)) return true
      return /^(false|false\(\)|no|0)$/i.test(text) ? false : undefined
    case 'choices':
      return text.split(/\s+/)
    case 'date':
      return text.replace(/T.*$/, '')
    case 'time': {
      const [, hour, minute] =
        /(?:^|T)(\d{1,2}):(\d{2})(?::[\d.]+)?(?:Z|[+-][\d:]+)?$/.exec(text) ?? []
      return hour === undefined ? undefined : `${hour.padStart(2, '0')}:${minute}`
    }
    default:
      return text
  }
}
