import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalDelta } from './canonical-delta.ts'
import { deltaToText } from './delta-to-text.ts'
import { sanitiseDelta } from './sanitise-delta.ts'

const parameters = { seed: 20_261_124, numRuns: 400 }
console.info(`hostile deltas: seed ${parameters.seed}, ${parameters.numRuns} runs each`)

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc
    .array(fc.constantFrom('a', '\n', '\r\n', '\u0000', '\ufeff', '\ud83d', '👍', '\u2028', ' '))
    .map((parts) => parts.join('')),
)
const attributes = fc.oneof(
  fc.anything(),
  fc.record(
    {
      bold: fc.constantFrom(true, false, 1, 'x'),
      link: fc.oneof(fc.webUrl(), fc.constant('javascript:alert(1)'), fc.anything()),
      list: fc.constantFrom('ordered', 'bullet', 'checked', 'x', {}),
      header: fc.integer({ min: -1, max: 7 }),
      blockquote: fc.boolean(),
      color: fc.string(),
    },
    { requiredKeys: [] },
  ),
)
const hostile = fc.array(
  fc.oneof(
    fc.record({ insert: text, attributes }),
    fc.record({ insert: fc.anything(), attributes }),
    fc.anything(),
  ),
)
const inlineNames = /^(?:(?:bold|italic|underline|strike|code|link)(?:,|$))*$/
const blockNames = /^(?:list|header|blockquote)?$/

function expectAllowed(ops: readonly { insert: unknown; attributes?: object | undefined }[]): void {
  for (const { insert, attributes = {} } of ops) {
    expect(typeof insert).toBe('string')
    const names = Object.keys(attributes).join()
    if ((insert as string).includes('\n') && names !== '') {
      expect(insert).toMatch(/^\n+$/)
      expect(names).toMatch(blockNames)
    } else expect(names).toMatch(inlineNames)
  }
}

test('ACT-04 anything at all is reduced to allowed operations, reducing again changes nothing', () => {
  fc.assert(
    fc.property(hostile, (input) => {
      const ops = sanitiseDelta(input)
      expectAllowed(ops)
      expect(sanitiseDelta(ops)).toEqual(ops)
      expect(deltaToText(ops)).not.toMatch(/[\r\0\ufeff]/)
    }),
    parameters,
  )
})

test('NOT-05 what an editor shows of a hostile shared text keeps every position and is stable', () => {
  const runs = fc.array(
    fc.record({
      insert: fc.oneof(text, fc.dictionary(fc.string(), fc.string())),
      attributes: fc.dictionary(
        fc.constantFrom('bold', 'link', 'list', 'header', 'blockquote', 'color'),
        fc.oneof(fc.boolean(), fc.string(), fc.integer({ min: 0, max: 3 })),
      ),
    }),
  )
  fc.assert(
    fc.property(runs, (input) => {
      const shared = new Y.Doc().getText('body')
      for (const { insert, attributes } of input)
        if (typeof insert !== 'string') shared.insertEmbed(shared.length, insert, attributes)
        else if (insert !== '') shared.insert(shared.length, insert, attributes)
      const ops = canonicalDelta(shared.toDelta() as { insert: unknown }[])
      expectAllowed(ops)
      const shown = ops.map(({ insert }) => insert as string).join('')
      expect(shown.endsWith('\n')).toBe(true)
      expect(shown.length - shared.length).toBe(shown.length === shared.length ? 0 : 1)
      expect(canonicalDelta(ops)).toEqual(ops)
    }),
    parameters,
  )
})
