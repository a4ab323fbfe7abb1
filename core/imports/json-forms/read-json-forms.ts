import { AppError } from '../../contract/app-error.ts'
import { type FormDefinition, type FormField, formFormat } from '../../contract/form-definition.ts'
import { questionsOf } from '../../domain/forms/form-parts.ts'
import { dropCrossedLimits } from '../forms/crossed-limits.ts'
import { fittingDefault } from '../forms/fitting-default.ts'
import { fieldNames } from '../forms/field-names.ts'
import { fileRefusal } from '../forms/file-refusal.ts'
import { fitLabel, fitWords } from '../forms/fit-text.ts'
import { notImportedList, type NotImportedPart } from '../forms/not-imported.ts'
import { type Rule, sectionBuilder } from '../forms/section-builder.ts'
import { fieldOfSchema } from './field-of-schema.ts'
import {
  isList,
  isObject,
  type Json,
  plainScope,
  resolved,
  schemaAt,
  scopesAround,
  type ScopedSchema,
  scopeOf,
  wordsOfName,
} from './json-schema.ts'
import { ruleOfUiRule } from './rule-of-condition.ts'

/** Whether a file of JSON is a form of JSON Forms: a schema, alone or with a UI schema. */
export function isJsonForms(value: unknown): value is Json {
  if (!isObject(value)) return false
  return isObject(value.schema) || isObject(uiSchemaOf(value)) || isObject(value.properties)
}

const uiSchemaOf = ({ uischema, uiSchema }: Json): unknown => uischema ?? uiSchema

/** Objects may refer to each other, so that a small file describes an endless form. */
const mostElements = 3000
const deepest = 20

const layouts = ['VerticalLayout', 'HorizontalLayout', 'Categorization']
const groups = ['Group', 'Category']
const silentOptions = ['multi', 'format']
/** Keywords of an object that say nothing about answers, or are read elsewhere. */
const silentKeywords = new Set([
  ...['$id', '$schema', '$comment', '$defs', 'definitions', 'title', 'description', 'examples'],
  ...['type', 'default', 'properties', 'required', 'additionalProperties', 'i18n', 'id'],
])

/**
 * The form that a JSON Schema describes, laid out by a UI schema of JSON Forms (https://jsonforms.io)
 * where there is one, and what of it is not, or is otherwise, in that form; `docs/forms.md` says what
 * maps to what.
 *
 * @throws AppError `E-FRM-FILE` without a question that could be imported, `E-FRM-TOO-LARGE`
 */
export function readJsonForms(
  file: Json,
  fallbackTitle: string,
): { definition: FormDefinition; notImported: NotImportedPart[] } {
  const given = isObject(file.schema) ? file.schema : isObject(file.properties) ? file : {}
  const root = resolved(given, given) ?? {}
  const ui = uiSchemaOf(file)
  const reader = formReader(root)
  if (isObject(ui)) reader.read(ui)
  else reader.readProperties('#', root)
  const { sections, lists, notImported } = reader.done()
  const [first] = notImported
  if (questionsOf({ sections }).length === 0) throw fileRefusal('noQuestions', first?.what ?? '')
  const title = textOf(root.title) || fallbackTitle
  return {
    definition: {
      ...{ format: formFormat, formId: 'form', version: 0, title: fitLabel({ fr: title }) },
      ...{ sections, lists },
    },
    notImported,
  }
}

