import { getExamples } from '@jsonforms/examples'
import { expect, test } from 'vitest'
import { type FormDefinition, formDefinitionSchema } from '../../core/contract/form-definition.ts'
import type { NotImported } from '../../core/contract/forms.ts'
import { versionChanges } from '../../core/domain/forms/compare-versions.ts'
import { fieldsOf } from '../../core/domain/forms/form-parts.ts'
import { largestFormBytes } from '../forms/form-file.ts'
import { readCsvSheets } from '../forms/read-csv-sheets.ts'
import { formFixture, workbook, workbookOf, workbookOfXml, xmlRow } from '../testing/form-files.ts'
import { openTestWorkspace, type TestBackend } from '../testing/test-backend.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

interface Imported {
  readonly id: string
  readonly draft: FormDefinition
  readonly problems: string[]
  readonly told: string[]
}

/** Imports a file; the form on the table is what was stored of it. */
async function imported(app: TestBackend, name: string, content: Uint8Array): Promise<Imported> {
  const { id, notImported } = await app.client.call('forms.import', { name, content })
  const { draft, problems } = await app.first('forms.design', { id })
  return { id, draft, problems: problems.map(({ code }) => code), told: notImported.map(toldOf) }
}

const toldOf = ({ reason, where, what }: NotImported): string => `${reason} ${where}: ${what}`

const typesOf = (form: FormDefinition): string =>
  fieldsOf(form)
    .map(({ key, type }) => `${key}:${type}`)
    .join(' ')

/** Imports a file that cannot be; says why not, and makes sure that nothing was written. */
async function refusal(name: string, content: Uint8Array): Promise<unknown> {
  const app = await openTestWorkspace()
  const code = await app.client.call('forms.import', { name, content }).then(
    () => 'imported',
    (error: { code: string; details?: { reason?: string } }) =>
      [error.code, error.details?.reason].filter(Boolean).join(' '),
  )
  expect(await app.first('forms.watch', {})).toEqual([])
  return code
}

test.each<[string, string, string[], string[]]>([
  ['oui-non.csv', 'interesse:choice', [], []],
  [
    'preciser-autre.csv',
    'marques:choices autre_marque:text nombre:integer pourquoi:text',
    ...([[], []] as [string[], string[]]),
  ],
  [
    'groupes.csv',
    'accord:boolean ponts:integer charge:decimal etat:choice fin:heading',
    [
      'flattened survey 6 levage: begin_group',
      'setting survey 9: appearance: minimal',
      'type survey 11 mecaniciens: begin_repeat',
      'repeat survey 12 nom: text',
    ],
    [],
  ],
  [
    'tous-les-types.csv',
    'ville:text remarque:longText age:integer montant:decimal note_sur_20:integer etoiles:rating ' +
      'ouvert:choice deux:choices jour:date heure:time moment:dateTime photo:file ' +
      'signature:signature enregistrement:file film:file document:file information:heading ' +
      'reference:text vu:boolean',
    [
      'type survey 3 debut: start',
      'type survey 4 appareil: deviceid',
      'type survey 13 ailleurs: select_one_from_file villes.csv',
      'type survey 14 ordre: rank oui_non',
      'replaced survey 24 reference: barcode',
      'type survey 25 position: geopoint',
      'type survey 26 trajet: geotrace',
      'type survey 27 zone: geoshape',
      'type survey 29 double: calculate',
      'type survey 30 cache: hidden',
    ],
    [],
  ],
  [
    'langues.csv',
    'nom:text jour:choice',
    ['setting settings 11: version: 2026033001', 'language choices, survey: label::Español (es)'],
    [],
  ],
  [
    'contraintes.csv',
    'quantite:integer remise:decimal code_postal:text commentaire:text livraison:date fin:date mot:text',
    [
      'loosened survey 4 remise: constraint: . >= 0 and . < 1',
      'expression survey 7 livraison: constraint: . >= today()',
      'default survey 7 livraison: default: today()',
      "expression survey 9 mot: constraint: regex(., '(?!x).*')",
    ],
    [],
  ],
  [
    'cascade.csv',
    'region:choice ville:choice',
    [
      'setting choices 9: region: idf',
      'setting choices 10: region: ara',
      'expression survey 4 ville: choice_filter: region = ${region}',
    ],
    [],
  ],
])(
  'FRM-09 %s is imported the same as text and as workbook, and tells what is missing',
  async (name, types, told, problems) => {
    const app = await openTestWorkspace()
    const content = formFixture(name)
    const text = await imported(app, name, content)
    expect(typesOf(text.draft)).toBe(types)
    expect([text.told, text.problems]).toEqual([told, problems])
    const { sheets } = readCsvSheets(new TextDecoder().decode(content))
    const book = await imported(app, name.replace('csv', 'xlsx'), await workbookOf(sheets))
    expect({ ...book.draft, formId: '' }).toEqual({ ...text.draft, formId: '' })
    const withoutRows = (each: string): string => each.replace(/ \d+/, '')
    expect(book.told.map(withoutRows)).toEqual(told.map(withoutRows))
  },
)

