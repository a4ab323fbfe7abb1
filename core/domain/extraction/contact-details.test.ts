import { describe, expect, test } from 'vitest'
import { readSlot } from './read-slot.ts'
import { briefOf, readAs, sampleContext, slotOf } from './sample-slot.ts'

describe('AIR-06 telephone numbers', () => {
  test.each([
    ['fr', '06 12 34 56 78', '+33612345678'],
    ['fr', '06.12.34.56.78', '+33612345678'],
    ['fr', 'son numéro c’est le 06 12 34 56 78 merci', '+33612345678'],
    ['fr', '+32 470 12 34 56', '+32470123456'],
    ['fr', 'zéro six douze trente-quatre cinquante-six soixante-dix-huit', '+33612345678?'],
    ['fr', 'zéro six quatre-vingt-un zéro zéro septante-deux nonante-neuf', '+33681007299?'],
    ['fr', '06 12 34 56 78 ou 06 12 34 56 79', 'ask several'],
    ['fr', '06 12 34 56 78, non 79', '+33612345678?'],
    ['fr', '06 12 34 56 78, non pardon 06 12 34 56 79', '+33612345679?'],
    ['fr', '06 12 34', 'none'],
    ['en', '+44 20 7946 0958', '+442079460958'],
    ['en', 'zero six one two three four five six seven eight', '+33612345678?'],
    ['en', 'oh six one two double three five six seven eight', '+33612335678?'],
  ] as const)('AIR-06 %s «%s» is %s', (locale, reply, expected) => {
    expect(briefOf(readAs(locale, reply, { type: 'phone' }))).toBe(expected)
  })
})

test('AIR-06 a telephone number without a country is of the country of the customer', () => {
  const context = { ...sampleContext('fr'), country: 'BE' }
  expect(briefOf(readSlot('0470 12 34 56', slotOf({ type: 'phone' }), context))).toBe(
    '+32470123456',
  )
})

describe('AIR-06 e-mail addresses', () => {
  test.each([
    ['fr', 'jean-luc.dupont@test.fr', 'jean-luc.dupont@test.fr'],
    ['fr', 'marie point dupont arobase exemple point fr', 'marie.dupont@exemple.fr?'],
    ['fr', 'a tiret du bas b arobase c tiret d point fr', 'a_b@c-d.fr?'],
    ['fr', 'a@x.fr ou b@x.fr', 'ask several'],
    ['fr', 'jean@', 'ask weak_match'],
    ['fr', 'il n’en a pas', 'none'],
    ['en', 'his email is John.Smith@example.com thanks', 'john.smith@example.com'],
    ['en', 'john dot smith at example dot com', 'john.smith@example.com?'],
  ] as const)('AIR-06 %s «%s» is %s', (locale, reply, expected) => {
    expect(briefOf(readAs(locale, reply, { type: 'email' }))).toBe(expected)
  })
})

describe('AIR-06 names', () => {
  test.each([
    ['fr', 'Paul Durand', 'Paul Durand'],
    ['fr', 'Paul, enfin Pierre', 'Paul, enfin Pierre?'],
    ['fr', 'c’est Madame Lefèvre.', 'Madame Lefèvre'],
    ['fr', 'j’ai vu Gwenaëlle de la compta qui m’a reçu', 'Gwenaëlle de la compta'],
    ['fr', 'La responsable des achats c’est Ghislaine', 'Ghislaine'],
    ['en', 'I spoke to Anna Lee', 'Anna Lee'],
    ['en', 'his name is John Carter', 'John Carter'],
  ] as const)('AIR-06 %s «%s» is %s', (locale, reply, expected) => {
    expect(briefOf(readAs(locale, reply, { type: 'shorttext' }))).toBe(expected)
  })
})
