import { expect, test } from 'vitest'
import { appOrigin, isAppUrl } from './is-app-url.ts'

test.each([`${appOrigin}/index.html`, `${appOrigin}/#/customers`, appOrigin])(
  '%s is a page of the app',
  (url) => {
    expect(isAppUrl(url)).toBe(true)
  },
)

test.each([
  'https://bundle/index.html',
  'app://bundle.evil.example/index.html',
  'app://evil/index.html',
  'app://bundle@evil/index.html',
  'app://evil@bundle/index.html',
  'app://bundle:81/index.html',
  'app:bundle/index.html',
  'file:///app/bundle/index.html',
  'about:blank',
  'data:text/html,app://bundle',
  'blob:app://bundle/1',
  'javascript:app://bundle',
  '',
  undefined,
  { toString: () => appOrigin },
])('%s is none', (url) => {
  expect(isAppUrl(url)).toBe(false)
})
