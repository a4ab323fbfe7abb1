import { expect, test } from 'vitest'
import { isThin, saysNothing } from './thin-answer.ts'

test.each([
  'Bonne réunion',
  'bonne visite, tout s’est bien passé.',
  'Très bon échange avec le client',
  'OK',
  'Good meeting',
  'It went very well',
])('AIR-08 "%s" tells nothing a colleague could use', (text) => {
  expect(isThin(text)).toBe(true)
})

test.each([
  'Ils prennent 40 jeux',
  'Bonne réunion, devis à envoyer',
  'Client absent',
  'Rien à signaler',
  'RAS',
  'Good meeting, prices discussed',
  '',
])('AIR-08 "%s" is left alone', (text) => {
  expect(isThin(text)).toBe(false)
})

test.each([
  'Rien',
  'RAS',
  'non',
  'No thanks',
  'aucun',
  'Aucun problème',
  'Rien à signaler',
  'Nothing to report',
  'none',
])('AIR-08 "%s" says that there is nothing', (text) => expect(saysNothing(text)).toBe(true))

test.each([
  'Rien n’a été livré depuis mars, ils attendent',
  'Le rayon est vide',
  'Aucune livraison cette semaine malgré la relance du dépôt',
])('AIR-08 "%s" says something', (text) => expect(saysNothing(text)).toBe(false))
