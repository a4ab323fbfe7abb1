import { expect, test } from 'vitest'
import { formDefinitionSchema } from '../../contract/form-definition.ts'
import { definitionProblems } from '../../domain/forms/check-definition.ts'
import { fieldsOf } from '../../domain/forms/form-parts.ts'
import type { Json } from './json-schema.ts'
import { isJsonForms, readJsonForms } from './read-json-forms.ts'

/** Reads a form, and makes sure that it can be stored. */
function read(schema: Json, uischema?: Json) {
  const form = readJsonForms({ schema, ...(uischema && { uischema }) }, 'visit')
  expect(formDefinitionSchema.parse(form.definition)).toEqual(form.definition)
  return {
    ...form,
    fields: fieldsOf(form.definition),
    told: form.notImported.map(({ where, what, reason }) => `${reason} ${where}: ${what}`),
  }
}

const objectOf = (properties: Json, more: Json = {}): Json => ({
  ...{ type: 'object', properties },
  ...more,
})
const control = (name: string, more: Json = {}): Json => ({
  ...{ type: 'Control', scope: `#/properties/${name}` },
  ...more,
})
const layout = (...elements: Json[]): Json => ({ type: 'VerticalLayout', elements })

test.each<[Json, object]>([
  [{ type: 'string' }, { type: 'text' }],
  [{ type: ['string', 'null'] }, { type: 'text' }],
  [
    { type: 'string', maxLength: 20 },
    { type: 'text', maxLength: 20 },
  ],
  [
    { type: 'string', pattern: '^[0-9]{5}$' },
    { type: 'text', pattern: '[0-9]{5}' },
  ],
  [
    { type: 'string', pattern: 'a|b' },
    { type: 'text', pattern: '(?s:.*)(?:a|b)(?s:.*)' },
  ],
  [{ type: 'string', format: 'date' }, { type: 'date' }],
  [{ type: 'string', format: 'time' }, { type: 'time' }],
  [{ type: 'string', format: 'date-time' }, { type: 'dateTime' }],
  [
    { type: 'string', format: 'email' },
    { type: 'text', pattern: '[^@\\s]+@[^@\\s]+\\.[^@\\s]+' },
  ],
  [
    { type: 'integer', minimum: 1, maximum: 9 },
    { type: 'integer', min: 1, max: 9 },
  ],
  [
    { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 },
    { type: 'integer', min: 1, max: 9 },
  ],
  [
    { type: 'number', minimum: 0, multipleOf: 0.5 },
    { type: 'decimal', min: 0, step: 0.5 },
  ],
  [
    { type: 'boolean', default: false },
    { type: 'boolean', default: false },
  ],
  [
    { type: 'string', default: 'Paris' },
    { type: 'text', default: 'Paris' },
  ],
])('FRM-09 a property %j', (schema, expected) => {
  const { fields, told } = read(objectOf({ q: schema }))
  expect(fields).toEqual([{ id: 'q', key: 'q', label: { fr: 'Q' }, ...expected }])
  expect(told).toEqual([])
})

test.each<[string, Json, string, string[][]]>([
  [
    'enum',
    { type: 'string', enum: ['a', 'b'] },
    'choice',
    [
      ['a', 'a'],
      ['b', 'b'],
    ],
  ],
  [
    'enum of numbers',
    { type: 'integer', enum: [1, 2] },
    'choice',
    [
      ['1', '1'],
      ['2', '2'],
    ],
  ],
  ['oneOf', { oneOf: [{ const: 'a', title: 'A' }] }, 'choice', [['a', 'A']]],
  [
    'array of enum',
    { type: 'array', items: { enum: ['a'] }, uniqueItems: true },
    'choices',
    [['a', 'a']],
  ],
  [
    'array of oneOf',
    { type: 'array', items: { oneOf: [{ const: 'a', title: 'A' }] } },
    ...(['choices', [['a', 'A']]] as const),
  ],
] as [string, Json, string, string[][]][])('FRM-09 a choice as %s', (_, schema, type, options) => {
  const { fields, definition, told } = read(objectOf({ brands: schema }))
  expect(fields[0]).toMatchObject({ type, list: 'brands' })
  expect(definition.lists.brands?.map(({ value, label }) => [value, label.fr])).toEqual(options)
  expect(told).toEqual([])
})

