import { expect, test } from 'vitest'
import { createSpeechRelay, type SpeechChild, type SpeechEvent } from './speech-relay.ts'

interface FakeChild {
  readonly asked: unknown[]
  killed: number
  answer(answer: unknown): void
  exit(): void
}

function relayed() {
  const children: FakeChild[] = []
  const told: SpeechEvent[] = []
  const start = (): SpeechChild => {
    let answer: FakeChild['answer'] = () => undefined
    let exit: FakeChild['exit'] = () => undefined
    const child: FakeChild = {
      asked: [],
      killed: 0,
      answer: (given) => answer(given),
      exit: () => exit(),
    }
    children.push(child)
    return {
      send: (request) => child.asked.push(request),
      onMessage: (listener) => (answer = listener),
      onExit: (listener) => (exit = listener),
      kill: () => (child.killed += 1),
    }
  }
  return { ...createSpeechRelay(start, (event) => told.push(event)), children, told }
}

test('AIR-09 the recogniser starts with the first request and is kept for the next', () => {
  const { take, children, told } = relayed()
  take({ speech: 'ask', process: 1, request: 'one' })
  take({ speech: 'ask', process: 1, request: 'two' })
  children[0]!.answer('heard')
  expect(children.map(({ asked }) => asked)).toEqual([['one', 'two']])
  expect(told).toEqual([{ speech: 'answered', process: 1, answer: 'heard' }])
})

test('AIR-09 the end of a recogniser is told with its number', () => {
  const { take, children, told } = relayed()
  take({ speech: 'ask', process: 1, request: 'one' })
  children[0]!.exit()
  expect(told).toEqual([{ speech: 'ended', process: 1 }])
})

test('AIR-09 the end of a recogniser that was killed is told to nobody', () => {
  const { take, children, told } = relayed()
  take({ speech: 'ask', process: 1, request: 'one' })
  take({ speech: 'kill', process: 1 })
  children[0]!.exit()
  expect([children[0]!.killed, told]).toEqual([1, []])
})

test('AIR-09 the recogniser ends with the backend', () => {
  const { take, close, children } = relayed()
  take({ speech: 'ask', process: 1, request: 'one' })
  close()
  expect(children[0]!.killed).toBe(1)
})

test('AIR-09 what is for somebody else is left alone', () => {
  const { take, children } = relayed()
  expect(take({ id: 1, ask: 'isAvailable' })).toBe(false)
  expect(children).toEqual([])
})
