import { describe, expect, test } from 'vitest'
import { briefOf, readAs } from './sample-slot.ts'

describe('AIR-04 what a person wants of the conversation', () => {
  test.each([
    ['fr', 'passe', 'skip'],
    ['fr', 'on passe à la suite', 'skip'],
    ['fr', 'je ne sais pas', 'skip'],
    ['fr', 'euh, chais pas trop', 'skip'],
    ['fr', "j'en sais trop rien", 'skip'],
    ['fr', 'aucune idée', 'skip'],
    ['fr', 'on verra ça plus tard', 'skip'],
    ['fr', 'je préfère ne pas répondre', 'skip'],
    ['fr', 'retour', 'back'],
    ['fr', 'reviens en arrière', 'back'],
    ['fr', 'revenons à la question précédente', 'back'],
    ['fr', 'tu peux répéter ?', 'repeat'],
    ['fr', "c'est quoi la question déjà ?", 'repeat'],
    ['fr', "je n'ai pas compris la question", 'repeat'],
    ['fr', 'stop', 'stop'],
    ['fr', "je m'arrête là", 'stop'],
    ['fr', 'terminé', 'done'],
    ['fr', "c'est tout", 'done'],
    ['fr', 'skip', 'skip'],
    ['en', "I don't know", 'skip'],
    ['en', 'no idea', 'skip'],
    ['en', 'next question please', 'skip'],
    ['en', 'skip that one', 'skip'],
    ['en', 'leave it blank', 'skip'],
    ['en', 'go back', 'back'],
    ['en', 'previous question', 'back'],
    ['en', 'repeat that', 'repeat'],
    ['en', 'can you say that again', 'repeat'],
    ['en', 'stop', 'stop'],
    ['en', 'never mind', 'stop'],
    ['en', "that's all", 'done'],
    ['en', "I'm done", 'done'],
  ] as const)('AIR-04 %s «%s» means %s', (locale, reply, command) => {
    expect(briefOf(readAs(locale, reply, { type: 'integer' }))).toBe(command)
  })
})

test('AIR-04 a long answer of free text is no command, whatever it says', () => {
  const reply = 'Stop aux retards, il veut passer à un autre fournisseur'
  expect(briefOf(readAs('fr', reply, { type: 'text' }))).toBe(reply)
})

test('AIR-04 an answer that begins like a command is an answer', () => {
  expect(briefOf(readAs('fr', 'passe à 12 cartons', { type: 'integer' }))).toBe('12')
})
