import { expect, test } from 'vitest'
import { refusalOf } from './check-file.ts'

const max = 25 * 1024 * 1024

test('ATT-03 a file of 200 MB is refused by its size', () => {
  const size = 200 * 1024 * 1024
  expect(refusalOf({ name: 'film.mp4', size }, max)).toMatchObject({
    code: 'E-ATT-TOO-LARGE',
    details: { name: 'film.mp4', size, max },
  })
})

test.each([
  ['vide.txt', 0, 'E-ATT-EMPTY'],
  ['setup.exe', 10, 'E-ATT-TYPE'],
  ['devis.pdf.EXE', 10, 'E-ATT-TYPE'],
  ['limite.zip', max + 1, 'E-ATT-TOO-LARGE'],
])('ATT-03 %s of %i bytes is refused with %s', (name, size, code) => {
  expect(refusalOf({ name, size }, max)?.code).toBe(code)
})

test('ATT-03 a file of exactly the limit is taken', () => {
  expect(refusalOf({ name: 'limite.zip', size: max }, max)).toBeUndefined()
})
