import { expect, test } from 'vitest'
import { headerKey } from './header-key.ts'
import { detectPreset, headerPresets } from './header-presets.ts'
import { importFieldKeys, importFields } from './import-fields.ts'
import { suggestMapping } from './suggest-mapping.ts'

const mapped = (headers: readonly string[]) =>
  Object.fromEntries(
    suggestMapping(headers).flatMap((field, column) =>
      field === null ? [] : [[field, headers[column]]],
    ),
  )

test('GEN-02 HubSpot companies export in English', () => {
  const headers = [
    ...['Record ID', 'Company name', 'Company Domain Name', 'Company owner', 'Create Date'],
    ...['Phone Number', 'Street Address', 'Street Address 2', 'City', 'State/Region'],
    ...['Postal Code', 'Country/Region', 'Industry', 'Lifecycle Stage', 'Parent Company'],
    'Time Zone',
  ]
  expect(detectPreset(headers)).toEqual({ preset: 'hubspot', score: 1 })
  expect(suggestMapping(headers)).toEqual([
    ...['externalId', 'name', null, 'salespersonName', null],
    ...['phone', 'addressLine1', 'addressLine2', 'city', 'region'],
    ...['postcode', 'country', 'segment', 'isProspect', 'parentName'],
    'tz',
  ])
})

test('GEN-02 HubSpot companies export in French', () => {
  const headers = [
    ...['ID de fiche d’informations', "Nom de l'entreprise", "Nom de domaine de l'entreprise"],
    ...["Propriétaire de l'entreprise", 'Numéro de téléphone', 'Adresse postale', 'Ville'],
    ...['Code postal', 'Pays/Région', 'Entreprise parente'],
  ]
  expect(detectPreset(headers).preset).toBe('hubspot')
  expect(suggestMapping(headers)).toEqual([
    ...['externalId', 'name', null],
    ...['salespersonName', 'phone', 'addressLine1', 'city'],
    ...['postcode', 'country', 'parentName'],
  ])
})

test('GEN-02 Pipedrive organisations with prefixed titles', () => {
  const headers = [
    ...['Organization - ID', 'Organization - Name', 'Organization - Owner'],
    ...['Organization - House number of Address', 'Organization - Street/road name of Address'],
    ...['Organization - City/town/village/locality of Address'],
    ...['Organization - ZIP/Postal code of Address', 'Organization - Country of Address'],
    ...['Organization - Address', 'Organization - Latitude of Address'],
    ...['Organization - Longitude of Address', 'Organization - Open deals', 'Person - Name'],
  ]
  expect(detectPreset(headers).preset).toBe('pipedrive')
  expect(suggestMapping(headers)).toEqual([
    ...['externalId', 'name', 'salespersonName'],
    ...['addressNumber', 'addressLine1', 'city', 'postcode', 'country'],
    ...[null, 'latitude', 'longitude', null, 'contactName'],
  ])
})

test('GEN-02 Pipedrive list export without prefix, and in French', () => {
  expect(mapped(['Name', 'Label', 'Address', 'Closed deals', 'Open deals', 'Owner', 'ID'])).toEqual(
    {
      externalId: 'ID',
      name: 'Name',
      categories: 'Label',
      addressLine1: 'Address',
      salespersonName: 'Owner',
    },
  )
  const french = [
    ...['Organisation - Nom', 'Organisation - Propriétaire', 'Organisation - ID'],
    ...['Organisation - Numéro de maison', 'Organisation - Nom de rue/route'],
    ...['Organisation - Ville/agglomération/village/localité', 'Organisation - Code postal'],
  ]
  expect(detectPreset(french).preset).toBe('pipedrive')
  expect(suggestMapping(french)).toEqual([
    ...['name', 'salespersonName', 'externalId'],
    ...['addressNumber', 'addressLine1', 'city', 'postcode'],
  ])
})

test('GEN-02 Salesforce account report', () => {
  const headers = [
    ...['Account ID', 'Account Name', 'Account Number', 'Parent Account ID', 'Parent Account'],
    ...['Billing Street', 'Billing City', 'Billing State/Province', 'Billing Zip/Postal Code'],
    ...['Billing Country', 'Phone', 'Account Owner', 'Type'],
  ]
  expect(detectPreset(headers)).toEqual({ preset: 'salesforce', score: 1 })
  expect(suggestMapping(headers)).toEqual([
    ...['externalId', 'name', null, 'parentExternalId', 'parentName'],
    ...['addressLine1', 'city', 'region', 'postcode'],
    ...['country', 'phone', 'salespersonName', 'isProspect'],
  ])
})

