import { expect, test } from 'vitest'
import { clipboardHtml } from './clipboard-html.ts'

test('ACT-04 copied text is HTML of allowed marks with everything else escaped', () => {
  expect(
    clipboardHtml([
      { insert: 'Titre' },
      { insert: '\n', attributes: { header: 1 } },
      { insert: '<img src=x onerror="alert(1)">', attributes: { bold: true } },
      { insert: ' & ' },
      { insert: 'site', attributes: { link: 'https://a.fr/"><script>' } },
      { insert: 'x', attributes: { link: 'javascript:alert(2)', italic: true } },
      { insert: '\n\n' },
      { insert: 'un' },
      { insert: '\n', attributes: { list: 'ordered' } },
      { insert: 'deux' },
      { insert: '\n', attributes: { list: 'ordered' } },
      { insert: 'a' },
      { insert: '\n', attributes: { blockquote: true } },
      { insert: 'b' },
      { insert: '\n', attributes: { blockquote: true } },
    ]),
  ).toBe(
    '<h1>Titre</h1>' +
      '<p><strong>&lt;img src=x onerror=&quot;alert(1)&quot;&gt;</strong> &amp; ' +
      '<a href="https://a.fr/&quot;&gt;&lt;script&gt;">site</a><em>x</em></p>' +
      '<p><br></p>' +
      '<ol><li>un</li><li>deux</li></ol>' +
      '<blockquote>a<br>b</blockquote>',
  )
})
