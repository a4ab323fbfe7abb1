import { expect, test } from 'vitest'
import { extractSlots } from './extract-slots.ts'
import { briefOf, optionsOf, sampleContext, slotOf } from './sample-slot.ts'
import type { SlotField } from './slot-field.ts'

const orders = slotOf({ key: 'orders', type: 'integer', label: { fr: 'Nombre de commandes' } })
const due = slotOf({ key: 'due', type: 'date', label: { fr: 'Date de livraison' }, future: true })
const visited = slotOf({ key: 'visited', type: 'date', label: { fr: 'Date de la visite' } })
const amount = slotOf({ key: 'amount', type: 'money', currency: 'EUR', label: { fr: 'Montant' } })
const length = slotOf({ key: 'length', type: 'duration', label: { fr: 'Durée' } })
const mark = slotOf({ key: 'mark', type: 'rating', max: 5, label: { fr: 'Satisfaction' } })
const phone = slotOf({ key: 'phone', type: 'phone', label: { fr: 'Téléphone' } })
const stock = slotOf({ key: 'stock', type: 'boolean', label: { fr: 'Stock suffisant ?' } })
const comment = slotOf({ key: 'comment', type: 'text', label: { fr: 'Remarques' } })
const outcome = slotOf({
  key: 'outcome',
  type: 'choice',
  label: { fr: 'Résultat' },
  options: optionsOf(['Commande', 'Order'], ['Refus', 'Refused']),
})

function briefs(reply: string, open: readonly SlotField[], focused: string | null) {
  const read = extractSlots(reply, open, focused, sampleContext('fr'))
  return Object.fromEntries(Object.entries(read).map(([key, each]) => [key, briefOf(each)]))
}

test('AIR-04 one reply answers several questions', () => {
  expect(
    briefs('12 commandes, livraison le 15 mars, et rappeler Paul', [orders, due], 'orders'),
  ).toEqual({ orders: '12', due: '2027-03-15' })
})

test('AIR-04 a length of time, a mark and a day each find their field', () => {
  const reply = 'visite de 45 minutes hier, client très satisfait, 4 sur 5'
  expect(briefs(reply, [visited, length, mark], 'visited')).toEqual({
    visited: '2026-10-12',
    length: '45?',
    mark: '4?',
  })
})

test('AIR-05 what was said without being asked for and without the name of a field is asked back', () => {
  expect(briefs('12 et 06 12 34 56 78', [orders, phone], 'orders')).toEqual({
    orders: '12',
    phone: '+33612345678?',
  })
})

test('AIR-05 fields that nothing was said about stay empty', () => {
  expect(briefs('12 commandes', [orders, due, amount, stock, comment, outcome], 'orders')).toEqual({
    orders: '12',
    outcome: 'Commande?',
  })
})

test('AIR-05 two values for the field that was asked for are a contradiction', () => {
  expect(briefs('12 ou 13', [orders, due], 'orders')).toEqual({ orders: 'ask range' })
})

test('AIR-04 a command answers no field', () => {
  expect(briefs('je ne sais pas', [orders, due], 'orders')).toEqual({ orders: 'skip' })
})

test('AIR-04 without a question only what is sure is given', () => {
  expect(briefs('montant 3 200 euros', [amount, due], null)).toEqual({
    amount: '{"amount":3200,"currency":"EUR"}',
  })
})

test('AIR-04 a mark out of another best one is no answer to a field of marks', () => {
  expect(briefs('12 commandes, 8 sur 10', [orders, mark], 'orders')).not.toHaveProperty('mark')
})

test('AIR-04 a day that lies the other way is not given to a field', () => {
  expect(briefs('12 commandes, vu hier', [orders, due], 'orders')).toEqual({ orders: '12' })
})

test('AIR-04 a statement with the words of a yes-or-no question answers it, to confirm', () => {
  expect(briefs('12 commandes, le stock est suffisant', [orders, stock], 'orders')).toEqual({
    orders: '12',
    stock: 'true?',
  })
})

test('AIR-04 a name that is told for a field is given to it, to confirm', () => {
  const contact = slotOf({ type: 'shorttext', label: { fr: 'Contact rencontré' } })
  expect(briefs('12 commandes, le contact est Tamsin', [orders, contact], 'orders')).toEqual({
    orders: '12',
    shorttext: 'Tamsin?',
  })
})

test('AIR-05 every quote is a part of the whole reply', () => {
  const reply = 'Commande de 3 200 euros, livraison le 20 novembre'
  const read = extractSlots(reply, [amount, due], 'amount', sampleContext('fr'))
  for (const each of Object.values(read)) {
    if (each.status !== 'filled') throw new Error(each.status)
    expect(reply.slice(...each.span)).toBe(each.quote)
  }
})