test('GEN-02 Salesforce data export with API names', () => {
  const headers = [
    ...['Id', 'IsDeleted', 'Name', 'Type', 'ParentId', 'BillingStreet', 'BillingCity'],
    ...['BillingState', 'BillingPostalCode', 'BillingCountry', 'BillingLatitude'],
    ...['BillingLongitude', 'Phone', 'AccountNumber', 'OwnerId'],
  ]
  expect(detectPreset(headers).preset).toBe('salesforce')
  expect(suggestMapping(headers)).toEqual([
    ...['externalId', null, 'name', 'isProspect', 'parentExternalId', 'addressLine1', 'city'],
    ...['region', 'postcode', 'country', 'latitude'],
    ...['longitude', 'phone', null, null],
  ])
})

test('GEN-02 a French ERP file is mapped without a preset', () => {
  const headers = [
    ...['CODE_CLIENT', 'Raison sociale', 'Enseigne', 'N° SIRET', 'Adresse 1', 'Adresse 2', 'C.P.'],
    ...['Ville', 'Code pays', 'Tél. 1', 'Courriel', 'Code client principal', 'Nom du commercial'],
    ...['Fréquence de visite (jours)', 'Chiffre d’affaires', 'Latitude', 'Longitude'],
  ]
  expect(detectPreset(headers)).toEqual({ preset: 'none', score: 0 })
  expect(suggestMapping(headers)).toEqual([
    ...['externalId', 'legalName', 'name', 'siret', 'addressLine1', 'addressLine2', 'postcode'],
    ...['city', 'country', 'phone', 'email', 'parentExternalId', 'salespersonName'],
    ...['visitFrequencyDays', null, 'latitude', 'longitude'],
  ])
})

test('GEN-02 the legal name names the customer when nothing else does', () => {
  expect(suggestMapping(['Code', 'Raison sociale', 'Ville'])).toEqual([
    'externalId',
    'name',
    'city',
  ])
})

test('GEN-02 beside a first name, « Nom » is the contact', () => {
  expect(suggestMapping(['Raison sociale', 'Nom', 'Prénom', 'Portable'])).toEqual([
    ...['name', 'contactLastName', 'contactFirstName', 'contactMobile'],
  ])
  expect(suggestMapping(['Société', 'Nom', 'Prénom'])[1]).toBe('contactLastName')
  expect(suggestMapping(['Nom', 'Ville'])).toEqual(['name', 'city'])
})

test('GEN-02 titles are compared without brackets, stars, accents and case', () => {
  expect(suggestMapping(['NOM DE LA SOCIETE *', 'telephone (standard)', 'E-Mail 1'])).toEqual([
    ...['name', 'phone', 'email'],
  ])
})

test('GEN-02 no field is given twice, repeated titles included', () => {
  expect(suggestMapping(['Nom', 'Nom', 'Ville', 'VILLE', '', 'Inconnu'])).toEqual([
    ...['name', null, 'city', null, null, null],
  ])
})

test('GEN-02 one sign alone is no preset', () => {
  expect(detectPreset(['Record ID', 'Nom'])).toEqual({ preset: 'none', score: 0.25 })
})

test('GEN-02 a chosen product goes before the detected one', () => {
  const headers = ['Id', 'Name', 'Type']
  expect(suggestMapping(headers)).toEqual(['externalId', 'name', 'segment'])
  expect(suggestMapping(headers, 'salesforce')).toEqual(['externalId', 'name', 'isProspect'])
})

test('GEN-02 a title means one field only', () => {
  const owners = new Map<string, string>()
  const clashes: string[] = []
  for (const { key, fr, en } of importFields)
    for (const title of [...fr, ...en]) {
      const owner = owners.get(headerKey(title))
      if (owner !== undefined && owner !== key) clashes.push(`${title}: ${owner}, ${key}`)
      owners.set(headerKey(title), key)
    }
  expect(clashes).toEqual([])
})

test('GEN-02 presets fill known fields and each proposes a name', () => {
  for (const { titles } of Object.values(headerPresets)) {
    expect(importFieldKeys).toEqual(expect.arrayContaining(Object.keys(titles)))
    expect(titles.name?.length).toBeGreaterThan(0)
  }
})
