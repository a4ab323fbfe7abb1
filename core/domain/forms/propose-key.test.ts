import { expect, test } from 'vitest'
import { fieldKey } from '../../contract/form-definition.ts'
import { proposeKey, proposeValue } from './propose-key.ts'

test.each([
  ['Montant HT (€)', [], 'montant_ht'],
  ['Œuvre réalisée à l’atelier', [], 'oeuvre_realisee_a_l_atelier'],
  ['2e visite', [], 'q_2e_visite'],
  ['', [], 'q'],
  ['???', ['q'], 'q_2'],
  ['Montant', ['montant', 'montant_2'], 'montant_3'],
  ['a'.repeat(80), ['a'.repeat(64)], `${'a'.repeat(62)}_2`],
])('FRM-03 the key of %j beside %j is %s', (label, taken, key) => {
  expect(proposeKey(label, taken)).toBe(key)
  expect(fieldKey.safeParse(key).success).toBe(true)
})

test.each([
  ['Commande passée', [], 'commande_passee'],
  ['30 jours', [], '30_jours'],
  ['€', [], 'option'],
  ['Oui', ['oui'], 'oui_2'],
])('FRM-02 the value of the option %j beside %j is %s', (label, taken, value) => {
  expect(proposeValue(label, taken)).toBe(value)
})
