import { describe, expect, test } from 'vitest'
import type { Customer } from '../../../core/contract/customers.ts'
import {
  emptyForm,
  fieldsOf,
  formOf,
  isCustomerForm,
  isOddEmail,
  leavesCoordinates,
  patchOf,
  problemsOf,
} from './customer-form.ts'

const customer: Customer = {
  id: 'c1',
  parentId: null,
  name: 'Leroy Merlin Ivry',
  code: 'LM-94',
  legalName: null,
  vatNumber: null,
  siret: null,
  email: null,
  phone: '01 49 60 00 00',
  segment: null,
  addressLine1: null,
  addressLine2: null,
  postcode: '94200',
  city: 'Ivry-sur-Seine',
  region: null,
  country: 'FR',
  tz: null,
  visitFrequencyDays: 30,
  gpsRadiusM: null,
  isProspect: false,
  categories: ['Bricolage'],
  salespersonIds: ['u1'],
  location: null,
  archivedAt: null,
  deletedAt: null,
  createdAt: 0,
  createdBy: 'u1',
  updatedAt: 0,
  updatedBy: 'u1',
}

describe('CUS-01 the form of a customer', () => {
  test('an untouched form changes nothing', () => {
    expect(patchOf(customer, formOf(customer))).toEqual({})
  })

  test('only what was changed is sent; emptied text is none, spaces do not count', () => {
    const form = {
      ...formOf(customer),
      phone: ' ',
      city: ' Ivry ',
      categories: ['Bricolage', 'B2C'],
    }
    expect(patchOf(customer, form)).toEqual({
      phone: null,
      city: 'Ivry',
      categories: ['Bricolage', 'B2C'],
    })
  })

  const placed: Customer = {
    ...customer,
    location: {
      ...{ lat: 48.81, lon: 2.38, accuracyM: null, quality: 'street', source: 'manual' },
      ...{ setBy: 'u1', setAt: 0 },
    },
  }

  test.each([
    ['another street', { addressLine1: '3 rue Raspail' }, true],
    ['another town', { city: 'Vitry-sur-Seine' }, true],
    ['another country', { country: 'BE' }, true],
    ['spaces around the town', { city: ' Ivry-sur-Seine ' }, false],
    ['another phone', { phone: '01' }, false],
    ['another street and its coordinates', { addressLine1: 'x', coordinates: '48.9, 2.3' }, false],
  ])('CUS-06 with %s coordinates are asked about: %j %s', (_what, change, expected) => {
    expect(leavesCoordinates(placed, { ...formOf(placed), ...change })).toBe(expected)
  })

  test('CUS-06 without coordinates there is nothing to ask', () => {
    expect(leavesCoordinates(customer, { ...formOf(customer), city: 'Vitry' })).toBe(false)
  })

  test('a new customer has its name, the usual country and nothing else', () => {
    const fields = fieldsOf(emptyForm('Castorama', 'FR'))
    expect(Object.entries(fields).filter(([, value]) => value !== null)).toEqual([
      ['name', 'Castorama'],
      ['country', 'FR'],
      ['isProspect', false],
      ['categories', []],
      ['salespersonIds', []],
    ])
  })

  test('the contract’s limits are told field by field', () => {
    const form = { ...emptyForm('  ', 'FR'), code: 'x'.repeat(81), visitFrequencyDays: 0 }
    expect(problemsOf(form)).toEqual({
      name: 'required',
      code: 'tooLong',
      visitFrequencyDays: 'invalid',
    })
    expect(problemsOf({ ...form, name: 'A', code: '', visitFrequencyDays: 1.5 })).toEqual({
      visitFrequencyDays: 'invalid',
    })
    expect(problemsOf(formOf(customer))).toEqual({})
  })

  test('an address without domain is odd, none is not', () => {
    expect(['', 'a@b.fr', 'a@b', 'a b@c.fr'].map(isOddEmail)).toEqual([false, false, true, true])
  })

  test('a draft of another shape is not taken for a form', () => {
    const form = formOf(customer)
    expect(isCustomerForm(form)).toBe(true)
    expect(isCustomerForm({ ...form, name: 3 })).toBe(false)
    expect(isCustomerForm({ ...form, categories: [1] })).toBe(false)
    expect(isCustomerForm(null)).toBe(false)
  })
})
