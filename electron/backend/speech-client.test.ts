import { expect, test } from 'vitest'
import type { SpeechRequest } from '../../backend/assistant/speech-message.ts'
import type { SpeechCommand } from '../main/speech-relay.ts'
import { speechClient } from './speech-client.ts'

const request: SpeechRequest = {
  id: 7,
  model: { kind: 'nemoCtc', model: '/m/model.onnx', tokens: '/m/tokens.txt' },
  locale: 'fr',
  sampleRate: 16_000,
  samples: new Float32Array(2),
}

function client() {
  const sent: SpeechCommand[] = []
  return { ...speechClient((command) => sent.push(command)), sent }
}

test('AIR-09 a request goes to the process of its number, and the answer comes back', () => {
  const { start, told, sent } = client()
  const heard: unknown[] = []
  const process = start()
  process.answered((answer) => heard.push(answer))
  process.ask(request)
  told({ speech: 'answered', process: 1, answer: { id: 7, text: 'bonjour' } })
  expect(sent).toEqual([{ speech: 'ask', process: 1, request }])
  expect(heard).toEqual([{ id: 7, text: 'bonjour' }])
})

test('AIR-09 the end of an earlier process is not that of the next', () => {
  const { start, told, sent } = client()
  const ended: string[] = []
  const first = start()
  first.ended(() => ended.push('first'))
  first.kill()
  start().ended(() => ended.push('second'))
  told({ speech: 'ended', process: 1 })
  expect(sent).toEqual([{ speech: 'kill', process: 1 }])
  expect(ended).toEqual([])
})

test('AIR-09 a process that ends by itself is told', () => {
  const { start, told } = client()
  const ended: string[] = []
  start().ended(() => ended.push('first'))
  told({ speech: 'ended', process: 1 })
  expect(ended).toEqual(['first'])
})
