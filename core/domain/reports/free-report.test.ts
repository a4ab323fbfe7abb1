import { expect, test } from 'vitest'
import { definitionProblems } from '../forms/check-definition.ts'
import { formDefinitionSchema } from '../../contract/form-definition.ts'
import { freeReportForm, freeReportParts, linesOf } from './free-report.ts'

test('AIR-07 the built-in form is one that could be published', () => {
  expect(formDefinitionSchema.parse(freeReportForm)).toEqual(freeReportForm)
  expect(definitionProblems(freeReportForm)).toEqual([])
})

test('AIR-07 issues and next steps of a free report are known by their lines', () => {
  expect(
    freeReportParts({
      issues: '- Livraisons en retard\n- Stock insuffisant',
      actions: 'Je rappelle le dépôt. Paul envoie le devis',
      next_step: 'Faire le point',
      next_on: '2026-12-15',
    }),
  ).toEqual({
    issues: ['Livraisons en retard', 'Stock insuffisant'],
    nextSteps: [
      { text: 'Je rappelle le dépôt', ownerId: null, dueOn: null },
      { text: 'Paul envoie le devis', ownerId: null, dueOn: null },
      { text: 'Faire le point', ownerId: null, dueOn: '2026-12-15' },
    ],
  })
})

test('AIR-07 an empty report has none', () => {
  expect(freeReportParts({})).toEqual({ issues: [], nextSteps: [] })
})

test.each([
  ['Aucun problème', []],
  [12, []],
  [' \n ', []],
  ['3.5 jours de retard; deux palettes', ['3.5 jours de retard', 'deux palettes']],
])('AIR-07 lines of %j', (answer, lines) => {
  expect(linesOf(answer)).toEqual(lines)
})
