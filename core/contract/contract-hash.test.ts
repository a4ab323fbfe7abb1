import { expect, test } from 'vitest'
import { z } from 'zod'
import { contractHash } from './contract-hash.ts'
import type { Contract } from './operation.ts'

const one = { kind: 'query', input: z.object({ id: z.string() }), output: z.number() } as const
const two = { kind: 'command', input: z.object({}), output: z.undefined() } as const
const job = { kind: 'job', input: z.object({}), progress: z.number(), output: z.string() } as const

test('the order of the operations does not change it', () => {
  expect(contractHash({ one, two })).toBe(contractHash({ two, one }))
})

const changes: [string, Contract][] = [
  ['a name', { uno: one, job }],
  ['a kind', { one: { ...one, kind: 'command' }, job }],
  ['an input', { one: { ...one, input: z.object({ id: z.number() }) }, job }],
  ['an output', { one: { ...one, output: z.string() }, job }],
  ['the progress of a job', { one, job: { ...job, progress: z.string() } }],
]

test.each(changes)('a change of %s changes it', (_what, changed) => {
  expect(contractHash(changed)).not.toBe(contractHash({ one, job }))
})

test('bytes and large integers can be part of a contract', () => {
  const bytes = z.instanceof(Uint8Array)
  expect(contractHash({ store: { kind: 'command', input: bytes, output: z.bigint() } })).toMatch(
    /^[0-9a-f]{8}$/,
  )
})
