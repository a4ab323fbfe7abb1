import { z } from 'zod'
import { changeCodes } from '../domain/forms/compare-versions.ts'
import { definitionProblemCodes } from '../domain/forms/problem-codes.ts'
import { notImportedReasons } from '../imports/forms/not-imported.ts'
import { fieldSchema, formDefinitionSchema, formPartId, ruleSchema } from './form-definition.ts'
import type { Contract } from './operation.ts'
import { bytes, id, instant, localisedText, nothing } from './scalars.ts'

export const formVersionSchema = z.object({
  /** Names it for good; its number may change once, where two were published at the same time (FRM-07). */
  id,
  number: z.number().int(),
  publishedAt: instant,
  publishedBy: id,
  /** Versions that were published at the same time, by somebody who did not know of this (FRM-07). */
  crossedWith: z.array(id),
  /** Reports that were filled with it, withdrawn ones among them. */
  reports: z.number().int(),
})
export type FormVersion = z.infer<typeof formVersionSchema>

export const formSchema = z.object({
  id,
  title: localisedText,
  description: localisedText.nullable(),
  /** Whether the existing report is proposed instead of a second one (REP-04). */
  oncePerActivity: z.boolean(),
  archivedAt: instant.nullable(),
  /** The version for new reports; `null` until one is published. */
  current: formVersionSchema.nullable(),
  /** Whether the form being designed differs from the current version. */
  hasDraft: z.boolean(),
  fields: z.number().int(),
  /** Reports of all versions. */
  reports: z.number().int(),
  /** Types that offer it, in their order. */
  typeIds: z.array(id),
})
export type Form = z.infer<typeof formSchema>

export const versionChangeSchema = z.object({
  code: z.enum(changeCodes),
  fieldId: formPartId.nullable(),
  values: z.array(z.string()),
  /** Reports that answered the field; 0 for compatible changes. */
  reports: z.number().int(),
})

/** A form on the designer's table. */
export const formDesignSchema = z.object({
  form: formSchema,
  /** As it would be published; its version is 0. */
  draft: formDefinitionSchema,
  /** By which an edit names the options of each list, in their order. */
  optionIds: z.record(formPartId, z.array(formPartId)),
  problems: z.array(
    z.object({ code: z.enum(definitionProblemCodes), partId: z.string().nullable() }),
  ),
  /** What publishing would change in the current version, the most serious first (FRM-06). */
  changes: z.array(versionChangeSchema),
  /** The last one first. */
  versions: z.array(formVersionSchema),
})
export type FormDesign = z.infer<typeof formDesignSchema>

/** `null` takes a setting away. */
const settings = fieldSchema.omit({ id: true, key: true, type: true, label: true }).partial()
const fieldPatch = z.object({
  ...{ label: localisedText.optional(), key: fieldSchema.shape.key.optional() },
  ...Object.fromEntries(
    Object.entries(settings.shape).map(([name, schema]) => [name, schema.nullable()]),
  ),
}) as unknown as z.ZodType<FieldPatch>

type Setting = Omit<z.infer<typeof fieldSchema>, 'id' | 'key' | 'type' | 'label'>
export type FieldPatch = Partial<Pick<z.infer<typeof fieldSchema>, 'key' | 'label'>> & {
  [name in keyof Setting]?: Setting[name] | null
}

/**
 * One change of the form being designed. Parts are put `after` another one of their section or list,
 * or to its front with `null`; what concerns different parts or settings merges (FRM-07).
 */
