import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../core/contract/error-codes.ts'
import en from '../locales/en/errors.json'
import fr from '../locales/fr/errors.json'
import { errorFacts, factsFor } from './error-facts.ts'
import { createFormat } from './format.ts'

const format = createFormat({ language: 'fr', tz: 'Europe/Paris' })
const texts = { fr: fr.errors, en: en.errors } as Record<
  'fr' | 'en',
  Record<string, { message: string; action: string; detailed?: string }>
>

describe('GEN-06 sentences for refusals', () => {
  test('sizes are written for people', () => {
    const details = { size: 26 * 1_048_576, max: 25 * 1_048_576 }
    expect(factsFor('E-ATT-TOO-LARGE', details, format)).toEqual({
      size: '26\u00a0Mo',
      max: '25\u00a0Mo',
    })
  })
  test('without every fact the plain sentence is used', () => {
    expect(factsFor('E-ATT-TOO-LARGE', { max: 1 }, format)).toBeUndefined()
    expect(factsFor('E-ATT-TOO-LARGE', { size: 'big', max: 1 }, format)).toBeUndefined()
    expect(factsFor('E-ATT-TOO-LARGE', undefined, format)).toBeUndefined()
  })
  test('a code without facts has the plain sentence', () => {
    expect(factsFor('E-PRM', { role: 'rep' }, format)).toBeUndefined()
  })
  test.each(['fr', 'en'] as const)('%s names exactly the facts that are given', (language) => {
    for (const code of errorCodes) {
      const named = [...(texts[language][code]?.detailed ?? '').matchAll(/\{(\w+)\}/g)].map(
        ([, name]) => name,
      )
      expect({ code, named: named.sort() }).toEqual({
        code,
        named: Object.keys(errorFacts[code] ?? {}).sort(),
      })
    }
  })
  test('plain sentences need no facts', () => {
    const needy = Object.values(texts).flatMap((language) =>
      Object.values(language).filter(({ message, action }) => /\{/.test(message + action)),
    )
    expect(needy).toEqual([])
  })
})
