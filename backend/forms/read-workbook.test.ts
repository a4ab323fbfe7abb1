import { expect, test } from 'vitest'
import { workbook, workbookOfXml, xmlRow } from '../testing/form-files.ts'
import { readWorkbook } from './read-workbook.ts'

const header = xmlRow(1, 'type', 'name', 'label')

test('FRM-09 sheets, texts, numbers, truths and days of a workbook are read', async () => {
  const content = await workbook(
    ['survey', [['type', 'name'], ['text', 1.5], [null, true], [' l’huile & <b> ']]],
    ['choices', [['name'], [{ value: new Date(Date.UTC(2026, 0, 31)), format: 'dd/mm/yyyy' }]]],
  )
  expect(await readWorkbook(content)).toEqual({
    sheets: [
      {
        name: 'survey',
        rows: [
          { number: 1, cells: ['type', 'name'] },
          { number: 2, cells: ['text', '1.5'] },
          { number: 3, cells: ['', 'true'] },
          { number: 4, cells: ['l’huile & <b>', ''] },
        ],
      },
      {
        name: 'choices',
        rows: [
          { number: 1, cells: ['name'] },
          { number: 2, cells: ['2026-01-31'] },
        ],
      },
    ],
    broken: [],
  })
})

test('FRM-09 of formulas the results are read; what has none, or an error, is told', async () => {
  const { sheets, broken } = await readWorkbook(
    workbookOfXml(
      `${header}<row r="2"><c r="A2" t="str"><f>"te"&amp;"xt"</f><v>text</v></c><c r="B2"><f>1+1</f><v>2</v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>` +
        '<row r="3"><c r="A3" t="str"><f>A2</f></c><c r="B3" t="e"><v>#REF!</v></c><c r="C3"/></row>' +
        xmlRow(4, 'text', 'q', 'Q'),
    ),
  )
  expect(sheets[0]?.rows.map(({ cells }) => cells)).toEqual([
    ['type', 'name', 'label'],
    ['text', '2', ''],
    ['', '', ''],
    ['text', 'q', 'Q'],
  ])
  expect(broken).toEqual([
    { where: 'survey C2', what: '#DIV/0!', reason: 'broken' },
    { where: 'survey A3', what: '=A2', reason: 'broken' },
    { where: 'survey B3', what: '#REF!', reason: 'broken' },
  ])
})

test.each([
  ['a cell in the last row of Excel', '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'],
  ['a cell far down and far to the right', '<row r="19000"><c r="SF19000"><v>1</v></c></row>'],
  ['a row far down, with a cell that has no address', '<row r="999999999"><c/></row>'],
  ['half a million cells without an address', `<row>${'<c/>'.repeat(500_001)}</row>`],
])('FRM-09 %s is refused before all cells before it are made', async (_, row) => {
  await expect(readWorkbook(workbookOfXml(header + row))).rejects.toMatchObject({
    ...{ code: 'E-FRM-FILE', details: { reason: 'tooLarge' } },
  })
})

test('FRM-09 cells and rows that only have a format are read over, however far they are', async () => {
  const { sheets } = await readWorkbook(
    workbookOfXml(
      `${header}<row r="2"><c r="A2" t="inlineStr"><is><t>text</t></is></c><c r="XFD2" s="1"/></row>` +
        '<row r="3"><c s="1" r="A3"></c></row><row r="1048575" ht="12"/>' +
        '<row r="1048576" ht="12"><c r="A1048576" s="1"/><c r="AMJ1048576" s="1"></c></row>',
    ),
  )
  expect(sheets[0]?.rows.map(({ cells }) => cells)).toEqual([
    ['type', 'name', 'label'],
    ['text', '', ''],
  ])
})

test('FRM-09 20,000 rows are read, one more is refused', async () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, at) => xmlRow(at + 1, 'text')).join('')
  expect((await readWorkbook(workbookOfXml(rows(20_000)))).sheets[0]?.rows).toHaveLength(20_000)
  await expect(readWorkbook(workbookOfXml(rows(20_001)))).rejects.toMatchObject({
    details: { reason: 'tooLarge' },
  })
})

test.each([
  ['cells that never end', '<c r="A2">'.repeat(100_000)],
  ['tags that never end', '<c '.repeat(1_000_000)],
  ['rows that never end', '<row '.repeat(600_000)],
  ['values that never end', `<c r="A2">${'<v '.repeat(1_000_000)}`],
  ['addresses that never end', `<c${' r="A'.repeat(600_000)}`],
  ['a cell with many addresses', `<c${' r="A2"'.repeat(400_000)}/>`],
  ['a tag with broken addresses', `<c${' r="A'.repeat(600_000)}/>`],
  ['blanks that never end', `<row r="2">${' '.repeat(3_000_000)}`],
])('FRM-09 of %s nothing is read, and that in no time', async (_, xml) => {
  const start = performance.now()
  await expect(readWorkbook(workbookOfXml(`${header}<row r="2">${xml}`))).rejects.toMatchObject({
    code: 'E-FRM-FILE',
  })
  expect(performance.now() - start).toBeLessThan(10_000)
})

test('FRM-09 the name of a sheet may have any characters', async () => {
  const { sheets } = await readWorkbook(workbookOfXml(header, 'a&quot;b &amp; c'))
  expect(sheets.map(({ name }) => name)).toEqual(['a"b & c'])
})
