import { expect, test } from 'vitest'
import { cleanCell } from '../../../core/imports/clean-cell.ts'
import { type RowProblem, rowProblem } from '../../../core/imports/row-problem.ts'
import { decodeText } from './decode-text.ts'
import { guardFormula, writeRefusedRows } from './write-refused-rows.ts'

const wording = {
  line: 'Ligne',
  reason: 'Motif',
  describe: ({ code, value }: RowProblem) => `${code}: ${value}.`,
}

test('GEN-02 refused rows come with line and reason in front, in the separator of the file', () => {
  const bytes = writeRefusedRows(
    [
      { line: 5, cells: ['B4', 'Dupont', ' Fils', 'Nice'], problems: [problem('too_many_cells')] },
      {
        line: 12,
        cells: ['B8', '', 'Rouen'],
        problems: [problem('missing_name'), problem('email_invalid', 'a;b')],
      },
    ],
    ['Code', 'Nom', 'Ville'],
    ';',
    wording,
  )
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(decodeText(bytes).text).toBe(
    'Ligne;Motif;Code;Nom;Ville\r\n' +
      '5;too_many_cells: .;B4;Dupont;" Fils";Nice\r\n' +
      '12;"missing_name: . email_invalid: a;b.";B8;;Rouen\r\n',
  )
})

function problem(code: RowProblem['code'], value = ''): RowProblem {
  return rowProblem(code, null, value)
}

test.each([
  '=1+1',
  '=HYPERLINK("http://x.example")',
  '+1+cmd|calc',
  '-2+3+cmd',
  '@SUM(A1)',
  '  =1+1',
  '\t=1+1',
  '＝1+1',
  '-A1',
  '+A1',
])('GEN-02 a formula is guarded: %s', (cell) => {
  expect(guardFormula(cell)).toBe(`'${cell.trim()}`)
  expect(cleanCell(guardFormula(cell))).toBe(cleanCell(cell))
})

test.each([
  '-5',
  '+5',
  '-1 234,50',
  '-12.5%',
  '+33 1 23 45 67 89',
  '+33 (0)1.23.45.67.89',
  '+1-555-010-0000',
  'a=b',
  '01 23',
  '',
  "'=1",
])('GEN-02 numbers, telephone numbers and plain text stay: %s', (cell) => {
  expect(guardFormula(cell)).toBe(cell)
})

test('GEN-02 a control character in front cannot hide a formula', () => {
  expect(guardFormula('\tx')).toBe("'x")
  expect(guardFormula('\rx')).toBe("'x")
})
