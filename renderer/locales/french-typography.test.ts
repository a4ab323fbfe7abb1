import { expect, test } from 'vitest'
import { typographyFaults } from './french-typography.ts'

test.each([
  'Enregistrer',
  'Cette activité dure plus de 24 h. Confirmer\u202f?',
  'Chevauche\u00a0: Appel à 14:30',
  'Suivi\u00a0: {type} du {date}',
  'Le fichier «\u00a0{name}\u00a0» n’est pas lisible\u202f; choisissez-en un autre…',
  "Écrivez à {'@'}nom",
])('GEN-06 well-set French passes: %s', (message) => {
  expect(typographyFaults(message)).toEqual([])
})

test.each([
  ['Confirmer ?', 'U+202F before ; and ?'],
  ['Confirmer?', 'U+202F before ; and ?'],
  ['Confirmer\u00a0?', 'U+202F before ; and ?'],
  ['un ; deux', 'U+202F before ; and ?'],
  ['Chevauche : rien', 'U+00A0 before a colon'],
  ['Client:', 'U+00A0 before a colon'],
  ['«rien\u00a0»', 'U+00A0 after «'],
  ['«\u00a0rien »', 'U+00A0 before »'],
  ["L'heure", 'the apostrophe is ’'],
  ['le "client"', 'quotation marks are « »'],
  ['Chargement...', 'the ellipsis is …'],
])('GEN-06 badly set French is named: %s', (message, fault) => {
  expect(typographyFaults(message)).toEqual([fault])
})