test.each<[Json, string]>([
  [{ type: 'array', items: { type: 'object' } }, 'type #/properties/q: array'],
  [{ type: 'array', items: { type: 'string' } }, 'type #/properties/q: array'],
  [{ type: 'object' }, 'type #/properties/q: object'],
  [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, 'type #/properties/q: schema'],
  [{ type: ['string', 'number'] }, 'type #/properties/q: schema'],
  [{ $ref: '#/definitions/nowhere' }, 'reference #/properties/q: scope'],
  [{ $ref: 'https://example.com/schema' }, 'reference #/properties/q: scope'],
  [{ $ref: '#/properties/q' }, 'reference #/properties/q: scope'],
])('FRM-09 a property %j is left out, and told', (schema, expected) => {
  const { fields, told } = read(objectOf({ q: schema, x: { type: 'string' } }))
  expect(fields.map(({ id }) => id)).toEqual(['x'])
  expect(told).toEqual([expected])
})

test.each<[Json, string]>([
  [{ type: 'string', minLength: 3 }, 'setting #/properties/q: minLength: 3'],
  [{ type: 'string', format: 'uri' }, 'setting #/properties/q: format: "uri"'],
  [{ type: 'string', pattern: '(?=x)' }, 'setting #/properties/q: pattern: "(?=x)"'],
  [{ type: 'string', readOnly: true }, 'setting #/properties/q: readOnly: true'],
  [{ type: 'number', exclusiveMinimum: 0 }, 'setting #/properties/q: exclusiveMinimum: 0'],
  [{ type: 'integer', minimum: 5, maximum: 3 }, 'setting #/properties/q: minimum, maximum'],
  [{ type: 'integer', default: 'x' }, 'default #/properties/q: default'],
])('FRM-09 of a property %j a part is told', (schema, expected) => {
  const { fields, told } = read(objectOf({ q: schema }))
  expect(fields).toHaveLength(1)
  expect(told).toEqual([expected])
})

test('FRM-09 labels come from the UI schema, the title or the name', () => {
  const { fields } = read(
    objectOf(
      {
        a: { type: 'string', title: 'Titre' },
        b: { type: 'string', title: 'Titre', description: 'Aide' },
        firstName: { type: 'string' },
      },
      { required: ['a'] },
    ),
    layout(control('a', { label: 'Marque' }), control('b'), control('firstName')),
  )
  expect(
    fields.map(({ key, label, help, required }) => [key, label.fr, help?.fr, required]),
  ).toEqual([
    ['a', 'Marque', undefined, true],
    ['b', 'Titre', 'Aide', undefined],
    ['first_name', 'First Name', undefined, undefined],
  ])
})

test('FRM-09 groups, categories and objects become sections', () => {
  const { definition, told } = read(
    objectOf({
      a: { type: 'string' },
      b: { type: 'string' },
      address: objectOf({ city: { type: 'string' } }, { title: 'Adresse' }),
    }),
    layout(
      { type: 'Group', label: 'Client', elements: [control('a')] },
      {
        type: 'Categorization',
        elements: [{ type: 'Category', label: 'Suite', elements: [control('b')] }],
      },
      control('address'),
      { type: 'Label', text: 'Fin' },
    ),
  )
  expect(
    definition.sections.map(({ title, fields }) => [title?.fr, fields.map(({ id }) => id).join()]),
  ).toEqual([
    ['Client', 'a'],
    ['Suite', 'b'],
    ['Adresse', 'city'],
    [undefined, 'note'],
  ])
  expect(told).toEqual([])
})

const answers = { c: { type: 'string', enum: ['x', 'y'] }, b: { type: 'boolean' } }
const rule = (effect: string, schema: unknown, scope = '#/properties/c') => ({
  rule: { effect, condition: { scope, schema } },
})

test.each([
  ['SHOW', { const: 'x' }, { '==': [{ var: 'c' }, 'x'] }],
  ['HIDE', { const: 'x' }, { '!': [{ '==': [{ var: 'c' }, 'x'] }] }],
  ['SHOW', { enum: ['x', 'y'] }, { in: [{ var: 'c' }, ['x', 'y']] }],
  ['SHOW', { not: { const: 'x' } }, { '!': [{ '==': [{ var: 'c' }, 'x'] }] }],
])('FRM-09 a rule that %ss for %j', (effect, schema, visibleIf) => {
  const { fields, definition, told } = read(
    objectOf({ ...answers, q: { type: 'string' } }),
    layout(control('c'), control('b'), control('q', rule(effect, schema))),
  )
  expect(fields[2]?.visibleIf).toEqual(visibleIf)
  expect(told).toEqual([])
  expect(definitionProblems(definition)).toEqual([])
})

