import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../contract/app-error.ts'
import { formDefinitionSchema } from '../../contract/form-definition.ts'
import { definitionProblems } from '../../domain/forms/check-definition.ts'
import { readJsonForms } from './read-json-forms.ts'

const seed = 917

const name = fc.constantFrom('a', 'b', 'firstName', '__proto__', 'constructor', 'x/y', '', 'é')
const value = fc.oneof(fc.string({ maxLength: 5 }), fc.integer(), fc.boolean(), fc.constant(null))
const schema = fc.letrec<{ schema: unknown }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record(
      {
        type: fc.constantFrom('string', 'integer', 'number', 'boolean', 'array', 'object', 7),
        ...{ title: value, description: value, default: value, format: value, pattern: value },
        ...{ minimum: value, maximum: value, maxLength: value, multipleOf: value },
        enum: fc.array(value, { maxLength: 3 }),
        $ref: fc.constantFrom('#', '#/properties/a', '#/nowhere', 'https://example.com'),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record({ type: fc.constant('array'), items: tie('schema') }),
    fc.record(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(name, tie('schema'), { maxKeys: 4 }),
        required: fc.array(name, { maxLength: 2 }),
      },
      { requiredKeys: ['type', 'properties'] },
    ),
  ),
})).schema

const scope = fc.constantFrom(
  ...['#/properties/a', '#/properties/b', '#/properties/firstName', '#/properties/x~1y', '#'],
  ...['#/properties/a/properties/b', '#/properties/__proto__', '#/nowhere'],
)
const rule = fc.record({
  effect: fc.constantFrom('SHOW', 'HIDE', 'ENABLE'),
  condition: fc.record({ scope, schema: fc.oneof(fc.record({ const: value }), value) }),
})
const element = fc.letrec<{ element: unknown }>((tie) => ({
  element: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record(
      {
        type: fc.constantFrom('Control', 'Label', 'Other'),
        scope,
        label: value,
        text: value,
        rule,
      },
      { requiredKeys: ['type'] },
    ),
    fc.record(
      {
        type: fc.constantFrom('VerticalLayout', 'Group', 'Category', 'Categorization'),
        ...{ label: value, rule, elements: fc.array(tie('element'), { maxLength: 5 }) },
      },
      { requiredKeys: ['type'] },
    ),
  ),
})).element

test(
  'FRM-09 whatever a schema and its UI schema say, the form can be stored, or the file is refused',
  { timeout: 60_000 },
  () => {
    let read = 0
    fc.assert(
      fc.property(
        fc.record({
          properties: fc.record({ a: schema, b: schema, firstName: schema, 'x/y': schema }),
        }),
        fc.option(element, { nil: undefined }),
        (root, uischema) => {
          try {
            const { definition } = readJsonForms({ schema: root, uischema }, 'x')
            read += 1
            expect(formDefinitionSchema.safeParse(definition).error).toBeUndefined()
            expect(definitionProblems(definition)).toEqual([])
          } catch (error) {
            if (!(error instanceof AppError)) throw error
            expect(['E-FRM-FILE', 'E-FRM-TOO-LARGE']).toContain(error.code)
          }
        },
      ),
      { seed, numRuns: 500 },
    )
    expect(read).toBeGreaterThan(80)
  },
)
