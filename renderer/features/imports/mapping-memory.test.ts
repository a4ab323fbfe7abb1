import { describe, expect, test } from 'vitest'
import { importFieldKeys } from '../../../core/imports/import-fields.ts'
import {
  recallMapping as recall,
  type MappingMemory,
  rememberMapping,
  withField,
} from './mapping-memory.ts'

const recallMapping = (memory: MappingMemory, columns: readonly string[]) =>
  recall(memory, columns, importFieldKeys)

const titles = ['Code', 'Nom', 'Téléphone', 'Téléphone']

describe('GEN-02 the mapping is remembered for each set of columns', () => {
  test('a file with the same columns gets the mapping again', () => {
    const memory = rememberMapping([], titles, ['externalId', 'name', 'phone', 'contactPhone'])
    expect(recallMapping(memory, titles)).toEqual(['externalId', 'name', 'phone', 'contactPhone'])
  })

  test('columns in another order, accents and case make no other set', () => {
    const memory = rememberMapping([], ['Code', 'Nom', 'Téléphone'], ['externalId', 'name', null])
    expect(recallMapping(memory, ['telephone', 'NOM', 'Code'])).toEqual([
      null,
      'name',
      'externalId',
    ])
  })

  test('a further or a missing column is another set', () => {
    const memory = rememberMapping([], ['Code', 'Nom'], ['externalId', 'name'])
    expect(recallMapping(memory, ['Code', 'Nom', 'Ville'])).toBeUndefined()
    expect(recallMapping(memory, ['Code'])).toBeUndefined()
  })

  test('the last choice for a set replaces the earlier one', () => {
    const first = rememberMapping([], ['Code', 'Nom'], ['externalId', 'name'])
    const second = rememberMapping(first, ['Code', 'Nom'], [null, 'name'])
    expect(second).toHaveLength(1)
    expect(recallMapping(second, ['Code', 'Nom'])).toEqual([null, 'name'])
  })

  test('the oldest beyond twenty sets are forgotten', () => {
    let memory = rememberMapping([], ['first', 'Nom'], [null, 'name'])
    for (let index = 0; index < 20; index++)
      memory = rememberMapping(memory, [`column ${index}`, 'Nom'], [null, 'name'])
    expect(memory).toHaveLength(20)
    expect(recallMapping(memory, ['first', 'Nom'])).toBeUndefined()
    expect(recallMapping(memory, ['column 0', 'Nom'])).toEqual([null, 'name'])
  })

  test('a field that this version does not know is left out', () => {
    const memory = [{ columns: 'code|nom', fields: { code: 'loyaltyPoints', nom: 'name' } }]
    expect(recallMapping(memory, ['Code', 'Nom'])).toEqual([null, 'name'])
  })
})

describe('GEN-02 a field is filled by one column', () => {
  test('choosing a field takes it from the column that had it', () => {
    expect(withField(['name', null, 'city'], 1, 'name')).toEqual([null, 'name', 'city'])
  })

  test('leaving a column out leaves the others as they are', () => {
    expect(withField(['name', null, 'city'], 2, null)).toEqual(['name', null, null])
  })
})
