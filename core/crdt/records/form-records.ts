import { fieldSchema, formDefinitionSchema, sectionSchema } from '../../contract/form-definition.ts'
import { localisedText } from '../../contract/scalars.ts'
import {
  flag,
  instant,
  json,
  requiredInstant,
  requiredInteger,
  requiredText,
  text,
} from '../coerce.ts'
import { defineRecord } from '../record.ts'

const order = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : 0

/** In front of the one with the same place stands the one with the lesser id. */
export const byOrder = (
  a: { readonly id: string; readonly order: number },
  b: { readonly id: string; readonly order: number },
): number => a.order - b.order || (a.id < b.id ? -1 : 1)

/** Set when a part is taken out of the form being designed; what was published keeps it. */
const removed = { isRemoved: flag }

/** A section of the form being designed. */
export const sectionRecord = defineRecord({
  root: 'sections',
  fields: {
    ...removed,
    order,
    title: json(localisedText),
    visibleIf: json(sectionSchema.shape.visibleIf),
  },
})

const settingNames = [
  ...(['help', 'required', 'default', 'visibleIf', 'message', 'min', 'max', 'step'] as const),
  ...(['unit', 'maxLength', 'pattern', 'list', 'multiple'] as const),
] as const
export const fieldSettings = settingNames

/** A field of the form being designed. Each setting is a key, so that two designers' changes merge. */
export const fieldRecord = defineRecord({
  root: 'fields',
  fields: {
    ...removed,
    order,
    sectionId: requiredText(64),
    key: requiredText(64),
    /** `null` of a newer version. */
    type: json(fieldSchema.shape.type),
    label: json(localisedText),
    help: json(fieldSchema.shape.help),
    required: json(fieldSchema.shape.required),
    default: json(fieldSchema.shape.default),
    visibleIf: json(fieldSchema.shape.visibleIf),
    message: json(fieldSchema.shape.message),
    min: json(fieldSchema.shape.min),
    max: json(fieldSchema.shape.max),
    step: json(fieldSchema.shape.step),
    unit: json(fieldSchema.shape.unit),
    maxLength: json(fieldSchema.shape.maxLength),
    pattern: json(fieldSchema.shape.pattern),
    list: json(fieldSchema.shape.list),
    multiple: json(fieldSchema.shape.multiple),
  },
})

/** An option of a list of the form being designed. */
export const optionRecord = defineRecord({
  root: 'options',
  fields: {
    ...removed,
    order,
    list: requiredText(64),
    value: requiredText(100),
    label: json(localisedText),
    archived: flag,
  },
})

/** A published version. Nothing of it changes but its number, once, where two were published at once. */
export const versionRecord = defineRecord({
  root: 'versions',
  fields: {
    number: requiredInteger(1, 1_000_000, 1),
    publishedAt: requiredInstant,
    publishedBy: requiredText(64),
    /** The version that was current for whoever published it. */
    basedOn: text(64),
    /** `null` where a newer version of the app published what this one does not understand. */
    definition: json(formDefinitionSchema),
  },
})

/** Keys of the root map `form`. */
export const formRoot = 'form'
export const formFields = {
  title: json(localisedText),
  description: json(localisedText),
  oncePerActivity: flag,
  archivedAt: instant,
  archivedBy: text(64),
  deletedAt: instant,
  deletedBy: text(64),
  createdAt: requiredInstant,
  createdBy: requiredText(64),
} as const
