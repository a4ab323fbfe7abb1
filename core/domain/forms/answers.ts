import type { FormDefinition } from '../../contract/form-definition.ts'
import { questionsOf } from './form-parts.ts'
import { fieldsOfRule, holds } from './rule.ts'

/**
 * Answers by field id, as JSON:
 *
 * - `text`, `longText`, `choice`: text; `choices`, `user`, `contact`, `product`, `emailCopy`: a list of
 *   texts (values, ids, references, addresses);
 * - `boolean`; `integer`, `decimal`, `rating`: a number;
 * - `date`: `YYYY-MM-DD`; `time`: `HH:MM`; `dateTime`: UTC milliseconds;
 * - `richText`: a delta; `file`: a list of files; `signature`: one file, a picture.
 *
 * What is not answered is absent or `null`.
 */
export type Answers = Readonly<Record<string, unknown>>

/** Whether there is nothing in an answer; `false` and 0 are answers. */
export function isEmpty(answer: unknown): boolean {
  if (answer === undefined || answer === null) return true
  if (typeof answer === 'string') return answer.trim() === ''
  return Array.isArray(answer) && answer.every(isEmptyEntry)
}

/** A delta of line breaks says nothing. */
function isEmptyEntry(entry: unknown): boolean {
  const text: unknown =
    typeof entry === 'object' && entry !== null && 'insert' in entry ? entry.insert : entry
  return text === null || (typeof text === 'string' && text.trim() === '')
}

/** What is shown: ids of the sections and fields whose rules hold. */
export interface Shown {
  readonly sections: ReadonlySet<string>
  readonly fields: ReadonlySet<string>
}

/**
 * Which parts are shown for the answers given so far. Rules ask for earlier answers only; one that is
 * not shown counts as not given.
 */
export function shownParts(
  { sections }: Pick<FormDefinition, 'sections'>,
  answers: Answers,
): Shown {
  const shown = { sections: new Set<string>(), fields: new Set<string>() }
  const given: Record<string, unknown> = {}
  const isShown = (rule: unknown): boolean => rule === undefined || holds(rule, given)
  for (const section of sections) {
    if (!isShown(section.visibleIf)) continue
    shown.sections.add(section.id)
    for (const { id, visibleIf } of section.fields) {
      if (!isShown(visibleIf)) continue
      shown.fields.add(id)
      if (Object.hasOwn(answers, id)) given[id] = isEmpty(answers[id]) ? null : answers[id]
    }
  }
  return shown
}

/** Ids of the fields on whose answers it depends what is shown. */
export function askedFields({ sections }: Pick<FormDefinition, 'sections'>): ReadonlySet<string> {
  const rules = sections.flatMap(({ visibleIf, fields }) => [
    visibleIf,
    ...fields.map((field) => field.visibleIf),
  ])
  return new Set(rules.flatMap(fieldsOfRule))
}

/** What is submitted: the answers that are shown and not empty, those of the form's own fields. */
export function submittedAnswers(
  form: Pick<FormDefinition, 'sections'>,
  answers: Answers,
): Record<string, unknown> {
  const { fields } = shownParts(form, answers)
  return Object.fromEntries(
    questionsOf(form).flatMap(({ id }) =>
      fields.has(id) && !isEmpty(answers[id]) ? [[id, answers[id]] as const] : [],
    ),
  )
}

/** What a form begins with. */
export function defaultAnswers(form: Pick<FormDefinition, 'sections'>): Record<string, unknown> {
  return Object.fromEntries(
    questionsOf(form).flatMap((field) =>
      field.default === undefined ? [] : [[field.id, field.default] as const],
    ),
  )
}
