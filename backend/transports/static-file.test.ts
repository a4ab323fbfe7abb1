import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mediaType, staticFile } from './static-file.ts'

const root = join('/', 'srv', 'web')

test('the root is index.html, and names are decoded', () => {
  expect(staticFile(root, '/')).toBe(join(root, 'index.html'))
  expect(staticFile(root, '/assets/caf%C3%A9.js')).toBe(join(root, 'assets/café.js'))
})

test.each([
  '/../secret',
  '/..%2fsecret',
  '/%2e%2e/secret',
  '/assets/../../secret',
  '/..%5csecret',
  '/..\\secret',
  '/../web-backup/file',
  '/index.html%00.js',
  '/%E0%A4%A',
  '/..',
  '/.',
])('%s leads nowhere', (pathname) => {
  expect(staticFile(root, pathname)).toBeUndefined()
})

test('a module worker has a type that browsers run', () => {
  expect(mediaType('/srv/web/pdf.worker.mjs')).toBe('text/javascript; charset=utf-8')
  expect(mediaType('/srv/web/data.bin')).toBe('application/octet-stream')
})
