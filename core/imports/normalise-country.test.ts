import { expect, test } from 'vitest'
import { countryCodes, normaliseCountry } from './normalise-country.ts'

test.each([
  ['FR', 'FR'],
  ['fra', 'FR'],
  ['France', 'FR'],
  ['FRANCE MÉTROPOLITAINE', 'FR'],
  ['Allemagne', 'DE'],
  ['Germany', 'DE'],
  ['Deutschland', 'DE'],
  ['España', 'ES'],
  ['Pays-Bas', 'NL'],
  ['The Netherlands', 'NL'],
  ['Royaume Uni', 'GB'],
  ['UK', 'GB'],
  ['U.S.A.', 'US'],
  ['Etats-Unis', 'US'],
  ["Côte d'Ivoire", 'CI'],
  ['République tchèque', 'CZ'],
  ['Tchéquie', 'CZ'],
  ['La Réunion', 'RE'],
  ['Réunion', 'RE'],
  ['Suisse', 'CH'],
  ['Belgique', 'BE'],
  ['Niger', 'NE'],
  ['Nigeria', 'NG'],
  ['Kosovo', 'XK'],
])('GEN-02 country %s is %s', (text, code) => {
  expect(normaliseCountry(text)).toBe(code)
})

test.each(['', 'Atlantide', 'F', 'EU', 'Paris'])('GEN-02 no country: %j', (text) => {
  expect(normaliseCountry(text)).toBeNull()
})

test('GEN-02 the code list holds the 249 of ISO 3166-1 and Kosovo, each once', () => {
  expect(new Set(countryCodes).size).toBe(250)
  expect(countryCodes).toHaveLength(250)
  const names = new Intl.DisplayNames(['fr'], { type: 'region', fallback: 'none' })
  expect(countryCodes.filter((code) => names.of(code) === undefined)).toEqual([])
})

test('GEN-02 every country is found by its French and its English name', () => {
  const missed = ['fr', 'en'].flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type: 'region' })
    return countryCodes.filter((code) => normaliseCountry(names.of(code) ?? '') !== code)
  })
  expect(missed).toEqual([])
})
