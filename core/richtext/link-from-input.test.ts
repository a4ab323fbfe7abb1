import { expect, test } from 'vitest'
import { linkFromInput } from './link-from-input.ts'

test.each([
  [' https://example.fr/a ', 'https://example.fr/a'],
  ['example.fr', 'https://example.fr'],
  ['www.société.fr/devis?x=1#y', 'https://www.société.fr/devis?x=1#y'],
  ['intranet.example.fr:8080/a', 'https://intranet.example.fr:8080/a'],
  ['claire.martin@example.fr', 'mailto:claire.martin@example.fr'],
  ['mailto:a@b.fr', 'mailto:a@b.fr'],
  ['+33 1 23 45 67 89', 'tel:+33123456789'],
  ['01.23.45.67.89', 'tel:0123456789'],
])('ACT-08 %j is the link %s', (input, link) => expect(linkFromInput(input)).toBe(link))

test.each([
  '',
  'bonjour',
  'deux mots',
  'javascript:alert(1)',
  'data:text/html,x',
  'a@b',
  'file:///x',
])('ACT-04 %j is no link', (input) => expect(linkFromInput(input)).toBeUndefined())
