import { expect, test } from 'vitest'
import { formDefinitionSchema } from '../../contract/form-definition.ts'
import { definitionProblems } from '../../domain/forms/check-definition.ts'
import { fieldsOf } from '../../domain/forms/form-parts.ts'
import { readXlsForm } from './read-xlsform.ts'
import type { Sheet } from './sheet-rows.ts'

/** A sheet from a table with `|` between its cells, the header first. */
function sheet(name: string, table: string): Sheet {
  const lines = table.trim().split('\n')
  const rows = lines.map((line, index) => ({
    number: index + 1,
    cells: line.split('|').map((cell) => cell.trim()),
  }))
  return { name, rows }
}

/** Reads a form whose sheets are given as tables, and makes sure that it can be stored. */
function read(survey: string, choices = '', settings = '') {
  const sheets = [
    sheet('survey', survey),
    ...(choices ? [sheet('choices', choices)] : []),
    ...(settings ? [sheet('settings', settings)] : []),
  ]
  const form = readXlsForm(sheets, 'visite')
  expect(formDefinitionSchema.parse(form.definition)).toEqual(form.definition)
  return {
    ...form,
    fields: fieldsOf(form.definition),
    told: form.notImported.map(({ where, what, reason }) => `${reason} ${where}: ${what}`),
  }
}

const brands = `
  list_name | name  | label
  brands    | bosch | Bosch
  brands    | valeo | Valeo`

test.each([
  ['text', { type: 'text' }],
  ['string', { type: 'text' }],
  ['integer', { type: 'integer' }],
  ['int', { type: 'integer' }],
  ['decimal', { type: 'decimal' }],
  ['select_one brands', { type: 'choice', list: 'brands' }],
  ['select one from brands', { type: 'choice', list: 'brands' }],
  ['select_multiple brands', { type: 'choices', list: 'brands' }],
  ['select all that apply from brands', { type: 'choices', list: 'brands' }],
  ['date', { type: 'date' }],
  ['time', { type: 'time' }],
  ['dateTime', { type: 'dateTime' }],
  ['image', { type: 'file' }],
  ['audio', { type: 'file' }],
  ['video', { type: 'file' }],
  ['file', { type: 'file' }],
  ['acknowledge', { type: 'boolean' }],
  ['trigger', { type: 'boolean' }],
  ['range', { type: 'integer', min: 1, max: 10, step: 1 }],
])('FRM-09 a question of the type %s', (type, expected) => {
  const { fields, told } = read(`type | name | label\n${type} | q | Question\ntext | x | X`, brands)
  expect(fields[0]).toEqual({ id: 'q', key: 'q', label: { fr: 'Question' }, ...expected })
  expect(told.filter((each) => !each.startsWith('unused'))).toEqual([])
})

test.each([
  ['text', 'multiline', '', { type: 'longText' }],
  ['image', 'signature', '', { type: 'signature' }],
  ['range', 'rating', 'start=1 end=5 step=1', { type: 'rating' }],
  ['range', '', 'start=0;end=1;step=0.1', { type: 'decimal', min: 0, max: 1, step: 0.1 }],
  ['range', '', 'start=9 end=1 step=-2', { type: 'integer', min: 1, max: 9, step: 2 }],
  ['range', '', 'start = -5, end = 5', { type: 'integer', min: -5, max: 5, step: 1 }],
])('FRM-09 %s with the appearance « %s » and « %s »', (type, appearance, parameters, expected) => {
  const { fields, told } = read(
    `type|name|label|appearance|parameters\n${type}|q|Question|${appearance}|${parameters}`,
  )
  expect(fields).toEqual([{ id: 'q', key: 'q', label: { fr: 'Question' }, ...expected }])
  expect(told).toEqual([])
})

test('FRM-09 a note says something and asks nothing', () => {
  const { fields } = read(`
    type | name | label         | required
    note |      | Avant de lire | yes
    text | q    | Question      |`)
  expect(fields[0]).toEqual({
    ...{ id: 'note', key: 'note', type: 'heading', label: { fr: 'Avant de lire' } },
  })
})

