import { expect, test } from 'vitest'
import { isBlockedFileName } from './blocked-file-types.ts'

test.each([
  'setup.exe',
  'SETUP.EXE',
  'facture.pdf.exe',
  'script.ps1',
  'install.sh',
  'Outil.AppImage',
  'raccourci.lnk',
  'lanceur.desktop',
  'image.iso',
  'page.hta',
  '.bat',
])('ATT-03 %s is executable and blocked', (name) => {
  expect(isBlockedFileName(name)).toBe(true)
})

const disguises: [string, string][] = [
  ['a dot at the end', 'setup.exe.'],
  ['dots and blanks at the end', 'setup.exe . .'],
  ['a no-break space at the end', 'setup.exe\u00a0'],
  ['many blanks before the extension', `facture.pdf${' '.repeat(120)}.exe`],
  ['a direction override', 'facture\u202Efdp.exe'],
  ['an override that puts .pdf last', 'facture.exe\u202E.pdf'],
  ['an isolate', 'facture\u2066.pdf'],
  ['a zero-width space inside', 'setup.e\u200Bxe'],
  ['a soft hyphen inside', 'setup.e\u00ADxe'],
  ['fullwidth letters', 'setup.ＥＸＥ'],
  ['a fullwidth dot', 'setup．exe'],
  ['a null character', 'setup.exe\u0000'],
  ['a line break', 'setup.exe\n'],
  ['the default data stream', 'setup.exe::$DATA'],
  ['a program in a data stream', 'facture.pdf:setup.exe'],
  ['a class id', 'facture.{3050f4d8-98b5-11cf-bb82-00aa00bdce0b}'],
  ['a folder before it', 'factures/setup.exe'],
]

test.each(disguises)('ATT-03 %s does not hide an executable', (_disguise, name) => {
  expect(isBlockedFileName(name)).toBe(true)
})

test.each([
  'facture.pdf',
  'photo.jpg',
  'Catalogue 2026 – pièces.xlsx',
  'tarifs.xlsm',
  'notes.txt',
  'setup.exe.txt',
  'exe',
  'README',
  'archive.zip',
  'plan.v1.2',
  'مستند.pdf',
  '',
  '...',
])('ATT-03 %s is not blocked', (name) => {
  expect(isBlockedFileName(name)).toBe(false)
})