export const formEditSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('form'),
    patch: z.object({
      title: localisedText.optional(),
      description: localisedText.nullable().optional(),
      oncePerActivity: z.boolean().optional(),
    }),
  }),
  z.object({
    kind: z.literal('addSection'),
    id: formPartId,
    after: formPartId.nullable(),
    title: localisedText.nullable(),
  }),
  z.object({
    kind: z.literal('section'),
    id: formPartId,
    patch: z.object({
      title: localisedText.nullable().optional(),
      visibleIf: ruleSchema.nullable().optional(),
    }),
  }),
  z.object({ kind: z.literal('moveSection'), id: formPartId, after: formPartId.nullable() }),
  z.object({
    kind: z.literal('addField'),
    field: fieldSchema,
    sectionId: formPartId,
    after: formPartId.nullable(),
  }),
  z.object({ kind: z.literal('field'), id: formPartId, patch: fieldPatch }),
  z.object({
    kind: z.literal('moveField'),
    id: formPartId,
    sectionId: formPartId,
    after: formPartId.nullable(),
  }),
  z.object({
    kind: z.literal('addOption'),
    id: formPartId,
    list: formPartId,
    value: z.string().min(1).max(100),
    label: localisedText,
    after: formPartId.nullable(),
  }),
  z.object({
    kind: z.literal('option'),
    id: formPartId,
    patch: z.object({
      label: localisedText.optional(),
      value: z.string().min(1).max(100).optional(),
      archived: z.boolean().optional(),
    }),
  }),
  z.object({ kind: z.literal('moveOption'), id: formPartId, after: formPartId.nullable() }),
  /**
   * Takes a section with its fields, a field or an option out of the form, or brings it back. A section
   * comes back alone.
   */
  z.object({
    kind: z.literal('setRemoved'),
    part: z.enum(['section', 'field', 'option']),
    id: formPartId,
    removed: z.boolean(),
  }),
])
export type FormEdit = z.infer<typeof formEditSchema>

/** Something of an imported file that is not, or is otherwise, in the form made of it (FRM-09). */
export const notImportedSchema = z.object({
  /** The sheet, row and name as the file has them. */
  where: z.string(),
  /** As the file has it. */
  what: z.string(),
  reason: z.enum(notImportedReasons),
})
export type NotImported = z.infer<typeof notImportedSchema>

export const formsContract = {
  /** All forms, archived ones included, by title. */
  'forms.watch': { kind: 'stream', input: nothing, output: z.array(formSchema) },
  'forms.design': { kind: 'stream', input: z.object({ id }), output: formDesignSchema },
  'forms.create': {
    kind: 'command',
    input: z.object({ title: localisedText }),
    output: z.object({ id }),
  },
  /** All edits in one commit; refuses `E-FRM-TOO-LARGE`. */
  'forms.edit': {
    kind: 'command',
    input: z.object({ id, edits: z.array(formEditSchema).min(1).max(2000) }),
    output: nothing,
  },
  /** Makes what is on the table the current version; refuses `E-FRM-PROBLEMS`, `E-FRM-UNCHANGED`. */
  'forms.publish': {
    kind: 'command',
    input: z.object({ id }),
    output: z.object({ versionId: id, number: z.number().int() }),
  },
  /** Puts the current version on the table again. */
  'forms.discardDraft': { kind: 'command', input: z.object({ id }), output: nothing },
  'forms.setArchived': {
    kind: 'command',
    input: z.object({ id, archived: z.boolean() }),
    output: nothing,
  },
  /** Refuses a form with reports (`E-FRM-IN-USE`, FRM-08). */
  'forms.setDeleted': {
    kind: 'command',
    input: z.object({ id, deleted: z.boolean() }),
    output: nothing,
  },
  /** Which forms a type offers, in this order. */
  'forms.link': {
    kind: 'command',
    input: z.object({ typeId: id, formIds: z.array(id).max(50) }),
    output: nothing,
  },
  /** A version as it was published. */
  'forms.version': {
    kind: 'query',
    input: z.object({ formId: id, versionId: id }),
    output: z.object({ version: formVersionSchema, definition: formDefinitionSchema }),
  },
  /** The version that is current, or what is on the table, as a file. */
  'forms.export': {
    kind: 'query',
    input: z.object({ id, what: z.enum(['current', 'draft']) }),
    output: z.object({ name: z.string(), content: bytes }),
  },
  /** A JSON form, an XLSForm or a form of JSON Forms as a new form on the table; refuses `E-FRM-FILE`, `E-FRM-TOO-LARGE`. */
  'forms.import': {
    kind: 'command',
    input: z.object({ name: z.string().max(255), content: bytes }),
    output: z.object({ id, notImported: z.array(notImportedSchema) }),
  },
} as const satisfies Contract