test.each([
  ['calculate'],
  ['geopoint'],
  ['geotrace'],
  ['rank brands'],
  ['select_one_from_file towns.csv'],
  ['select_one_external towns'],
  ['select_one ${persons}'],
  ['hidden'],
  ['start'],
  ['deviceid'],
  ['audit'],
  ['xml-external'],
  ['background-audio'],
  ['constructor'],
])('FRM-09 a question of the type %s is left out, and told', (type) => {
  const { fields, told } = read(`type | name | label\n${type} | q | Question\ntext | x | X`)
  expect(fields.map(({ id }) => id)).toEqual(['x'])
  expect(told).toEqual([`type survey 2 q: ${type}`])
})

test('FRM-09 a barcode is typed as text, which is told', () => {
  const { fields, told } = read('type|name|label\nbarcode|ref|Référence')
  expect(fields[0]?.type).toBe('text')
  expect(told).toEqual(['replaced survey 2 ref: barcode'])
})

test.each([['or_other'], ['or other'], ['or specify other']])(
  'FRM-09 « %s » is left out of a choice',
  (other) => {
    const { fields, told } = read(`type|name|label\nselect one from brands ${other}|q|Q`, brands)
    expect(fields[0]).toMatchObject({ type: 'choice', list: 'brands' })
    expect(told).toEqual([`setting survey 2 q: ${other}`])
  },
)

test('FRM-09 texts are taken in French and English, others are told', () => {
  const { definition, told } = read(
    `type|name|label::Français (fr)|label::English (en)|label::Español (es)|hint::fr|hint::English|constraint_message::en
     select_one brands|q|Marque|Brand|Marca|Aide|Help|Choose one`,
    `list_name|name|label::French|label::en-GB\nbrands|bosch|Bosch FR|Bosch EN`,
  )
  expect(definition.sections[0]?.fields[0]).toMatchObject({
    label: { fr: 'Marque', en: 'Brand' },
    help: { fr: 'Aide', en: 'Help' },
    message: { en: 'Choose one' },
  })
  expect(definition.lists.brands?.[0]?.label).toEqual({ fr: 'Bosch FR', en: 'Bosch EN' })
  expect(told).toEqual(['language survey: label::Español (es)'])
})

test.each([
  ['', { fr: 'Question' }],
  ['English (en)', { en: 'Question' }],
  ['English', { en: 'Question' }],
  ['Français', { fr: 'Question' }],
])('FRM-09 a text without a language is in the standard language « %s »', (language, label) => {
  const { fields } = read(
    'type|name|label\ntext|q|Question',
    '',
    `default_language|form_id\n${language}|visite`,
  )
  expect(fields[0]?.label).toEqual(label)
})

test('FRM-09 a form in another language alone keeps it, in the place of French', () => {
  const { fields, told } = read('type|name|label::Español (es)\ntext|q|Pregunta')
  expect(fields[0]?.label).toEqual({ fr: 'Pregunta' })
  expect(told).toEqual(['replaced survey: Español (es)'])
})

test('FRM-09 groups become sections, groups inside them sections beside them', () => {
  const { definition, told } = read(`
    type        | name    | label   | relevant
    text        | before  | Avant   |
    begin_group | client  | Client  | \${before} != ''
    text        | a       | A       |
    begin group | address | Adresse | \${a} = 'x'
    text        | b       | B       |
    end group   |         |         |
    text        | c       | C       |
    end_group   |         |         |
    text        | after   | Après   |`)
  const isBefore = { '!=': [{ var: 'before' }, null] }
  expect(
    definition.sections.map(({ id, title, visibleIf, fields }) => [
      ...[id, title?.fr, visibleIf, fields.map((field) => field.id).join(' ')],
    ]),
  ).toEqual([
    ['g-part', undefined, undefined, 'before'],
    ['g-client', 'Client', isBefore, 'a'],
    ['g-address', 'Client – Adresse', { and: [isBefore, { '==': [{ var: 'a' }, 'x'] }] }, 'b'],
    ['g-client_2', undefined, isBefore, 'c'],
    ['g-part_2', undefined, undefined, 'after'],
  ])
  expect(told).toEqual(['flattened survey 5 address: begin group'])
  expect(definitionProblems(definition)).toEqual([])
})

