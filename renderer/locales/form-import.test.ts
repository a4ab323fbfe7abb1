import { expect, test } from 'vitest'
import { fileRefusals } from '../../core/imports/forms/file-refusal.ts'
import { notImportedReasons } from '../../core/imports/forms/not-imported.ts'
import enErrors from './en/errors.json'
import enImport from './en/form-import.json'
import frErrors from './fr/errors.json'
import frImport from './fr/form-import.json'

test.each([
  ['fr', frImport],
  ['en', enImport],
])('GEN-06 FRM-09 every reason why something is not imported has a text in %s', (_, texts) => {
  expect(Object.keys(texts.formImport.reasons)).toEqual([...notImportedReasons])
})

test.each([
  ['fr', frErrors],
  ['en', enErrors],
])('GEN-06 FRM-09 every reason why a file is refused has a text in %s', (_, texts) => {
  expect(Object.keys(texts.errors['E-FRM-FILE'].reasons)).toEqual([...fileRefusals])
})
