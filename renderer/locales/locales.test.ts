import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../core/contract/error-codes.ts'
import { typographyFaults } from './french-typography.ts'

type Messages = Map<string, string>

const files = import.meta.glob<Record<string, unknown>>('./{fr,en}/*.json', {
  eager: true,
  import: 'default',
})

/** `./fr/timeline.json` with `{ timeline: { empty: '…' } }` gives `timeline.empty` in `fr`. */
function messagesOf(language: 'fr' | 'en'): Messages {
  const messages: Messages = new Map()
  for (const [file, content] of Object.entries(files))
    if (file.startsWith(`./${language}/`)) flatten(content, '', messages)
  return messages
}

function flatten(node: unknown, path: string, into: Messages): void {
  if (typeof node === 'string') {
    into.set(path, node)
    return
  }
  if (typeof node !== 'object' || node === null) throw new Error(`${path} is not a text`)
  for (const [key, child] of Object.entries(node))
    flatten(child, path ? `${path}.${key}` : key, into)
}

const fileNames = (language: string): string[] =>
  Object.keys(files)
    .filter((file) => file.startsWith(`./${language}/`))
    .map((file) => file.slice(`./${language}/`.length))

/** `{count}` and `{0}`, not the literal `{'@'}`. */
const placeholders = (message: string): string[] =>
  [...new Set(message.match(/\{\s*\w+\s*\}/g))].map((name) => name.replace(/\s/g, '')).sort()

const fr = messagesOf('fr')
const en = messagesOf('en')

describe('GEN-06 French and English are complete', () => {
  test('both languages have the same files', () => {
    expect(fileNames('fr')).not.toEqual([])
    expect(fileNames('en')).toEqual(fileNames('fr'))
  })

  test('each namespace stands in one file only, so that no file hides another’s texts', () => {
    for (const language of ['fr', 'en']) {
      const namespaces = Object.entries(files)
        .filter(([file]) => file.startsWith(`./${language}/`))
        .flatMap(([, content]) => Object.keys(content))
      expect(namespaces.filter((name, index) => namespaces.indexOf(name) !== index)).toEqual([])
    }
  })

  test('both languages have the same keys', () => {
    expect([...fr.keys()].filter((key) => !en.has(key))).toEqual([])
    expect([...en.keys()].filter((key) => !fr.has(key))).toEqual([])
  })

  test('a text uses the same placeholders in both languages', () => {
    const different = [...fr].filter(
      ([key, message]) =>
        placeholders(message).join() !== placeholders(en.get(key) ?? message).join(),
    )
    expect(different.map(([key, message]) => `${key}: ${message} / ${en.get(key)}`)).toEqual([])
  })

  test('no text is empty', () => {
    const empty = [...fr, ...en].filter(([, message]) => message.trim() === '')
    expect(empty.map(([key]) => key)).toEqual([])
  })

  test('every error code has a sentence and what to do about it', () => {
    const wanted = errorCodes.flatMap((code) => [`errors.${code}.message`, `errors.${code}.action`])
    expect(wanted.filter((key) => !fr.has(key))).toEqual([])
    expect(wanted.filter((key) => !en.has(key))).toEqual([])
  })

  test('no error text is left over for a code that is gone', () => {
    const codes = new Set(
      [...fr.keys()].flatMap((key) => /^errors\.([^.]+)\./.exec(key)?.[1] ?? []),
    )
    const known: ReadonlySet<string> = new Set(errorCodes)
    expect([...codes].filter((code) => /^(E-|[A-Z_]+$)/.test(code) && !known.has(code))).toEqual([])
  })
})

describe('GEN-06 wording', () => {
  test('French typography is kept', () => {
    const faults = [...fr].flatMap(([key, message]) =>
      typographyFaults(message).map((fault) => `${key}: ${message} (${fault})`),
    )
    expect(faults).toEqual([])
  })

  test('no exclamation marks and no three dots in either language', () => {
    const faults = [...fr, ...en].filter(([, message]) => /!|\.\.\./.test(message))
    expect(faults.map(([key, message]) => `${key}: ${message}`)).toEqual([])
  })
})
