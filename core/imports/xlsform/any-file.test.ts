import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../contract/app-error.ts'
import { formDefinitionSchema } from '../../contract/form-definition.ts'
import { definitionProblems } from '../../domain/forms/check-definition.ts'
import { readXlsForm } from './read-xlsform.ts'

const seed = 916

const headers = [
  ...['type', 'name', 'label', 'label::French', 'label::English (en)', 'hint', 'required'],
  ...['relevant', 'constraint', 'constraint_message', 'default', 'appearance', 'parameters'],
  ...['list_name', 'disabled', 'calculation', '', '::', 'bind::relevant', '__proto__'],
]
const words = [
  ...['text', 'integer', 'decimal', 'range', 'select_one l', 'select_multiple m', 'date', 'time'],
  ...['note', 'image', 'acknowledge', 'begin_group', 'end_group', 'begin_repeat', 'end_repeat'],
  ...['geopoint', 'barcode', 'a', 'b', 'A', 'l', 'm', 'yes', '', '', '', 'multiline', 'signature'],
  ...["${a} = 'x'", '${b} > 1 and . < 5', "selected(${a}, 'b')", '. > 0', "regex(., '[')"],
  ...['not(${a})', 'today()', '2026-01-31', '3', 'start=1 end=0 step=-1', 'é'.repeat(250)],
  ...['__proto__', 'constructor', 'x'.repeat(1100), 'field-list', '12:30', 'OK'],
]

const cell = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
)
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 12 }), { maxLength: 15 })
const sheet = (name: string, fixed: readonly string[]) =>
  fc.record({ header: fc.shuffledSubarray(headers), rows }).map(({ header, rows: below }) => ({
    name,
    rows: [[...fixed, ...header], ...below].map((cells, index) => ({ number: index + 1, cells })),
  }))

test('FRM-09 whatever stands in the sheets, the form can be stored, or the file is refused', () => {
  let read = 0
  fc.assert(
    fc.property(
      sheet('survey', ['type', 'name']),
      sheet('choices', ['list_name', 'name']),
      (survey, choices) => {
        try {
          const { definition, notImported } = readXlsForm([survey, choices], 'x')
          read += 1
          expect(formDefinitionSchema.safeParse(definition).error).toBeUndefined()
          // A choice without options waits for them; nothing else has to be mended.
          const codes = definitionProblems(definition).map(({ code }) => code)
          expect(codes.filter((code) => code !== 'noOptions')).toEqual([])
          expect(notImported.every(({ where, what }) => where !== '' && what.length <= 301)).toBe(
            true,
          )
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          expect(error.code).toBe('E-FRM-FILE')
        }
      },
    ),
    { seed, numRuns: 1000 },
  )
  expect(read).toBeGreaterThan(250)
})
