import { expect, test } from 'vitest'
import { allowedLink } from '../../richtext/allowed-formats.ts'
import { notePermalink, readPermalink } from './permalink.ts'

const address = { activityId: '0190-a', noteId: '0190-n' }

test('NOT-03 a permalink leads back to its note, and may stand in a text', () => {
  const link = notePermalink(address)
  expect(link).toBe('wiseparts:/activities?activity=0190-a&note=0190-n')
  expect(readPermalink(` ${link}\n`)).toEqual(address)
  expect(allowedLink(link)).toBe(link)
})

test.each([
  'wiseparts:/activities?activity=a',
  'wiseparts:/settings?activity=a&note=n',
  'wiseparts://evil.test/activities?activity=a&note=n',
  'wiseparts:/activities?activity=a&note=n#x',
  'wiseparts:/activities?activity=../a&note=n',
  `wiseparts:/activities?activity=${'a'.repeat(65)}&note=n`,
  'voir wiseparts:/activities?activity=a&note=n',
  'https://exemple.fr/activities?activity=a&note=n',
])('NOT-03 %s is no permalink', (text) => {
  expect(readPermalink(text)).toBeUndefined()
})

test('NOT-03 nothing else of the scheme is a link', () => {
  expect(allowedLink('wiseparts:/settings')).toBeUndefined()
})
