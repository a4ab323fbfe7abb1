import { expect, test } from 'vitest'
import { readCsvSheets } from './read-csv-sheets.ts'

test.each([[','], [';'], ['\t'], ['|']])(
  'FRM-09 a text file with « %s » between its cells is one survey sheet',
  (separator) => {
    const text = ['type,name,label', 'text,q,"Nom, prénom; rue"'].join('\r\n')
    const given = separator === ',' ? text : text.replace(/,(?! )/g, separator)
    expect(readCsvSheets(given)).toEqual({
      sheets: [
        {
          name: 'survey',
          rows: [
            { number: 1, cells: ['type', 'name', 'label'] },
            { number: 2, cells: ['text', 'q', 'Nom, prénom; rue'] },
          ],
        },
      ],
      broken: [],
    })
  },
)

test('FRM-09 one text file holds several sheets, as pyxform writes them', () => {
  const text =
    '"survey",,\n,"type","name"\n,"text","q"\n\nchoices\n,list_name,name\n,brands,bosch\nsettings,,\n,form_title,\n,Visite,'
  expect(readCsvSheets(text).sheets).toEqual([
    {
      name: 'survey',
      rows: [
        { number: 2, cells: ['type', 'name'] },
        { number: 3, cells: ['text', 'q'] },
      ],
    },
    {
      name: 'choices',
      rows: [
        { number: 6, cells: ['list_name', 'name'] },
        { number: 7, cells: ['brands', 'bosch'] },
      ],
    },
    {
      name: 'settings',
      rows: [
        { number: 9, cells: ['form_title', ''] },
        { number: 10, cells: ['Visite', ''] },
      ],
    },
  ])
})

test('FRM-09 the separator line of Excel is no row', () => {
  expect(readCsvSheets('sep=;\ntype;name\ntext;q').sheets[0]?.rows[0]?.cells).toEqual([
    ...['type', 'name'],
  ])
})

test('FRM-09 a line that cannot be read is told, and the next one is read', () => {
  const { sheets, broken } = readCsvSheets('type,name,label\ntext,a,"Ville" Paris\ntext,b,B')
  expect(sheets[0]?.rows.map(({ cells }) => cells[1])).toEqual(['name', 'b'])
  expect(broken).toEqual([{ where: '2', what: 'text,a,"Ville" Paris', reason: 'broken' }])
})

test('FRM-09 20,000 rows are read, one more is refused', () => {
  const text = (rows: number) => `type,name\n${'text,q\n'.repeat(rows - 1)}`
  expect(readCsvSheets(text(20_000)).sheets[0]?.rows).toHaveLength(20_000)
  expect(() => readCsvSheets(text(20_001))).toThrow(
    expect.objectContaining({ code: 'E-FRM-FILE', details: { reason: 'tooLarge' } }) as Error,
  )
})
