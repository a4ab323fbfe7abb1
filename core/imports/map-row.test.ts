import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contactFields, customerFields } from '../contract/customers.ts'
import { type ImportFieldKey, importFieldKeys } from './import-fields.ts'
import { mapRow } from './map-row.ts'

const seed = 20_261_025

/** Any code point, halves of pairs included; the `binary` unit of fast-check takes a second to set up. */
const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code))

/** Maps a row given as field → cell. */
function map(row: Partial<Record<ImportFieldKey, string>>, defaultCountry: string | null = null) {
  const mapping = Object.keys(row) as ImportFieldKey[]
  return mapRow(Object.values(row), mapping, { defaultCountry })
}
function accepted(row: Partial<Record<ImportFieldKey, string>>, defaultCountry?: string) {
  const result = map(row, defaultCountry)
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.errors)}`)
  return result
}

test('GEN-02 a full row becomes a customer with address, place, parent and contact', () => {
  expect(
    map({
      externalId: 'C-001',
      name: '  Garage\u00a0de   l’Étoile ',
      legalName: 'SARL Étoile',
      parentExternalId: 'C-000',
      parentName: '',
      isBranch: 'Succursale',
      isProspect: 'non',
      vatNumber: 'fr 12 345678901',
      siret: '123 456 789 00012',
      email: 'contact@etoile.example',
      phone: '+33 1 23 45 67 89',
      segment: 'A',
      categories: 'Freinage; Pneus, freinage | Vitrage',
      addressNumber: '12 bis',
      addressLine1: 'rue de Rivoli',
      addressLine2: 'Bât. B',
      postcode: '75001',
      city: 'Paris',
      region: 'Île-de-France',
      country: 'France',
      latitude: '48,8566',
      longitude: '2,3522',
      tz: 'Europe/Paris',
      visitFrequencyDays: '30 jours',
      salespersonName: 'Léa Martin',
      salespersonEmail: 'lea@parts.example',
      contactFirstName: 'Jean',
      contactLastName: 'Dupont',
      contactRole: 'Chef d’atelier',
      contactEmail: 'jean@etoile.example',
      contactPhone: '01 23 45 67 90',
      contactMobile: '06 12 34 56 78',
    }),
  ).toEqual({
    ok: true,
    customer: {
      name: 'Garage de l’Étoile',
      code: 'C-001',
      legalName: 'SARL Étoile',
      vatNumber: 'FR12345678901',
      siret: '12345678900012',
      email: 'contact@etoile.example',
      phone: '+33 1 23 45 67 89',
      segment: 'A',
      addressLine1: '12 bis rue de Rivoli',
      addressLine2: 'Bât. B',
      postcode: '75001',
      city: 'Paris',
      region: 'Île-de-France',
      country: 'FR',
      tz: 'Europe/Paris',
      visitFrequencyDays: 30,
      isProspect: false,
      categories: ['Freinage', 'Pneus', 'Vitrage'],
    },
    countryIsAssumed: false,
    location: { lat: 48.8566, lon: 2.3522 },
    isBranch: true,
    contact: {
      name: 'Jean Dupont',
      role: 'Chef d’atelier',
      email: 'jean@etoile.example',
      phone: '01 23 45 67 90',
      mobile: '06 12 34 56 78',
    },
    parent: { externalId: 'C-000', name: null },
    salesperson: { name: 'Léa Martin', email: 'lea@parts.example' },
    warnings: [],
  })
})

test('GEN-02 columns that are not mapped leave no trace, empty cells are null', () => {
  expect(map({ name: 'A' })).toEqual({
    ok: true,
    customer: { name: 'A' },
    countryIsAssumed: false,
    warnings: [],
  })
  expect(map({ name: 'A', email: '', city: ' ', latitude: '', longitude: '' })).toEqual({
    ok: true,
    customer: { name: 'A', email: null, city: null },
    countryIsAssumed: false,
    location: null,
    warnings: [],
  })
})

test('GEN-02 a row without a name is refused, with a legal name it takes that', () => {
  expect(map({ name: ' \t', city: 'Lyon' })).toEqual({
    ok: false,
    errors: [{ code: 'missing_name', field: 'name', value: '' }],
  })
  expect(accepted({ name: '', legalName: 'SAS Martin' }).customer.name).toBe('SAS Martin')
})

test('GEN-02 a name of 200 characters passes, 201 are refused', () => {
  expect(map({ name: 'x'.repeat(200) }).ok).toBe(true)
  expect(map({ name: 'x'.repeat(201) })).toEqual({
    ok: false,
    errors: [{ code: 'name_too_long', field: 'name', value: 'x'.repeat(200) }],
  })
})

test.each<[ImportFieldKey, string, string]>([
  ['email', 'pas-une-adresse', 'email_invalid'],
  ['email', 'a@b.fr; c@d.fr', 'email_invalid'],
  ['country', 'Atlantide', 'country_unknown'],
  ['tz', 'Paris', 'value_not_understood'],
  ['visitFrequencyDays', 'souvent', 'frequency_invalid'],
  ['visitFrequencyDays', '12,5', 'frequency_invalid'],
  ['visitFrequencyDays', '-7', 'frequency_invalid'],
  ['visitFrequencyDays', '3651', 'frequency_invalid'],
  ['isProspect', 'peut-être', 'value_not_understood'],
  ['siret', '1,23457E+13', 'value_not_understood'],
  ['externalId', 'x'.repeat(81), 'value_not_understood'],
  ['phone', '3.31235E+10', 'value_not_understood'],
])('GEN-02 a bad %s (%s) keeps the customer and is reported', (field, value, code) => {
  expect(map({ name: 'A', [field]: value })).toEqual({
    ok: true,
    customer: { name: 'A' },
    countryIsAssumed: false,
    warnings: [{ code, field, value }],
  })
})

test.each([
  ['91', '2', 'latitude'],
  ['48', '181', 'longitude'],
  ['0', '0,0', 'longitude'],
  ['48,85', '', 'longitude'],
  ['nord', '2', 'latitude'],
])('GEN-02 coordinates %s / %s are no position', (latitude, longitude, field) => {
  const { location, warnings } = accepted({ name: 'A', latitude, longitude })
  expect(location).toBeUndefined()
  expect(warnings).toEqual([
    {
      code: 'coordinates_invalid',
      field,
      value: field === 'latitude' ? latitude : longitude,
    },
  ])
})

test('GEN-02 a latitude without a longitude column is no position', () => {
  expect(accepted({ name: 'A', latitude: '48' }).warnings).toEqual([
    { code: 'coordinates_invalid', field: 'longitude', value: '' },
  ])
})

test('GEN-02 the equator and the meridian are places', () => {
  expect(accepted({ name: 'A', latitude: '0', longitude: '9,4' }).location).toEqual({
    lat: 0,
    lon: 9.4,
  })
})

test('GEN-02 a frequency of 0 means none', () => {
  const { customer, warnings } = accepted({ name: 'A', visitFrequencyDays: '0' })
  expect([customer.visitFrequencyDays, warnings]).toEqual([null, []])
})

test('GEN-02 the default country fills rows without one and says so', () => {
  const country = (row: Partial<Record<ImportFieldKey, string>>) => {
    const { customer, countryIsAssumed } = accepted({ name: 'A', ...row }, 'FR')
    return [customer.country, countryIsAssumed]
  }
  expect(country({})).toEqual(['FR', true])
  expect(country({ country: '' })).toEqual(['FR', true])
  expect(country({ country: 'Belgique' })).toEqual(['BE', false])
  expect(country({ country: 'Atlantide' })).toEqual([undefined, false])
})

test('GEN-02 a street of several lines fills the second line', () => {
  const street = { name: 'A', addressLine1: '12 rue de Rivoli\r\nBât. B\n\nPorte 3' }
  expect(accepted(street).customer).toMatchObject({
    addressLine1: '12 rue de Rivoli',
    addressLine2: 'Bât. B, Porte 3',
  })
  expect(accepted({ ...street, addressLine2: 'ZI Nord' }).customer).toMatchObject({
    addressLine1: '12 rue de Rivoli, Bât. B, Porte 3',
    addressLine2: 'ZI Nord',
  })
})

test('GEN-02 overlong text is cut between characters and reported', () => {
  const { customer, warnings } = accepted({ name: 'A', segment: `${'x'.repeat(79)}😀` })
  expect(customer.segment).toBe('x'.repeat(79))
  expect(warnings).toEqual([
    { code: 'value_truncated', field: 'segment', value: `${'x'.repeat(79)}😀` },
  ])
})

test('GEN-02 control, invisible and spreadsheet characters are removed', () => {
  expect(accepted({ name: '\ufeffA\u0000B\u200b\r\nC' }).customer.name).toBe('A B C')
  expect(accepted({ name: 'A', externalId: '="00123"' }).customer.code).toBe('00123')
  expect(accepted({ name: 'A', city: '#N/A', region: 'NULL' }).customer).toEqual({
    name: 'A',
    city: null,
    region: null,
  })
  expect(accepted({ name: "'@home" }).customer.name).toBe('@home')
  expect(accepted({ name: "'t Hof" }).customer.name).toBe("'t Hof")
})

test.each([
  ['Prospect', true],
  ['x', true],
  ['Lead', true],
  ['salesqualifiedlead', true],
  ['Customer - Direct', false],
  ['Client', false],
  ['0', false],
])('GEN-02 prospect mark %s', (text, expected) => {
  expect(accepted({ name: 'A', isProspect: text }).customer.isProspect).toBe(expected)
})

test('GEN-02 the contact of a row: no person, no contact', () => {
  const contact = (row: Partial<Record<ImportFieldKey, string>>) =>
    accepted({ name: 'A', ...row }).contact
  expect(contact({ contactRole: 'Gérant', contactName: '' })).toBeUndefined()
  expect(contact({ contactMobile: '06 12 34 56 78' })?.name).toBe('06 12 34 56 78')
  expect(contact({ contactEmail: 'a@b.example', contactPhone: '01' })?.name).toBe('a@b.example')
  expect(contact({ contactName: 'Dupont', contactFirstName: 'Jean' })?.name).toBe('Jean Dupont')
  expect(contact({ contactName: 'Jean Dupont', contactFirstName: 'Jean' })?.name).toBe(
    'Jean Dupont',
  )
  expect(contact({ contactFirstName: 'Jean' })?.name).toBe('Jean')
})

test('GEN-02 a bad contact e-mail keeps the contact', () => {
  const { contact, warnings } = accepted({ name: 'A', contactName: 'Jean', contactEmail: 'jean@' })
  expect(contact).toEqual({ name: 'Jean', role: null, email: null, phone: null, mobile: null })
  expect(warnings).toEqual([{ code: 'email_invalid', field: 'contactEmail', value: 'jean@' }])
})

test('GEN-02 whatever the cells hold, an accepted row satisfies the contract', () => {
  const cell = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 250 }),
    fc.constantFrom(
      'Paris',
      '48,85',
      '0',
      'a@b.example',
      'FR',
      'Europe/Paris',
      '=1+1',
      "'",
      '12 j',
    ),
  )
  const cells = fc.array(cell, { maxLength: importFieldKeys.length })
  fc.assert(
    fc.property(cells, (row) => {
      const result = mapRow(row, importFieldKeys, { defaultCountry: 'FR' })
      if (!result.ok) return
      expect(customerFields.partial().parse(result.customer)).toEqual(result.customer)
      if (result.contact)
        expect(contactFields.partial().parse(result.contact)).toEqual(result.contact)
    }),
    { seed, numRuns: 100 },
  )
})