test('FRM-09 the rules of a file are rules of the form', async () => {
  const app = await openTestWorkspace()
  const { draft } = await imported(app, 'x.csv', formFixture('preciser-autre.csv'))
  const marques = { var: 'marques' }
  expect(fieldsOf(draft).map(({ visibleIf, required }) => [visibleIf, required])).toEqual([
    [undefined, true],
    [{ in: ['autre', marques] }, true],
    [{ '!=': [marques, null] }, undefined],
    [{ and: [{ '!': [{ in: ['bosch', marques] }] }, { '==': [{ var: 'nombre' }, 0] }] }, undefined],
  ])
})

test('FRM-06 FRM-09 an updated form is told apart from its original', async () => {
  const app = await openTestWorkspace()
  const original = await imported(app, 'a.csv', formFixture('stock-original.csv'))
  const updated = await imported(app, 'b.csv', formFixture('stock-mis-a-jour.csv'))
  expect(original.id).not.toBe(updated.id)
  expect(await app.first('forms.watch', {})).toHaveLength(2)
  expect(versionChanges(original.draft, updated.draft)).toEqual([
    { code: 'words', fieldId: 'etat', values: [] },
    { code: 'optionRemoved', fieldId: 'etat', values: ['moitie'] },
    { code: 'optionAdded', fieldId: 'etat', values: ['ferme'] },
    { code: 'words', fieldId: 'references', values: [] },
    { code: 'narrowed', fieldId: 'references', values: [] },
    { code: 'typeChanged', fieldId: 'prochaine', values: [] },
    { code: 'requiredFieldAdded', fieldId: 'photo', values: [] },
    { code: 'fieldAdded', fieldId: 'concurrents', values: [] },
    { code: 'fieldRemoved', fieldId: 'remarque', values: [] },
  ])
})

test('FRM-09 an imported form is published and exported', async () => {
  const app = await openTestWorkspace()
  const { id, draft } = await imported(app, 'x.csv', formFixture('groupes.csv'))
  expect((await app.client.call('forms.publish', { id })).number).toBe(1)
  const { name, content } = await app.client.call('forms.export', { id, what: 'current' })
  const again = await imported(app, name, content)
  expect(again.draft.sections).toEqual(draft.sections)
  expect(again.told).toEqual([])
})

test('FRM-09 a text file of Excel in French is read: Windows-1252, semicolons', async () => {
  const app = await openTestWorkspace()
  const text = 'type;name;label;hint\r\ntext;prenom;Prénom;"Nom d\'usage; s\'il y en a"\r\n'
  const { draft, told } = await imported(app, 'été.csv', Buffer.from(text, 'latin1'))
  expect(draft.title).toEqual({ fr: 'été' })
  expect(fieldsOf(draft)).toMatchObject([
    { key: 'prenom', label: { fr: 'Prénom' }, help: { fr: "Nom d'usage; s'il y en a" } },
  ])
  expect(told).toEqual([])
})

test('FRM-09 cells with errors and formulas without results are told, the rest is imported', async () => {
  const app = await openTestWorkspace()
  const content = workbookOfXml(
    xmlRow(1, 'type', 'name', 'label') +
      xmlRow(2, 'text', 'a', 'A') +
      '<row r="3"><c r="A3" t="str"><f>A2</f><v>text</v></c><c r="B3" t="inlineStr"><is><t>b</t></is></c><c r="C3" t="e"><v>#N/A</v></c></row>' +
      '<row r="4"><c r="A4" t="str"><f>A2</f></c><c r="B4" t="inlineStr"><is><t>c</t></is></c></row>',
  )
  const { draft, told } = await imported(app, 'x.xlsx', content)
  expect(fieldsOf(draft).map(({ key, label }) => [key, label.fr])).toEqual([
    ['a', 'A'],
    ['b', 'b'],
  ])
  expect(told).toEqual([
    'broken survey C3: #N/A',
    'broken survey A4: =A2',
    'incomplete survey 4 c: c',
  ])
})

