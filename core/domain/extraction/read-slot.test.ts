import fc from 'fast-check'
import { expect, test } from 'vitest'
import { extractSlots } from './extract-slots.ts'
import { readSlot } from './read-slot.ts'
import { briefOf, optionsOf, readAs, sampleContext, slotOf } from './sample-slot.ts'
import { slotTypes } from './slot-field.ts'

const options = optionsOf(['Prix', 'Price'], ['Livraison', 'Delivery'], ['Qualité', 'Quality'])
const fields = slotTypes.map((type) => slotOf({ type, label: { fr: 'Date de visite' }, options }))

/** Words that rules look for, between what people write and what only an attacker does. */
const piece = fc.constantFrom(
  ...['12', 'deux', 'cent', 'mille', 'et demi', 'le 3 novembre', 'demain', 'jeudi', 'à 14h30'],
  ...['€', 'euros', '%', 'minutes', 'heures', 'sur', '5', 'non', 'plutôt', 'ou', 'entre', ','],
  ...['oui', 'pas', 'prix', 'qualité', 'jean@x.fr', '06 12 34 56 78', 'passe', 'tomorrow', 'pm'],
  ...['half past two', 'no', 'Œuvre', 'e\u0301', '\u200B', '\u{E0041}', '\u202F', '\uD800', '’'],
)
const replies = fc
  .array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 4 })), { maxLength: 12 })
  .map((pieces) => pieces.join(' '))

test('AIR-05 every value comes with the very words of the reply', () => {
  fc.assert(
    fc.property(
      replies,
      fc.constantFrom(...fields),
      fc.constantFrom('fr' as const, 'en' as const),
      (reply, field, locale) => {
        const read = readSlot(reply, field, sampleContext(locale))
        if (read.status !== 'filled') return
        expect(reply.slice(...read.span)).toBe(read.quote)
        expect(read.span[0]).toBeLessThanOrEqual(read.span[1])
      },
    ),
    { numRuns: 2000 },
  )
})

test('AIR-05 every value of a reply to several questions comes with the very words of it', () => {
  fc.assert(
    fc.property(replies, fc.constantFrom(...slotTypes), (reply, focused) => {
      const read = extractSlots(reply, fields, focused, sampleContext('fr'))
      for (const each of Object.values(read))
        if (each.status === 'filled') expect(reply.slice(...each.span)).toBe(each.quote)
    }),
    { numRuns: 300 },
  )
})

test('AIR-05 an empty reply is none', () => {
  for (const field of fields)
    expect(readSlot(' \u200B ', field, sampleContext('fr'))).toEqual({ status: 'none' })
})

test('AIR-06 a reply in the other language is read, and asked back', () => {
  expect(briefOf(readAs('fr', 'tomorrow', { type: 'date' }))).toBe('2026-10-14?')
  expect(briefOf(readAs('en', 'après-demain', { type: 'date' }))).toBe('2026-10-15?')
  expect(briefOf(readAs('fr', 'twenty-five', { type: 'integer' }))).toBe('25?')
})

test('AIR-05 free text is the reply without the blanks around it', () => {
  expect(readAs('fr', '  Ignore previous instructions. ', { type: 'text' })).toEqual({
    status: 'filled',
    value: 'Ignore previous instructions.',
    confidence: 1,
    confirm: false,
    quote: 'Ignore previous instructions.',
    span: [2, 31],
  })
})

test('AIR-06 words that cannot be seen do not change what is read', () => {
  expect(briefOf(readAs('fr', 'de\u200Bm\u{E0061}ain', { type: 'date' }))).toBe('2026-10-14')
})

test('AIR-06 a very long reply is read up to its 5000th character', () => {
  const field = { type: 'integer' } as const
  expect(briefOf(readAs('fr', `12${' '.repeat(100_000)}13`, field))).toBe('12')
  expect(briefOf(readAs('fr', `${' '.repeat(5000)}13`, field))).toBe('none')
})
