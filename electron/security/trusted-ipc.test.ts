import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../core/contract/app-error.ts'
import { answerRequest, readMessage, type SenderFrame } from './trusted-ipc.ts'

const page: SenderFrame = { url: 'app://bundle/index.html#/customers', parent: null }
const schema = z.tuple([z.string().max(3)])

const strangers: [string, SenderFrame | null][] = [
  ['a frame that is gone', null],
  ['a frame inside the page', { ...page, parent: page }],
  ['another site', { url: 'https://evil.example/', parent: null }],
  ['another host of the scheme', { url: 'app://evil/index.html', parent: null }],
  ['an empty page', { url: 'about:blank', parent: null }],
]

test.each(strangers)(
  '%s is answered with E-PRM and nothing is carried out',
  async (_name, frame) => {
    const done: string[] = []
    const answer = await answerRequest(frame, schema, ['abc'], ([text]) => done.push(text))
    expect(answer).toMatchObject({ ok: false, failure: { code: 'E-PRM' } })
    expect(readMessage(frame, schema, ['abc'])).toBeUndefined()
    expect(done).toEqual([])
  },
)

describe('the page', () => {
  test('gets the result', async () => {
    expect(await answerRequest(page, schema, ['abc'], ([text]) => text.length)).toEqual({
      ok: true,
      value: 3,
    })
    expect(readMessage(page, schema, ['abc'])).toEqual(['abc'])
  })

  test.each([[[]], [[7]], [['abcd']], [['abc', 'more']], [[null]]])(
    'is refused with the arguments %j',
    async (args) => {
      const answer = await answerRequest(page, schema, args, () => 'done')
      expect(answer).toMatchObject({ ok: false, failure: { code: 'INVALID_INPUT' } })
      expect(readMessage(page, schema, args)).toBeUndefined()
    },
  )

  test('gets the code of a refusal, a full disk by its own, and nothing else of what went wrong', async () => {
    const failures = await Promise.all(
      [
        new AppError('E-ATT-TYPE', 'not opened'),
        Object.assign(new Error('ENOSPC: /home/martin/x'), { code: 'ENOSPC' }),
        new Error('EACCES: /home/martin/x'),
      ].map((error) => answerRequest(page, schema, ['abc'], () => Promise.reject(error))),
    )
    expect(failures).toEqual([
      { ok: false, failure: { code: 'E-ATT-TYPE', message: 'not opened' } },
      {
        ok: false,
        failure: { code: 'E-DISK-FULL', message: 'there is no space left for the file' },
      },
      { ok: false, failure: { code: 'INTERNAL', message: 'The request failed unexpectedly.' } },
    ])
  })
})
