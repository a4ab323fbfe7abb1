import { expect, test } from 'vitest'
import { fileKind, isPreviewable } from './file-kind.ts'

test.each([
  ['photo.JPG', 'application/octet-stream', 'image'],
  ['devis.pdf', '', 'pdf'],
  ['notes.csv', 'application/vnd.ms-excel', 'text'],
  ['archive.tar.gz', '', 'archive'],
  ['facture', 'application/pdf', 'pdf'],
  ['sans nom', 'image/png', 'image'],
  ['sans nom', '', 'other'],
  ['.gitignore', '', 'other'],
])('ATT-02 %s with media type %j is of kind %s', (name, mime, kind) => {
  expect(fileKind(name, mime)).toBe(kind)
})

test('ATT-02 images, PDF and text have a preview', () => {
  expect((['image', 'pdf', 'text', 'sheet', 'other'] as const).filter(isPreviewable)).toEqual([
    'image',
    'pdf',
    'text',
  ])
})
