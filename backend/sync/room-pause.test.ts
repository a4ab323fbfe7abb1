import { expect, test } from 'vitest'
import { closingCodes } from '../../core/sync/server-api.ts'
import { roomPauseMs } from './room-pause.ts'

test.each([
  ['a token that has run out', closingCodes.token, 1, 0],
  ['a token that is refused again', closingCodes.token, 2, 2_000],
  ['too many rooms', closingCodes.tooMany, 1, 30_000],
  ['a refusal', closingCodes.forbidden, 1, 60_000],
  ['a message that the server cannot read', closingCodes.malformed, 1, 60_000],
  ['a message that is too big', closingCodes.tooBig, 1, 60_000],
  ['a lost connection', 1006, 1, 1_000],
  ['a connection lost for the tenth time', 1006, 10, 60_000],
])('after %s', (_, code, failures, pauseMs) => {
  expect(roomPauseMs(code, failures, 1)).toBe(pauseMs)
})