test('FRM-09 of names that are given twice the second is changed, and no rule asks for either', async () => {
  const app = await openTestWorkspace()
  const text = "type,name,relevant\ntext,a,\ntext,a,\ntext,b,${a} = 'x'"
  const { draft, told, problems } = await imported(app, 'x.csv', utf8(text))
  expect(typesOf(draft)).toBe('a:text a_2:text b:text')
  expect(told).toEqual([
    'renamed survey 3 a: a → a_2',
    "reference survey 4 b: relevant: ${a} = 'x'",
  ])
  expect(problems).toEqual([])
})

test('FRM-09 a question whose choices the file does not bring is there to be completed', async () => {
  const app = await openTestWorkspace()
  const text = 'type,name,label\nselect_one brands,q,Marque'
  const { draft, told, problems } = await imported(app, 'x.csv', utf8(text))
  expect(typesOf(draft)).toBe('q:choice')
  expect(told).toEqual(['incomplete survey 2 q: select_one brands'])
  expect(problems).toEqual(['noOptions'])
})

test.each([
  ['Visite du matin.v2.csv', 'Visite du matin.v2'],
  ['.csv', '.csv'],
  ['', 'form'],
])('FRM-09 a file called « %s » without a title becomes the form « %s »', async (name, title) => {
  const app = await openTestWorkspace()
  expect((await imported(app, name, utf8('type,name\ntext,q'))).draft.title).toEqual({ fr: title })
})

const survey = (rows: number) =>
  utf8(`type,name\n${Array.from({ length: rows }, (_, at) => `text,q${at}`).join('\n')}`)
const manyOptions = (count: number) =>
  utf8(
    `survey,,\n,type,name\n,select_one l,q\nchoices,,\n,list_name,name\n${Array.from({ length: count }, (_, at) => `,l,o${at}`).join('\n')}`,
  )

test('FRM-09 a form of 1,000 questions is imported', async () => {
  const app = await openTestWorkspace()
  const { draft } = await imported(app, 'x.csv', survey(1000))
  expect(fieldsOf(draft)).toHaveLength(1000)
})

