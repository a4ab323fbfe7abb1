import { z } from 'zod'
import { fieldTypes } from '../domain/forms/field-types.ts'
import { formLimits } from '../domain/forms/form-limits.ts'
import { id, localDate, localisedText } from './scalars.ts'

export const formFormat = 'report-form/1'

/** Names a field, a section or a list in rules and answers; stays when everything else is renamed. */
export const formPartId = z.string().regex(/^[A-Za-z_][\w-]{0,63}$/)
/** Names a column in exports. */
export const fieldKey = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/)
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const label = localisedText
const longText = z
  .object({ fr: z.string().max(1000).optional(), en: z.string().max(1000).optional() })
  .refine((text) => Boolean(text.fr ?? text.en), 'at least one language')

/** A JSONLogic rule; `core/domain/forms/rule.ts` says which part of it is understood. */
export const ruleSchema = z.json()

export const fieldSchema = z.object({
  id: formPartId,
  key: fieldKey,
  type: z.enum(fieldTypes),
  label,
  help: longText.optional(),
  required: z.boolean().optional(),
  /** In the form that an answer has. */
  default: z.json().optional(),
  /** Shown when the rule says so; the answer of a field that is not shown is not submitted. */
  visibleIf: ruleSchema.optional(),
  /** Said instead of the usual sentence when an answer is not valid. */
  message: longText.optional(),
  /** `integer`, `decimal`: a number. `date`: a local day. */
  min: z.union([z.number(), localDate]).optional(),
  max: z.union([z.number(), localDate]).optional(),
  step: z.number().positive().optional(),
  unit: z.string().max(20).optional(),
  /** `text`, `longText`: characters. */
  maxLength: z.number().int().min(1).max(formLimits.textLength).optional(),
  /** `text`: what all of it has to match, in RE2's syntax. */
  pattern: z.string().min(1).max(formLimits.patternLength).optional(),
  /** `choice`, `choices`: the id of a list. */
  list: formPartId.optional(),
  /** `file`, `user`, `contact`, `product`: whether several may be given. */
  multiple: z.boolean().optional(),
})
export type FormField = z.infer<typeof fieldSchema>

export const optionSchema = z.object({
  value: z.string().min(1).max(100),
  label,
  /** No longer offered; what was answered with it is still read. */
  archived: z.boolean().optional(),
})
export type FormOption = z.infer<typeof optionSchema>

export const sectionSchema = z.object({
  id: formPartId,
  /** Without one the fields stand by themselves. */
  title: label.optional(),
  visibleIf: ruleSchema.optional(),
  fields: z.array(fieldSchema).max(formLimits.fields),
})
export type FormSection = z.infer<typeof sectionSchema>

/** A version of a form as it is stored, exported and imported (`docs/forms.md`). */
export const formDefinitionSchema = z.object({
  format: z.literal(formFormat),
  formId: id,
  /** From 1; 0 for what has not been published. */
  version: z.number().int().min(0).max(1_000_000),
  title: label,
  description: longText.optional(),
  sections: z.array(sectionSchema).max(formLimits.sections),
  lists: z.record(formPartId, z.array(optionSchema).max(formLimits.options)),
})
export type FormDefinition = z.infer<typeof formDefinitionSchema>