test('FRM-09 what is repeated is left out with all that stands in it', () => {
  const { fields, told } = read(`
    type         | name | label
    begin_repeat | r    | R
    text         | a    | A
    begin_group  | g    | G
    text         | b    | B
    end_group    |      |
    end_repeat   |      |
    begin loop over brands | l |
    text         | d    | D
    end loop     |      |
    text         | c    | C`)
  expect(fields.map(({ id }) => id)).toEqual(['c'])
  expect(told).toEqual([
    'type survey 2 r: begin_repeat',
    'repeat survey 3 a: text',
    'repeat survey 4 g: begin_group',
    'repeat survey 5 b: text',
    'type survey 8 l: begin loop over brands',
    'repeat survey 9 d: text',
  ])
})

test.each([
  ["${later} = 'x'", 'reference'],
  ["${q} = 'x'", 'reference'],
  ["${nowhere} = 'x'", 'reference'],
  ["${computed} = 'x'", 'reference'],
  ["${twice} = 'x'", 'reference'],
  ["jr:choice-name(${first}, 'x')", 'expression'],
  ['${first} > today()', 'expression'],
  ["${first} = 'x' and", 'expression'],
])('FRM-09 a question whose rule is %s is imported without it', (relevant, reason) => {
  const { fields, told } = read(`
    type      | name     | label | relevant
    text      | first    | F     |
    text      | twice    | T     |
    text      | twice    | T     |
    calculate | computed | C     |
    text      | q        | Q     | ${relevant}
    text      | later    | L     |`)
  expect(fields.find(({ id }) => id === 'q')).toEqual({
    ...{ id: 'q', key: 'q', type: 'text', label: { fr: 'Q' } },
  })
  expect(told).toContain(`${reason} survey 6 q: relevant: ${relevant}`)
})

test('FRM-09 of rules that ask for each other, the one that asks for a later question goes', () => {
  const { definition, told } = read(`
    type | name | label | relevant
    text | a    | A     | \${b} = 'x'
    text | b    | B     | \${a} = 'x'`)
  expect(fieldsOf(definition).map(({ visibleIf }) => visibleIf)).toEqual([
    undefined,
    { '==': [{ var: 'a' }, 'x'] },
  ])
  expect(told).toEqual(["reference survey 2 a: relevant: ${b} = 'x'"])
  expect(definitionProblems(definition)).toEqual([])
})

test('FRM-09 names become keys; what is changed is told, and rules follow', () => {
  const { fields, told } = read(`
    type | name       | label | relevant
    text | Âge.Client | A     |
    text | 2nd        | B     | \${Âge.Client} = 'x'
    text | age_client | C     |
    text | a-b        | D     |`)
  expect(fields.map(({ key }) => key)).toEqual(['age_client', 'q_2nd', 'age_client_2', 'a_b'])
  expect(fields[1]?.visibleIf).toEqual({ '==': [{ var: 'age_client' }, 'x'] })
  expect(told).toEqual([
    'renamed survey 2 Âge.Client: Âge.Client → age_client',
    'renamed survey 3 2nd: 2nd → q_2nd',
    'renamed survey 4 age_client: age_client → age_client_2',
    'renamed survey 5 a-b: a-b → a_b',
  ])
})

test.each([
  ['text', 'Paris', 'Paris'],
  ['integer', '3', 3],
  ['decimal', '2.5', 2.5],
  ['select_one brands', 'valeo', 'valeo'],
  ['select_multiple brands', 'valeo bosch', ['valeo', 'bosch']],
  ['date', '2026-01-31', '2026-01-31'],
  ['time', '8:30:00', '08:30'],
  ['acknowledge', 'OK', true],
])('FRM-09 the default of a question of the type %s', (type, text, value) => {
  const { fields, told } = read(`type|name|label|default\n${type}|q|Q|${text}`, brands)
  expect(fields[0]?.default).toEqual(value)
  expect(told.filter((each) => !each.startsWith('unused'))).toEqual([])
})