test.each<[string, string, Uint8Array | Promise<Uint8Array>, string]>([
  ['nothing', 'x.xlsx', utf8(''), 'E-FRM-FILE empty'],
  ['blanks', 'x.csv', utf8(' \n \n'), 'E-FRM-FILE empty'],
  ['text that is no table', 'x.xlsx', utf8('Bonjour'), 'E-FRM-FILE noHeader'],
  ['a list of customers', 'x.csv', utf8('Société;Ville\nA;Paris'), 'E-FRM-FILE noHeader'],
  ['a picture', 'x.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0), 'E-FRM-FILE format'],
  ['an old workbook', 'x.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'E-FRM-FILE xls'],
  ['half a workbook', 'x.xlsx', workbookOfXml(xmlRow(1, 'a')).slice(0, 300), 'E-FRM-FILE damaged'],
  ['an archive of nothing', 'x.xlsx', utf8('PK\x05\x06'), 'E-FRM-FILE damaged'],
  [
    'a workbook without a survey',
    'x.xlsx',
    workbook(['choices', [['name']]]),
    'E-FRM-FILE noHeader',
  ],
  ['other headers', 'x.xlsx', workbook(['survey', [['a', 'b']]]), 'E-FRM-FILE noHeader'],
  ['no question', 'x.xlsx', workbook(['survey', [['type', 'name']]]), 'E-FRM-FILE noQuestions'],
  ['a header alone', 'x.csv', utf8('type,name'), 'E-FRM-FILE noQuestions'],
  ['broken JSON', 'x.json', utf8('{"format":'), 'E-FRM-FILE format'],
  ['other JSON', 'x.json', utf8('{"a":1}'), 'E-FRM-FILE format'],
  ['JSON without end', 'x.json', utf8('['.repeat(100_000)), 'E-FRM-FILE format'],
  ['more than 10 MB', 'x.csv', new Uint8Array(largestFormBytes + 1), 'E-FRM-FILE tooLarge'],
  ['5,000 questions', 'x.csv', survey(5000), 'E-FRM-TOO-LARGE'],
  ['30,000 rows', 'x.csv', survey(30_000), 'E-FRM-FILE tooLarge'],
  ['5,000 choices in a list', 'x.csv', manyOptions(5000), 'E-FRM-TOO-LARGE'],
])('FRM-09 a file of %s is refused, and leaves nothing', async (_, name, content, expected) => {
  expect(await refusal(name, await content)).toBe(expected)
})

test('FRM-09 JSON nested without end in a form of our own is refused', async () => {
  const { content } = await exported()
  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
  const text = new TextDecoder().decode(content).replace('"type": "text"', `$&, "default": ${deep}`)
  expect(await refusal('x.json', utf8(text))).toBe('E-FRM-FILE format')
})

async function exported() {
  const app = await openTestWorkspace()
  const { id } = await imported(app, 'x.csv', utf8('type,name\ntext,q'))
  return app.client.call('forms.export', { id, what: 'draft' })
}

/** The examples of JSON Forms that have no question a form could ask: tables, trees, whole schemas. */
const withoutQuestions = [
  ...['anyOf', 'anyOf-oneOf-allOf-resolve', 'anyOf_simple', 'array-i18n', 'enumInArray'],
  ...['stringArray', 'array-with-custom-element-label', 'array-with-defaults'],
  ...['array-with-detail', 'array-with-translated-custom-element-label', 'categorization_1713'],
  ...['1948_with', 'json-editor', 'list-with-detail', 'list-with-detail-no-labelref'],
  ...['list-with-detail-registered', 'list-with-detail-primitive-number'],
  ...['list-with-detail-primitive-string', 'mixed', 'nestedArray', 'oneOfArray', 'oneOf_1273'],
  ...['oneOf_1273_simple', 'oneOf_1265_array', 'oneOf_1265_object', 'oneOf_1265_simple'],
  'oneOf-recursive',
]
/** Those that have data alone, from which JSON Forms guesses a schema. */
const withoutSchema = ['generate', 'dynamic', '1948_without']

test('FRM-09 every example of JSON Forms is imported, or refused with the reason', async () => {
  const app = await openTestWorkspace()
  const refused: Record<string, string[]> = {}
  let count = 0
  for (const { name, schema, uischema } of getExamples()) {
    const content = utf8(JSON.stringify({ schema, uischema }))
    const before = (await app.first('forms.watch', {})).length
    try {
      const { draft } = await imported(app, `${name}.json`, content)
      expect(formDefinitionSchema.safeParse(draft).success, name).toBe(true)
      expect(fieldsOf(draft).length, name).toBeGreaterThan(0)
      count += 1
    } catch (error) {
      const { code, details } = error as { code: string; details?: { reason?: string } }
      ;(refused[details?.reason ?? code] ??= []).push(name)
      expect(await app.first('forms.watch', {}), name).toHaveLength(before)
    }
  }
  expect(count).toBe(44)
  expect(Object.keys(refused).sort()).toEqual(['E-FRM-TOO-LARGE', 'format', 'noQuestions'])
  expect(refused.noQuestions?.sort()).toEqual([...withoutQuestions].sort())
  expect(refused.format?.sort()).toEqual([...withoutSchema].sort())
  // The schema of JSON Schema itself, which describes itself.
  expect(refused['E-FRM-TOO-LARGE']).toEqual(['jsonschema'])
})

const example = (name: string) => {
  const { schema, uischema } = getExamples().find((each) => each.name === name)!
  return utf8(JSON.stringify({ schema, uischema }))
}

test('FRM-09 the example « person » of JSON Forms', async () => {
  const app = await openTestWorkspace()
  const { draft, told } = await imported(app, 'person.json', example('person'))
  expect(draft.title).toEqual({ fr: 'person' })
  expect(typesOf(draft)).toBe(
    'name:text age:integer birth_date:date note:heading height:decimal nationality:choice occupation:text',
  )
  expect(told).toEqual([
    'setting #/properties/name: minLength: 3',
    'renamed #/properties/birthDate: birthDate → birth_date',
    'setting #/properties/occupation: options.suggestion',
    'unused #/properties/vegetarian: vegetarian',
    'unused #/properties/postalCode: postalCode',
  ])
})

test('FRM-09 the example « categorization » of JSON Forms has sections, and a rule', async () => {
  const app = await openTestWorkspace()
  const { draft } = await imported(app, 'x.json', example('categorization'))
  expect(draft.sections.map(({ title, fields }) => [title?.fr, fields.length])).toEqual([
    ['categoryLabelKey', 6],
    ['address', 4],
    ['Additional', 3],
  ])
  expect(fieldsOf(draft).at(-1)?.visibleIf).toEqual({
    '==': [{ var: 'favorite_vegetable' }, 'Other'],
  })
})
