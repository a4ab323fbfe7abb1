import { describe, expect, test } from 'vitest'
import { briefOf, optionsOf, readAs } from './sample-slot.ts'

const outcome = {
  type: 'choice',
  options: optionsOf(
    ['Commande', 'Order'],
    ['Devis demandé', 'Quote requested'],
    ['À relancer', 'Follow up'],
    ['Refus', 'Refused'],
    ['Absent', 'Absent'],
  ),
} as const
const topics = {
  type: 'multichoice',
  options: optionsOf(['Prix', 'Price'], ['Livraison', 'Delivery'], ['Formation', 'Training']),
} as const

describe('AIR-06 one of several options', () => {
  test.each([
    ['fr', 'Commande', 'Commande'],
    ['fr', 'comande', 'Commande?'],
    ['fr', 'il veut un devis', 'Devis demandé?'],
    ['fr', 'faudra le rappeler', 'À relancer?'],
    ['fr', 'il a refusé net', 'Refus'],
    ['fr', 'il n’était pas là', 'Absent?'],
    ['fr', 'la deuxième option', 'Devis demandé'],
    ['fr', 'la dernière', 'Absent'],
    ['fr', 'option 3', 'À relancer'],
    ['fr', 'commande, non plutôt un devis', 'Devis demandé?'],
    ['fr', 'pas de commande mais un devis', 'Devis demandé?'],
    ['fr', 'commande peut-être', 'Commande?'],
    ['fr', 'il a commandé après le devis', 'Commande?'],
    ['fr', 'commande ou devis', 'ask several'],
    ['fr', 'pas de commande', 'none'],
    ['fr', 'ni commande ni devis', 'none'],
    ['fr', "il n'a pas refusé", 'none'],
    ['fr', 'bonjour', 'none'],
    ['en', 'he ordered', 'Commande'],
    ['en', 'they said no', 'Refus?'],
    ['en', 'follow-up needed', 'À relancer'],
    ['en', 'the second one', 'Devis demandé'],
    ['en', 'either an order or a quote', 'ask several'],
    ['en', "he didn't refuse", 'none'],
    ['en', 'neither order nor quote', 'none'],
    ['fr', 'second-hand', 'none'],
  ] as const)('AIR-06 %s «%s» is %s', (locale, reply, expected) => {
    expect(briefOf(readAs(locale, reply, outcome))).toBe(expected)
  })
})

test('AIR-06 a reply in the other language names an option too', () => {
  expect(briefOf(readAs('fr', 'refused', outcome))).toBe('Refus')
})

test('AIR-06 words of the trade stand for an option, to confirm', () => {
  const field = {
    type: 'choice',
    options: optionsOf(['Neuf', 'New'], ['Occasion', 'Used']),
  } as const
  expect(briefOf(readAs('en', 'second-hand', field))).toBe('Occasion?')
})

test('AIR-06 synonyms of an option stand for it', () => {
  const field = {
    type: 'choice',
    options: [{ value: 'vl', label: { fr: 'Véhicule léger' }, synonyms: ['voiture', 'auto'] }],
  } as const
  expect(briefOf(readAs('fr', 'une voiture', field))).toBe('vl')
})

test('AIR-06 a negative option is named by a negative answer', () => {
  const field = {
    type: 'choice',
    options: optionsOf(['Intéressé', 'Interested'], ['Pas intéressé', 'Not interested']),
  } as const
  expect(briefOf(readAs('fr', 'pas intéressé', field))).toBe('Pas intéressé')
  expect(briefOf(readAs('fr', "il n'est pas intéressé", field))).not.toBe('Intéressé')
})

test('AIR-06 options yes and no are answered like a question', () => {
  const field = { type: 'choice', options: optionsOf(['Oui', 'Yes'], ['Non', 'No']) } as const
  expect(briefOf(readAs('fr', 'tout à fait', field))).toBe('Oui')
  expect(briefOf(readAs('fr', 'pas vraiment', field))).toBe('Non')
})

describe('AIR-06 some of several options', () => {
  test.each([
    ['fr', 'prix et livraison', '["Prix","Livraison"]'],
    ['fr', 'la livraison, puis les prix', '["Prix","Livraison"]'],
    ['fr', 'tout', '["Prix","Livraison","Formation"]'],
    ['fr', 'tout sauf la formation', '["Prix","Livraison"]'],
    ['fr', 'prix mais pas livraison', '["Prix"]'],
    ['fr', 'aucun', '[]'],
    ['fr', 'les tarifs', '["Prix"]?'],
    ['fr', 'prix ou livraison', '["Prix","Livraison"]?'],
    ['fr', 'prix (pas trop livraison)', '["Prix"]'],
    ['fr', 'un peu de tout', '["Prix","Livraison","Formation"]?'],
    ['fr', 'pas le prix', 'none'],
    ['fr', "on n'a pas parlé de prix", 'none'],
    ['en', 'pricing and training', '["Prix","Formation"]'],
    ['en', 'everything except training', '["Prix","Livraison"]'],
    ['en', 'not price, delivery', '["Livraison"]'],
    ['en', 'the first and the third', '["Prix","Formation"]?'],
    ['en', "we didn't discuss price", 'none'],
  ] as const)('AIR-06 %s «%s» is %s', (locale, reply, expected) => {
    expect(briefOf(readAs(locale, reply, topics))).toBe(expected)
  })
})