test.each([
  ['date', 'today()'],
  ['text', '${other}'],
  ['integer', 'beaucoup'],
  ['integer', '1.5'],
  ['select_one brands', 'unknown'],
  ['date', '31/01/2026'],
  ['dateTime', '2026-01-31T10:00'],
  ['image', 'logo.png'],
])('FRM-09 a default of %s that is %s is told', (type, text) => {
  const { fields, told } = read(`type|name|label|default\n${type}|q|Q|${text}`, brands)
  expect(fields[0]).not.toHaveProperty('default')
  expect(told).toContain(`default survey 2 q: default: ${text}`)
})

test.each([
  ['yes', true],
  ['TRUE', true],
  ['true()', true],
  ['no', undefined],
  ['', undefined],
])('FRM-09 required « %s »', (text, expected) => {
  const { fields, told } = read(`type|name|label|required\ntext|q|Q|${text}`)
  expect(fields[0]?.required).toBe(expected)
  expect(told).toEqual([])
})

test('FRM-09 a question that is required now and then is not, which is told', () => {
  const { fields, told } = read("type|name|label|required\ntext|q|Q|${a} = 'x'")
  expect(fields[0]).not.toHaveProperty('required')
  expect(told).toEqual(["expression survey 2 q: required: ${a} = 'x'"])
})

test('FRM-09 limits and their message', () => {
  const { fields, told } = read(`
    type    | name | label | constraint              | constraint_message
    integer | age  | Âge   | . >= 18 and . <= 99     | De 18 à 99 ans
    text    | cp   | CP    | regex(., '[0-9]{5}')    | Cinq chiffres
    text    | x    | X     | . != \${cp}              |`)
  expect(fields.map(({ min, max, pattern, message }) => [min, max, pattern, message?.fr])).toEqual([
    [18, 99, undefined, 'De 18 à 99 ans'],
    [undefined, undefined, '[0-9]{5}', 'Cinq chiffres'],
    [undefined, undefined, undefined, undefined],
  ])
  expect(told).toEqual(['expression survey 4 x: constraint: . != ${cp}'])
})

test('FRM-09 limits that no answer can keep are left out, and told', () => {
  const { fields, told } = read('type|name|label|constraint\ninteger|q|Q|. > 5 and . < 3')
  expect(fields).toEqual([{ id: 'q', key: 'q', type: 'integer', label: { fr: 'Q' } }])
  expect(told).toEqual(['expression survey 2 q: constraint: . > 5 and . < 3'])
})

test('FRM-09 a label that is too long is cut, and whole in the help', () => {
  const long = 'Décrivez '.repeat(40).trim()
  const { fields, told } = read(`type|name|label|hint\ntext|q|${long}|En deux lignes`)
  expect(fields[0]?.label.fr).toHaveLength(200)
  expect(fields[0]?.help).toEqual({ fr: `${long}\nEn deux lignes` })
  expect(told).toEqual(['shortened survey 2 q: label'])
})

test('FRM-09 columns and settings that forms do not have are told, each once', () => {
  const { told } = read(
    `type|name|label|appearance|media::image|choice_filter|read_only
     select_one brands|a|A|minimal|a.png|x = 1|yes
     text|b|B|minimal|||yes`,
    `${brands.trim()}\nothers|x|X`,
    'form_title|version|instance_name\nVisite|2026|concat("a", "b")',
  )
  expect(told).toEqual([
    'setting settings 2: version: 2026',
    'setting settings 2: instance_name: concat("a", "b")',
    'setting survey 2: media::image: a.png',
    'expression survey 2 a: choice_filter: x = 1',
    'setting survey 2, survey 3: read_only: yes',
    'setting survey 2, survey 3: appearance: minimal',
    'unused choices: others',
  ])
})

