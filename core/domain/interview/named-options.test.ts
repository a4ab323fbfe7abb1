import { expect, test } from 'vitest'
import type { SlotField } from '../extraction/slot-field.ts'
import { namedOptions } from './named-options.ts'

const options = (...labels: readonly string[]) =>
  labels.map((fr) => ({ value: fr.toLowerCase(), label: { fr } }))
const outcome: SlotField = {
  ...{ key: 'outcome', type: 'choice', label: { fr: 'Résultat' } },
  options: options('Commande', 'Devis demandé', 'À relancer'),
}
const topics: SlotField = {
  ...{ key: 'topics', type: 'multichoice', label: { fr: 'Sujets' } },
  options: options('Prix', 'Livraison', 'Qualité'),
}
const contact: SlotField = {
  ...{ key: 'contact', type: 'choice', label: { fr: 'Interlocuteur' } },
  options: [
    { value: 'c1', label: { fr: 'Paul Martin' }, synonyms: ['Paul', 'Martin'] },
    { value: 'c2', label: { fr: 'Paul Durand' }, synonyms: ['Paul', 'Durand'] },
    { value: 'c3', label: { fr: 'Anne Le Goff' }, synonyms: ['Anne', 'Le Goff'] },
  ],
}
const open = [outcome, topics, contact]
const valuesIn = (reply: string, focused: string | null = null) =>
  Object.fromEntries(
    Object.entries(namedOptions(reply, open, focused)).map(([key, slot]) => [
      key,
      slot.status === 'filled' && slot.value,
    ]),
  )

test.each([
  ['J’ai vu Anne, on a parlé prix et livraisons', { topics: ['prix', 'livraison'], contact: 'c3' }],
  ['ils passent commande', { outcome: 'commande' }],
  ['Devis demandé par Durand', { outcome: 'devis demandé', contact: 'c2' }],
])('AIR-04 %s', (reply, values) => {
  expect(valuesIn(reply)).toEqual(values)
})

test('AIR-05 the words are those of the option', () => {
  expect(namedOptions('ils passent commande', open, null)['outcome']).toMatchObject({
    ...{ quote: 'commande', span: [12, 20], confidence: 0.8, confirm: false },
  })
})

test.each([
  ['of two Pauls neither is meant for certain', 'J’ai vu Paul', {}],
  ['what is refused is not said', 'Pas de commande aujourd’hui', {}],
  ['one of several options is not chosen', 'Une commande ou un devis demandé', {}],
  ['a part of a word is none', 'Les commanditaires', {}],
])('AIR-06 %s', (_name, reply, values) => {
  expect(valuesIn(reply)).toEqual(values)
})

test('AIR-04 the field that was asked is read by its own rules', () => {
  expect(valuesIn('commande, prix', 'outcome')).toEqual({ topics: ['prix'] })
})
