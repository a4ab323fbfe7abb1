import { type FormDefinition, type FormField, formFormat } from '../../contract/form-definition.ts'
import { questionsOf } from '../../domain/forms/form-parts.ts'
import { fieldNames } from '../forms/field-names.ts'
import { fileRefusal } from '../forms/file-refusal.ts'
import { fitLabel } from '../forms/fit-text.ts'
import { notImportedList, type NotImportedPart } from '../forms/not-imported.ts'
import { sectionBuilder } from '../forms/section-builder.ts'
import { languagesOf, wordsOf } from './languages.ts'
import { tellOtherColumns } from './other-columns.ts'
import { type RowKind, rowKindOf } from './question-type.ts'
import { type ChoiceList, readChoices } from './read-choices.ts'
import { isYes, readQuestion, ruleOf, type Survey, surveyColumns } from './read-question.ts'
import { readRows, type Sheet, type SheetRow } from './sheet-rows.ts'

export interface ReadForm {
  readonly definition: FormDefinition
  readonly notImported: NotImportedPart[]
}

const textColumns = new Set(['label', 'hint', 'constraint_message'])
const readSheets = ['survey', 'choices', 'settings']

/**
 * The form that an XLSForm describes (https://xlsform.org), and what of it is not, or is otherwise, in
 * that form; `docs/forms.md` says what maps to what.
 *
 * @param fallbackTitle where the file gives none
 * @throws AppError `E-FRM-FILE` for a file that is none, or has no question that could be imported
 */
export function readXlsForm(given: readonly Sheet[], fallbackTitle: string): ReadForm {
  // A sheet alone is the survey, whatever it is called.
  const sheets = given.length === 1 ? given.map((sheet) => ({ ...sheet, name: 'survey' })) : given
  const notImported = notImportedList()
  const rowsOf = (name: string) =>
    readRows(sheets.find((sheet) => isNamed(sheet, name)) ?? { name, rows: [] })
  const [survey, choices, settings] = [rowsOf('survey'), rowsOf('choices'), rowsOf('settings')]
  for (const name of ['type', 'name'])
    if (!survey.columns.some((column) => column.name === name)) throw fileRefusal('noHeader', name)
  for (const sheet of sheets)
    if (!readSheets.some((name) => isNamed(sheet, name)) && sheet.rows.length > 0)
      notImported.add('sheet', sheet.name, sheet.name)

  const [row] = settings.rows
  const setting = (column: string): string => row?.text(column) ?? ''
  for (const { column, text } of row?.entries ?? [])
    if (!['form_title', 'form_id', 'default_language'].includes(column.name))
      notImported.add('setting', `${column.header}: ${text}`, `settings ${row!.number}`)

  const columns = [...survey.columns, ...choices.columns]
  const languages = languagesOf(
    columns.filter(({ name }) => textColumns.has(name)),
    setting('default_language'),
  )
  if (languages.replaced !== null) notImported.add('replaced', languages.replaced, 'survey')

  const choiceLists = readChoices(choices.rows, languages, notImported)
  const optionsById = [...choiceLists.values()].map(({ id, options }) => [id, options] as const)
  const context = { languages, notImported, lists: Object.fromEntries(optionsById) }
  const { sections, used } = readSurvey(survey.rows, choiceLists, context)
  const [first] = notImported.list()
  if (questionsOf({ sections }).length === 0) throw fileRefusal('noQuestions', first?.what ?? '')
  for (const [name, { id }] of choiceLists)
    if (!used.has(id)) notImported.add('unused', name, 'choices')

  const title = { [languages.localeOf(null) ?? 'fr']: setting('form_title') || fallbackTitle }
  return {
    definition: {
      ...{ format: formFormat, formId: setting('form_id').slice(0, 64) || 'form', version: 0 },
      ...{ title: fitLabel(title), sections },
      lists: Object.fromEntries(optionsById.filter(([id]) => used.has(id))),
    },
    notImported: notImported.list(),
  }
}

function isNamed(sheet: Sheet, name: string): boolean {
  return sheet.name.trim().toLowerCase() === name
}

