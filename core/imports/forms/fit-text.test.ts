import { expect, test } from 'vitest'
import { fitLabel, fitWords } from './fit-text.ts'

test('FRM-09 a label and a help that fit stay as they are', () => {
  expect(fitWords({ fr: 'Marque', en: 'Brand' }, { fr: 'Aide' }, 'x')).toEqual({
    ...{ label: { fr: 'Marque', en: 'Brand' }, help: { fr: 'Aide' } },
    ...{ isCut: false, isShortened: false },
  })
})

test('FRM-09 a label that is missing is the name', () => {
  expect(fitWords({}, {}, 'brand')).toEqual({
    ...{ label: { fr: 'brand' }, isCut: false, isShortened: false },
  })
})

test('FRM-09 a label in one language is not put into the other', () => {
  expect(fitWords({ en: 'Brand' }, {}, 'x').label).toEqual({ en: 'Brand' })
})

test('FRM-09 a label of 200 characters fits, one of 201 begins the help', () => {
  const [fits, long] = ['a'.repeat(200), 'a'.repeat(201)]
  expect(fitWords({ fr: fits }, {}, 'x')).toMatchObject({ label: { fr: fits }, isShortened: false })
  expect(fitWords({ fr: long }, { fr: 'Aide' }, 'x')).toEqual({
    label: { fr: `${'a'.repeat(199)}…` },
    help: { fr: `${long}\nAide` },
    ...{ isCut: false, isShortened: true },
  })
})

test('FRM-09 what is longer than a help may be is cut', () => {
  const { help, isCut } = fitWords({ fr: 'a' }, { fr: 'b'.repeat(1001) }, 'x')
  expect([help?.fr?.length, isCut]).toEqual([1000, true])
})

test('FRM-09 no character is cut in two', () => {
  expect(fitLabel({ fr: `${'a'.repeat(198)}😀😀` }).fr).toBe(`${'a'.repeat(198)}…`)
})
