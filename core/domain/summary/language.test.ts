import { expect, test } from 'vitest'
import { languageOf } from './language.ts'

test.each([
  ['La livraison est en retard pour le garage.', 'fr'],
  ['The delivery is late for the garage.', 'en'],
  ['A entrega não chegou para o cliente.', 'pt'],
  ['El cliente no está contento con la entrega.', 'es'],
  ['Stock OK', 'unknown'],
])('AIS-11 %s is read as %s', (text, expected) => {
  expect(languageOf(text, 'unknown')).toBe(expected)
})
