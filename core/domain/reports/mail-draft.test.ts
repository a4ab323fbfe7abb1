import { expect, test } from 'vitest'
import { openExternalUrl } from '../../security/open-external-url.ts'
import { mailDraftUrl } from './mail-draft.ts'

/** What the mail program gets. */
async function opened(lines: readonly string[], subject = 'Visite – Norauto'): Promise<URL> {
  const urls: string[] = []
  const draft = { to: ['anne@example.com', 'paul@example.com'], subject, lines }
  expect(await openExternalUrl(mailDraftUrl(draft), (url) => void urls.push(url))).toBe(true)
  return new URL(urls[0]!)
}

test('FRM-02 a copy by e-mail is a draft with its addressees, subject and lines', async () => {
  const url = await opened(['Résultat : Commande', 'Détail : 50 % & plus\nvoir photo'])
  expect(url.pathname).toBe('anne@example.com,paul@example.com')
  expect(url.searchParams.get('subject')).toBe('Visite – Norauto')
  expect(url.searchParams.get('body')).toBe(
    'Résultat : Commande\r\nDétail : 50 % & plus\r\nvoir photo',
  )
})

test('FRM-02 lines that mail programs would cut are left out, and said to be', async () => {
  const url = await opened(['Premier', 'é'.repeat(2000), 'Dernier'])
  expect(url.searchParams.get('body')).toBe('Premier\r\n…')
})

test('FRM-02 a line break in a title starts no other header', async () => {
  const url = await opened([], 'Visite\r\nBcc: eve@example.com')
  expect(url.searchParams.get('subject')).toBe('Visite Bcc: eve@example.com')
  expect(url.searchParams.get('bcc')).toBeNull()
})
