import { expect, test } from 'vitest'
import { openExternalUrl } from './open-external-url.ts'

async function opened(value: unknown): Promise<string[]> {
  const urls: string[] = []
  const accepted = await openExternalUrl(value, (url) => void urls.push(url))
  expect(accepted).toBe(urls.length === 1)
  return urls
}

const attacks: [string, unknown][] = [
  ['a script', 'javascript:alert(1)'],
  ['a script in capitals', 'JaVaScRiPt:alert(1)'],
  ['a script with a tab inside', 'java\tscript:alert(1)'],
  ['a script after a blank', ' javascript:alert(1)'],
  ['a script after a control character', '\u0001javascript:alert(1)'],
  ['a VB script', 'vbscript:msgbox(1)'],
  ['a local file', 'file:///etc/passwd'],
  ['a file on another machine', 'file://evil.example/share/setup.exe'],
  ['a share', '\\\\evil.example\\share'],
  ['data', 'data:text/html,<script>alert(1)</script>'],
  ['a blob', 'blob:https://example.com/1'],
  ["the app's own pages", 'app://bundle/index.html'],
  ['a settings protocol', 'ms-settings:'],
  ['a search protocol', 'search-ms:query=x&crumb=location:\\\\evil.example'],
  ['an office protocol', 'ms-word:ofe|u|https://evil.example/a.docm'],
  ['a shell', 'ssh://-oProxyCommand=calc'],
  ['view-source', 'view-source:https://example.com'],
  ['credentials that pass for a host', 'https://bank.example@evil.example/'],
  ['a password', 'https://user:secret@example.com/'],
  ['credentials behind a backslash', 'https://bank.example\\@evil.example/'],
  ['a direction override', 'https://example.com/\u202Egpj.exe'],
  ['a zero-width space', 'https://exa\u200Bmple.com/'],
  ['a line break', 'https://example.com/\n--new-window'],
  ['a null character', 'https://example.com/\u0000'],
  ['a blank', 'https://example.com/ --flag'],
  ['no host', 'https://'],
  ['no scheme', 'example.com'],
  ['a relative scheme', '//evil.example'],
  ['a command option', '--version'],
  ['nothing', ''],
  ['no text', { toString: () => 'https://example.com/' }],
  ['a list', ['https://example.com/']],
  ['undefined', undefined],
  ['an endless address', `https://example.com/${'a'.repeat(3000)}`],
  ['a mail with a local file', 'mailto:a@example.com?attach=/etc/passwd'],
  ['a mail with an attachment field', 'mailto:a@example.com?subject=x&Attachment=/etc/passwd'],
  ['a mail with another header', 'mailto:a@example.com?subject=x%0D%0ABcc:b@example.com'],
  ['a mail with a header in the address', 'mailto:a@example.com%0ABcc:b@example.com'],
]

test.each(attacks)('%s is not opened', async (_name, value) => {
  expect(await opened(value)).toEqual([])
})

const addresses: [string, string, string][] = [
  ['a page', 'https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
  ['an unencrypted page', 'http://example.com', 'http://example.com/'],
  [
    'a port and a query with @',
    'https://example.com:8443/?to=a@b',
    'https://example.com:8443/?to=a@b',
  ],
  ['capitals', 'HTTPS://EXAMPLE.com/A', 'https://example.com/A'],
  [
    'a lookalike of apple.com, shown as what it is',
    'https://аpple.com/',
    'https://xn--pple-43d.com/',
  ],
  ['a mail', 'mailto:martin@example.com', 'mailto:martin@example.com'],
  [
    'a mail with subject and lines',
    'mailto:a@example.com?subject=Visite&body=Bonjour%0D%0AMartin',
    'mailto:a@example.com?subject=Visite&body=Bonjour%0D%0AMartin',
  ],
]

test.each(addresses)('%s is opened as the parser reads it', async (_name, value, url) => {
  expect(await opened(value)).toEqual([url])
})
