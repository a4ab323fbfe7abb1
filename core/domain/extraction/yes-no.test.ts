import { describe, expect, test } from 'vitest'
import { briefOf, readAs } from './sample-slot.ts'

describe('AIR-06 yes and no in French', () => {
  test.each([
    ['oui', 'true'],
    ['ouais', 'true'],
    ['tout à fait', 'true'],
    ['bien sûr', 'true'],
    ['ben oui', 'true'],
    ['carrément', 'true'],
    ['sans problème', 'true'],
    ['pas de problème', 'true'],
    ['je crois', 'true'],
    ['si', 'true?'],
    ['ils ont de quoi tenir', 'true'],
    ['oui mais c’est limite', 'true'],
    ['non', 'false'],
    ['pas vraiment', 'false'],
    ['pas du tout', 'false'],
    ['non, pas encore', 'false'],
    ['bien sûr que non', 'false?'],
    ['je crois pas', 'false?'],
    ["il n'y en a plus", 'false'],
    ['il en manque', 'false'],
    ['évidemment que non', 'false?'],
    ['non ça suffit', 'false?'],
    ['rien à signaler', 'false?'],
    ['oui sauf pour les filtres', 'true?'],
    ["ce n'est pas faux", 'ask depends'],
    ['ça dépend', 'ask depends'],
    ['peut-être', 'ask depends'],
    ['oui et non', 'ask depends'],
    ['pour les filtres oui, pour les plaquettes non', 'ask depends'],
    ['bonjour', 'none'],
  ])('AIR-06 «%s» is %s', (reply, expected) => {
    expect(briefOf(readAs('fr', reply, { type: 'boolean' }))).toBe(expected)
  })
})

describe('AIR-06 yes and no in English', () => {
  test.each([
    ['yes', 'true'],
    ['yep, absolutely', 'true'],
    ['of course', 'true'],
    ['no problem', 'true'],
    ['I guess so', 'true'],
    ['without a doubt', 'true'],
    ['no', 'false'],
    ['not really', 'false'],
    ["I don't think so", 'false'],
    ['absolutely not', 'false'],
    ['not anymore', 'false'],
    ['hardly any', 'false'],
    ['no complaints', 'false?'],
    ['yes except filters', 'true?'],
    ['not bad', 'ask depends'],
    ['it depends', 'ask depends'],
    ['more or less', 'none'],
    ['sort of', 'ask depends'],
    ['yes and no', 'ask depends'],
  ])('AIR-06 «%s» is %s', (reply, expected) => {
    expect(briefOf(readAs('en', reply, { type: 'boolean' }))).toBe(expected)
  })
})