/** @returns the sections, and the ids of the lists that their questions offer */
function readSurvey(
  rows: readonly SheetRow[],
  choiceLists: ReadonlyMap<string, ChoiceList>,
  context: Omit<Survey, 'asked'>,
) {
  const { languages, notImported } = context
  const builder = sectionBuilder()
  const asked = new Map<string, FormField>()
  const survey: Survey = { ...context, asked }
  const ambiguous = namesGivenTwice(rows)
  const newKey = fieldNames()
  const used = new Set<string>()
  /** How many groups around a row are left out, the outermost because it is repeated. */
  let skipped = 0

  const beginGroup = (row: SheetRow, tell: Tell): void => {
    const [type, name] = [row.text('type'), row.text('name')]
    const losses = builder.begin(
      ...([name || 'group', wordsOf(row, 'label', languages)] as const),
      ruleOf(row, survey, name),
    )
    if (losses.isNested) tell('flattened', type)
    if (losses.isTitleShortened) tell('shortened', 'label')
    if (losses.isRuleDropped) tell('expression', `relevant: ${row.text('relevant')}`)
    tellGroupSettings(row, tell)
  }

  const addQuestion = (row: SheetRow, kind: Question, tell: Tell): void => {
    const [type, name] = [row.text('type'), row.text('name')]
    const list = kind.list === undefined ? undefined : choiceLists.get(kind.list)
    if (list) used.add(list.id)
    const { fr, en } = wordsOf(row, 'label', languages)
    const isNameMissing = name === '' && kind.type !== 'heading'
    if (isNameMissing || (kind.list !== undefined && !list)) tell('incomplete', type)
    const key = newKey(name || (isNameMissing && (fr ?? en)) || 'note')
    if (name !== '' && key !== name) tell('renamed', `${name} → ${key}`)
    const field = readQuestion(row, kind, { key, list: list?.id }, survey)
    if (!ambiguous.has(name)) asked.set(name, field)
    builder.add(field)
  }

  for (const row of rows) {
    const [type, name] = [row.text('type'), row.text('name')]
    const tell: Tell = (reason, what) => notImported.add(reason, what, `survey ${row.number}`, name)
    const kind = rowKindOf(type, row.text('appearance'))
    if (isYes(row.text('disabled'))) tell('disabled', type)
    else if (skipped > 0 && kind.kind !== 'end') {
      if (kind.kind === 'begin') skipped += 1
      tell('repeat', type)
    } else if (kind.kind === 'end') {
      if (skipped > 0) skipped -= 1
      else if (!builder.end()) tell('broken', type)
    } else if (type === '') tell('incomplete', row.entries[0]?.text ?? '')
    else if (kind.kind === 'unknown') tell('type', type)
    else if (kind.kind === 'begin' && kind.part === 'repeat') {
      skipped = 1
      tell('type', type)
    } else {
      tellOtherColumns(row, surveyColumns, languages, notImported, 'survey', name)
      if (kind.kind === 'question') addQuestion(row, kind, tell)
      else beginGroup(row, tell)
    }
  }
  for (const name of builder.open) notImported.add('broken', 'begin_group', 'survey', name)
  return { sections: builder.sections, used }
}

type Tell = (reason: NotImportedPart['reason'], what: string) => void
type Question = Extract<RowKind, { kind: 'question' }>

/** What a group has beyond its title and rule. */
function tellGroupSettings(row: SheetRow, tell: Tell): void {
  for (const { column, text } of row.entries)
    if (['hint', 'required', 'constraint', 'default', 'parameters'].includes(column.name))
      tell('setting', `${column.header}: ${text}`)
    // All questions of a section are on one screen here.
    else if (column.name === 'appearance' && text !== 'field-list')
      tell('setting', `appearance: ${text}`)
}

function namesGivenTwice(rows: readonly SheetRow[]): ReadonlySet<string> {
  const [seen, twice] = [new Set<string>(), new Set<string>()]
  for (const row of rows) {
    const name = row.text('name')
    if (rowKindOf(row.text('type'), '').kind !== 'question' || name === '') continue
    if (seen.has(name)) twice.add(name)
    seen.add(name)
  }
  return twice
}
