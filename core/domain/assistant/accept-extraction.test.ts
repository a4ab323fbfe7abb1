import { expect, test } from 'vitest'
import type { SlotField } from '../extraction/slot-field.ts'
import { acceptExtraction, type ModelSlot } from './accept-extraction.ts'

const context = { locale: 'fr', now: '2026-10-13T10:00', country: 'FR' } as const
const quantity: SlotField = { key: 'qty', type: 'integer', label: { fr: 'Quantité' } }
const visit: SlotField = { key: 'visit', type: 'date', future: true, label: { fr: 'Visite' } }
const stock: SlotField = { key: 'stock', type: 'boolean', label: { fr: 'Stock suffisant' } }
const outcome: SlotField = {
  key: 'outcome',
  type: 'choice',
  label: { fr: 'Résultat' },
  options: [
    { value: 'order', label: { fr: 'Commande' } },
    { value: 'visit', label: { fr: 'Nouvelle visite' } },
  ],
}
const comment: SlotField = { key: 'comment', type: 'text', label: { fr: 'Commentaire' } }

const accept = (reply: string, field: SlotField, slot: Partial<ModelSlot>) =>
  acceptExtraction(
    reply,
    [field],
    { [field.key]: { status: 'filled', value: null, quote: '', ...slot } },
    context,
  )[field.key]

test('AIR-05 a value that local code reads from the quoted words stands', () => {
  expect(accept('il prend douze cartons', quantity, { value: 12, quote: 'douze cartons' })).toEqual(
    {
      status: 'filled',
      value: 12,
      confidence: 0.9,
      confirm: false,
      quote: 'douze cartons',
      span: [9, 22],
    },
  )
})

test('AIR-05 words that nobody said prove nothing', () => {
  expect(
    accept('il prend des cartons', quantity, { value: 12, quote: '12 cartons' }),
  ).toBeUndefined()
})

test('AIR-05 another value than the quoted words say is not taken, and asked back', () => {
  expect(accept('il prend douze cartons', quantity, { value: 120, quote: 'douze' })).toMatchObject({
    value: 12,
    confirm: true,
  })
})

test('AIR-06 a day is computed by local code, never by the model', () => {
  expect(
    accept('je repasse demain', visit, { value: '2027-01-01', quote: 'demain' }),
  ).toMatchObject({ value: '2026-10-14', confirm: true })
})

test('AIR-05 a number without words that say it is left out', () => {
  expect(
    accept('il en prend plusieurs', quantity, { value: 3, quote: 'plusieurs' }),
  ).toBeUndefined()
})

test('AIR-06 an option that only the model sees is asked back', () => {
  expect(
    accept('il nous écrit après les fêtes', outcome, { value: 'visit', quote: 'nous écrit' }),
  ).toMatchObject({ value: 'visit', confirm: true })
})

test('AIR-06 an option that there is not is left out', () => {
  expect(accept('il a ri', outcome, { value: 'laugh', quote: 'il a ri' })).toBeUndefined()
})

test('AIR-06 a yes that only the model sees is asked back', () => {
  expect(accept('les rayons débordent', stock, { value: true, quote: 'débordent' })).toMatchObject({
    value: true,
    confirm: true,
  })
})

test('AIR-05 a text is what the person said, not what the model made of it', () => {
  expect(
    accept('le client râle, il attend', comment, {
      value: 'Client satisfait',
      quote: 'le client râle',
    }),
  ).toMatchObject({ value: 'le client râle' })
})

test('AIS-09 invisible characters make no evidence', () => {
  const hidden = '\u200b\u{E0041}\u202e'
  expect(accept('douze', quantity, { value: 12, quote: hidden })).toBeUndefined()
  expect(accept(`dou${hidden}ze`, quantity, { value: 12, quote: 'douze' })).toMatchObject({
    value: 12,
    span: [0, 9],
  })
})

test('AIR-05 what the model skips, asks or does not see is left to the local result', () => {
  for (const status of ['skip', 'ask', 'absent'] as const)
    expect(accept('douze', quantity, { status, value: 12, quote: 'douze' })).toBeUndefined()
})