test('FRM-09 a rule over several conditions, and one in the old form', () => {
  const conditions = [
    { scope: '#/properties/c', schema: { const: 'x' } },
    { type: 'LEAF', scope: '#/properties/b', expectedValue: true },
  ]
  const { fields } = read(
    objectOf({ ...answers, q: { type: 'string' } }),
    layout(
      ...[control('c'), control('b')],
      control('q', { rule: { effect: 'SHOW', condition: { type: 'AND', conditions } } }),
    ),
  )
  expect(fields[2]?.visibleIf).toEqual({
    and: [{ '==': [{ var: 'c' }, 'x'] }, { '==': [{ var: 'b' }, true] }],
  })
})

test('FRM-09 the rule of a layout shows the section of its questions', () => {
  const { definition } = read(
    objectOf({ ...answers, q: { type: 'string' } }),
    layout(
      control('c'),
      { ...layout(control('q')), ...rule('SHOW', { const: 'x' }) },
      control('b'),
    ),
  )
  expect(definition.sections.map(({ visibleIf, fields }) => [fields[0]?.id, visibleIf])).toEqual([
    ['c', undefined],
    ['q', { '==': [{ var: 'c' }, 'x'] }],
    ['b', undefined],
  ])
})

test.each([
  ['ENABLE', { const: 'x' }, '#/properties/c', 'expression'],
  ['SHOW', { minimum: 5 }, '#/properties/c', 'expression'],
  ['SHOW', { const: true }, '#/properties/c', 'expression'],
  ['SHOW', { const: 'x', type: 'string' }, '#/properties/c', 'expression'],
  ['SHOW', { const: 'x' }, '#/properties/later', 'reference'],
  ['SHOW', { const: 'x' }, '#/properties/nowhere', 'reference'],
])('FRM-09 a rule that %ss for %j of %s is told', (effect, schema, scope, reason) => {
  const { fields, told } = read(
    objectOf({ ...answers, q: { type: 'string' }, later: { type: 'string' } }),
    layout(
      ...[control('c'), control('b')],
      control('q', rule(effect, schema, scope)),
      control('later'),
    ),
  )
  expect(fields[2]).not.toHaveProperty('visibleIf')
  expect(told).toEqual([`${reason} #/properties/q: rule: ${effect}`])
})

test('FRM-09 what a form does not show, or shows twice, is told', () => {
  const { fields, told } = read(
    objectOf({ a: { type: 'string' }, b: { type: 'string' } }, { if: {}, then: {} }),
    layout(
      ...[control('a', { options: { trim: true, multi: true } }), control('a'), control('nowhere')],
      { type: 'ListWithDetail', scope: '#/properties/b' },
    ),
  )
  expect(fields.map(({ id, type }) => [id, type])).toEqual([['a', 'longText']])
  expect(told).toEqual([
    'expression #: if',
    'expression #: then',
    'setting #/properties/a: options.trim',
    'duplicate #/properties/a: Control',
    'reference #/properties/nowhere: scope',
    'type #/properties/b: ListWithDetail',
    'unused #/properties/b: b',
  ])
})

test('FRM-09 objects that stand in each other without end are refused', () => {
  const node = { type: 'object', properties: { a: { $ref: '#' }, b: { $ref: '#' } } }
  expect(() => readJsonForms({ schema: node }, 'x')).toThrow(
    expect.objectContaining({ code: 'E-FRM-TOO-LARGE' }) as Error,
  )
})

test('FRM-09 a form without a question that could be imported is refused', () => {
  expect(() => readJsonForms({ schema: objectOf({ q: { type: 'array' } }) }, 'x')).toThrow(
    expect.objectContaining({
      ...{ code: 'E-FRM-FILE', details: { reason: 'noQuestions', what: 'array' } },
    }) as Error,
  )
})

test.each<[unknown, boolean]>([
  [{ schema: {}, uischema: {} }, true],
  [{ uischema: {} }, true],
  [{ type: 'object', properties: {} }, true],
  [{ format: 'report-form/1', sections: [] }, false],
  [[], false],
  [null, false],
  ['text', false],
])('FRM-09 %j is a form of JSON Forms: %s', (value, expected) => {
  expect(isJsonForms(value)).toBe(expected)
})