function formReader(root: Json) {
  const notImported = notImportedList()
  const builder = sectionBuilder()
  const lists: FormDefinition['lists'] = {}
  const asked = new Map<string, FormField>()
  const newKey = fieldNames()
  const reached = new Set<string>()
  const told = new Set<string>()
  let elements = 0

  const count = (): void => {
    elements += 1
    if (elements > mostElements) throw new AppError('E-FRM-TOO-LARGE', 'more than a form may have')
  }

  const ruleOf = ({ rule }: Json, where: string): Rule | undefined => {
    if (rule === undefined) return undefined
    const found = ruleOfUiRule(rule, (scope) => asked.get(plainScope(scope)))
    if ('rule' in found) return found.rule
    const { effect } = isObject(rule) ? rule : {}
    notImported.add(found.problem, `rule: ${String(effect)}`, where, '')
    return undefined
  }

  const tellOptions = (element: Json, where: string): void => {
    const options = isObject(element.options) ? Object.keys(element.options) : []
    for (const name of options.filter((each) => !silentOptions.includes(each)))
      notImported.add('setting', `options.${name}`, where)
  }

  /** A part with a title or rule of its own; without either its fields stand in the one around it. */
  const inGroup = (name: string, title: string, rule: Rule | undefined, inside: () => void) => {
    if (title === '' && rule === undefined) return inside()
    const losses = builder.begin(name, title === '' ? {} : { fr: title }, rule)
    if (losses.isNested) notImported.add('flattened', title || name, name, '')
    if (losses.isTitleShortened) notImported.add('shortened', title, name, '')
    if (losses.isRuleDropped) notImported.add('expression', 'rule', name, '')
    inside()
    builder.end()
  }

  const read = (element: unknown, depth = 0): void => {
    count()
    if (!isObject(element)) return
    const { type } = element
    const kind = String(type)
    const name = typeof element.scope === 'string' ? element.scope : kind
    if (depth > deepest) return notImported.add('limit', kind, name)
    if (kind === 'Control' && typeof element.scope === 'string')
      return readControl(plainScope(element.scope), element, depth)
    if (kind === 'Label') return addHeading(element)
    if (!layouts.includes(kind) && !groups.includes(kind))
      return notImported.add('type', kind, name)
    const title = groups.includes(kind) ? textOf(element.label ?? element.i18n) : ''
    tellOptions(element, kind)
    const children = isList(element.elements) ? element.elements : []
    inGroup(title || kind, title, ruleOf(element, title || kind), () => {
      for (const child of children) read(child, depth + 1)
    })
  }

  /** What an object asks for beyond its properties, once. */
  const tellKeywords = (scope: string): void => {
    const schema = told.has(scope) ? {} : schemaAt(scope, root)?.schema
    told.add(scope)
    for (const keyword of Object.keys(schema ?? {}))
      if (!silentKeywords.has(keyword)) notImported.add('expression', keyword, scope, '')
  }

  const addHeading = (element: Json): void => {
    const text = textOf(element.text ?? element.label ?? element.i18n)
    if (text === '') return
    const key = newKey('note')
    const { label, help } = fitWords({ fr: text }, {}, text)
    const rule = ruleOf(element, text)
    builder.add({
      ...{ id: key, key, type: 'heading', label, ...(help && { help }) },
      ...(rule !== undefined && { visibleIf: rule as FormField['visibleIf'] }),
    })
  }

  const readProperties = (scope: string, { properties }: Json, depth = 0): void => {
    if (!isObject(properties)) return
    for (const name of Object.keys(properties))
      readControl(scopeOf(scope, name), { type: 'Control' }, depth + 1)
  }

  const readControl = (scope: string, element: Json, depth: number): void => {
    count()
    const isReached = reached.has(scope)
    reached.add(scope)
    const found = schemaAt(scope, root)
    if (!found) return notImported.add('reference', 'scope', scope, '')
    for (const around of scopesAround(scope)) tellKeywords(around)
    if (depth > deepest) return notImported.add('limit', 'object', scope, '')
    if (isReached) return notImported.add('duplicate', 'Control', scope, '')
    tellOptions(element, scope)
    const { schema, name } = found
    const label = textOf(element.label) || textOf(schema.title) || wordsOfName(name)
    const rule = ruleOf(element, scope)
    if (isObject(schema.properties) && schema.enum === undefined && schema.oneOf === undefined)
      return inGroup(name || 'form', scope === '#' ? '' : label, rule, () =>
        readProperties(scope, schema, depth),
      )
    addField(scope, found, element, label, rule)
  }

  const addField = (
    scope: string,
    { schema, name, isRequired }: ScopedSchema,
    element: Json,
    label: string,
    rule: Rule | undefined,
  ): void => {
    const isMultiline = isObject(element.options) && element.options.multi === true
    const kind = fieldOfSchema(schema, isMultiline, root)
    const what = typeof schema.type === 'string' ? schema.type : 'schema'
    if (!kind) return notImported.add('type', what, scope, '')
    const key = newKey(name)
    if (name !== '' && key !== name) notImported.add('renamed', `${name} → ${key}`, scope, '')
    for (const keyword of kind.lost) notImported.add('setting', keyword, scope, '')
    const words = fitWords({ fr: label }, { fr: textOf(schema.description) }, name || key)
    if (words.isCut || words.isShortened) notImported.add('shortened', 'label', scope, '')
    if (kind.options) lists[key] = kind.options
    const field: FormField = {
      ...{ id: key, key, type: kind.type, label: words.label },
      ...(words.help && { help: words.help }),
      ...(isRequired && { required: true }),
      ...kind.limits,
      ...(kind.options && { list: key }),
      ...(rule !== undefined && { visibleIf: rule as FormField['visibleIf'] }),
    }
    if (dropCrossedLimits(field)) notImported.add('setting', 'minimum, maximum', scope, '')
    const isNumberChoice = kind.type === 'choice' && typeof schema.default === 'number'
    const value = isNumberChoice ? String(schema.default) : schema.default
    const standard = fittingDefault({ lists }, field, value)
    if (standard !== undefined) field.default = standard
    else if (value !== undefined) notImported.add('default', 'default', scope, '')
    asked.set(scope, field)
    builder.add(field)
  }

  /** JSON Forms shows what its UI schema names, and so does the form. */
  const tellUnreached = (): void => {
    const properties = isObject(root.properties) ? Object.keys(root.properties) : []
    for (const name of properties) {
      const scope = scopeOf('#', name)
      const isReached = [...reached].some((each) => each === scope || each.startsWith(`${scope}/`))
      if (!isReached) notImported.add('unused', name, scope, '')
    }
  }

  return {
    read,
    readProperties,
    done() {
      tellUnreached()
      return { sections: builder.sections, lists, notImported: notImported.list() }
    },
  }
}

/** A label is a text, or an object with one. */
function textOf(label: unknown): string {
  if (typeof label === 'string') return label.trim()
  return isObject(label) && typeof label.text === 'string' ? label.text.trim() : ''
}