test('FRM-09 rows that cannot stand by themselves are told', () => {
  const { fields, told } = read(
    `type|name|label|disabled
     |a|A|
     text||Votre ville|
     select_one nothing|c|C|
     text|d|D|yes
     end_group|||
     begin_group|g|G|`,
    `list_name|name|label\nbrands|bosch|Bosch\nbrands||Valeo\n|x|X\nbrands|bosch|Encore`,
  )
  expect(fields.map(({ key, type, list }) => [key, type, list])).toEqual([
    ['votre_ville', 'text', undefined],
    ['c', 'choice', undefined],
  ])
  expect(told).toEqual([
    'incomplete choices 3: brands',
    'incomplete choices 4 x: x',
    'duplicate choices 5 brands: bosch',
    'incomplete survey 2 a: a',
    'incomplete survey 3: text',
    'incomplete survey 4 c: select_one nothing',
    'disabled survey 5 d: text',
    'broken survey 6: end_group',
    'broken survey g: begin_group',
    'unused choices: brands',
  ])
})

test('FRM-09 title and name come from the settings, else from the file', () => {
  const table = 'type|name|label\ntext|q|Q'
  const settings = 'form_title|form_id|default_language\nVisit|visit-1|English (en)'
  const { definition } = read(table, '', settings)
  expect([definition.title, definition.formId]).toEqual([{ en: 'Visit' }, 'visit-1'])
  expect(read(table).definition.title).toEqual({ fr: 'visite' })
})

test('FRM-09 headers are read in any case, and with blanks', () => {
  const { fields } = read('Type|Name|Label::English|Constraint Message\ntext|q|Question|No')
  expect(fields[0]).toMatchObject({ label: { en: 'Question' }, message: { fr: 'No' } })
})

test('FRM-09 old headers, with one colon, mean the same', () => {
  const { fields, told } = read(
    'type|name|label:English|bind:relevant|bind:constraint|bind:jr:constraintMsg|media:image\n' +
      'integer|q|Question|true()|. > 0|Positive|a.png',
  )
  expect(fields[0]).toMatchObject({
    ...{ label: { en: 'Question' }, visibleIf: true, min: 1, message: { fr: 'Positive' } },
  })
  expect(told).toEqual(['setting survey 2: media:image: a.png'])
})

test.each([
  ['no sheet', [], 'noHeader', 'type'],
  ['no survey', [sheet('choices', brands)], 'noHeader', 'type'],
  ['an empty survey', [{ name: 'survey', rows: [] }], 'noHeader', 'type'],
  ['other headers', [sheet('survey', 'Société|Ville\nA|Paris')], 'noHeader', 'type'],
  ['no names', [sheet('survey', 'type|label\ntext|Q')], 'noHeader', 'name'],
  ['no rows', [sheet('survey', 'type|name|label')], 'noQuestions', ''],
  ['nothing to import', [sheet('survey', 'type|name\ngeopoint|q')], 'noQuestions', 'geopoint'],
])('FRM-09 a file with %s is refused', (_, sheets, reason, what) => {
  expect(() => readXlsForm(sheets, 'x')).toThrow(
    expect.objectContaining({ code: 'E-FRM-FILE', details: { reason, what } }) as Error,
  )
})

test('FRM-09 a sheet alone is the survey, whatever it is called', () => {
  const { definition } = readXlsForm([sheet('Feuil1', 'type|name\ntext|q')], 'x')
  expect(fieldsOf(definition).map(({ key }) => key)).toEqual(['q'])
})

test('FRM-09 sheets that are not read are told', () => {
  const sheets = [sheet('Survey', 'type|name\ntext|q'), sheet('entities', 'a|b\n1|2')]
  expect(readXlsForm(sheets, 'x').notImported).toEqual([
    { where: 'entities', what: 'entities', reason: 'sheet' },
  ])
})
