import { expect, test } from 'vitest'
import { readNarrative } from './read-narrative.ts'
import { filled } from './sample-interview.ts'

function read(text: string, focused: string, day?: string) {
  const found = readNarrative(text, focused, { [focused]: filled(text) }, () =>
    day === undefined ? undefined : filled(day),
  )
  return Object.fromEntries(
    Object.entries(found ?? {}).map(([key, slot]) => [
      key,
      slot.status === 'filled' ? slot.value : slot.status,
    ]),
  )
}

test.each([
  ['Je rappelle le dépôt demain', { decisions: 'skip', actions: 'Je rappelle le dépôt demain' }],
  [
    'On passe à deux livraisons par semaine',
    { decisions: 'On passe à deux livraisons par semaine' },
  ],
  [
    'Remise de 5 %. Paul doit envoyer le devis avant vendredi. Rayon refait.',
    {
      decisions: 'Remise de 5 %.\nRayon refait.',
      actions: 'Paul doit envoyer le devis avant vendredi.',
    },
  ],
  ['Devis à envoyer', { decisions: 'skip', actions: 'Devis à envoyer' }],
  ['Ils ont confirmé la commande', { decisions: 'Ils ont confirmé la commande' }],
  ['I will send the quote', { decisions: 'skip', actions: 'I will send the quote' }],
])('AIR-07 what is to be done is set apart from what was decided: %s', (text, parts) => {
  expect(read(text, 'decisions')).toEqual(parts)
})

test('AIR-07 the day of the next step is told with it', () => {
  expect(read('Faire le point le 15', 'next_step', '2026-12-15')).toEqual({
    ...{ next_step: 'Faire le point le 15', next_on: '2026-12-15' },
  })
})

test('AIR-07 no problems are left empty', () => {
  expect(read('Aucun problème', 'issues')).toEqual({ issues: 'skip' })
})

test('AIR-07 the words are kept as they were said, with their place', () => {
  const found = readNarrative(
    '  Retards. ',
    'issues',
    { issues: filled('Retards.') },
    () => undefined,
  )
  expect(found?.['issues']).toMatchObject({ value: 'Retards.', quote: 'Retards.', span: [2, 10] })
})

test('AIR-04 a command is no narrative', () => {
  expect(
    readNarrative('retour', 'issues', { issues: { status: 'back' } }, () => undefined),
  ).toBeUndefined()
})
