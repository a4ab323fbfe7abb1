import { effectScope } from 'vue'
import { expect, test } from 'vitest'
import { type Listening, MicrophoneError } from './microphone-error.ts'
import { type Transcript, useVoice, type Voice } from './use-voice.ts'

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const tenth = (amplitude: number): Float32Array => new Float32Array(1600).fill(amplitude)

interface Room {
  voice: Voice
  texts: string[]
  /** Lengths of the files that were to become text, in bytes. */
  files: number[]
  /** A tenth of a second each. */
  say(...amplitudes: number[]): void
  unplug(): void
  isOpen(): boolean
  leave(): void
}

function enter({
  answers = [],
  isContinuous = false,
  refuse,
}: {
  answers?: (Transcript | Error)[]
  isContinuous?: boolean
  refuse?: Error
} = {}): Room {
  const scope = effectScope()
  const texts: string[] = []
  const files: number[] = []
  let listening: Listening | undefined
  let isOpen = false
  const voice = scope.run(() =>
    useVoice({
      openMicrophone(given) {
        if (refuse) return Promise.reject(refuse)
        listening = given
        isOpen = true
        return Promise.resolve({ deviceId: 'mic', close: () => (isOpen = false) })
      },
      transcribe(wav) {
        files.push(wav.length)
        const answer = answers.shift() ?? { ok: true, text: `text ${files.length}` }
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
      },
      understood: (text) => texts.push(text),
      deviceId: () => undefined,
      isContinuous: () => isContinuous,
    }),
  )!
  return {
    voice,
    texts,
    files,
    say: (...amplitudes) => amplitudes.forEach((each) => listening?.heard(tenth(each))),
    unplug: () => {
      isOpen = false
      listening?.lost()
    },
    isOpen: () => isOpen,
    leave: () => scope.stop(),
  }
}

const words = [0.2, 0.2, 0.2]
const pause = Array<number>(12).fill(0)

test('AIR-09 what was said while the button was held becomes text, and the microphone is closed', async () => {
  const room = enter()
  await room.voice.start()
  expect([room.voice.isListening.value, room.isOpen()]).toEqual([true, true])
  room.say(...words)
  room.voice.stop()
  expect([room.voice.isTranscribing.value, room.isOpen()]).toEqual([true, false])
  await settled()
  expect(room.texts).toEqual(['text 1'])
  expect(room.files).toEqual([44 + 3 * 3200])
  expect(room.voice.isTranscribing.value).toBe(false)
})

test('AIR-09 the meter follows how loud it is', async () => {
  const room = enter()
  await room.voice.start()
  room.say(1)
  expect(room.voice.level.value).toBe(1)
  room.say(0)
  expect(room.voice.level.value).toBe(0)
})

test('AIR-09 listening without a break sends what was said at every pause', async () => {
  const room = enter({ isContinuous: true })
  await room.voice.start()
  room.say(0, 0, ...words, ...pause, ...words, ...pause)
  await settled()
  expect(room.texts).toEqual(['text 1', 'text 2'])
  expect(room.voice.isListening.value).toBe(true)
})

test('AIR-09 with the button held a pause sends nothing', async () => {
  const room = enter()
  await room.voice.start()
  room.say(...words, ...pause, ...words)
  await settled()
  expect(room.files).toEqual([])
})

test('AIR-09 where nobody spoke nothing is sent, and it is said', async () => {
  const room = enter()
  await room.voice.start()
  room.say(0, 0, 0)
  room.voice.stop()
  await settled()
  expect([room.files, room.voice.problem.value]).toEqual([[], 'silence'])
})

test('AIR-09 what is cancelled is not sent', async () => {
  const room = enter()
  await room.voice.start()
  room.say(...words)
  room.voice.cancel()
  await settled()
  expect([room.files, room.isOpen(), room.voice.problem.value]).toEqual([[], false, undefined])
})

test.each(['absent', 'denied', 'busy', 'unsupported'] as const)(
  'AIR-09 a microphone that is %s is said so',
  async (problem) => {
    const room = enter({ refuse: new MicrophoneError(problem) })
    await room.voice.start()
    expect([room.voice.problem.value, room.voice.isOpening.value]).toEqual([problem, false])
  },
)

test('AIR-09 what was said before the microphone was unplugged is not lost', async () => {
  const room = enter()
  await room.voice.start()
  room.say(...words)
  room.unplug()
  await settled()
  expect([room.texts, room.voice.problem.value, room.voice.isListening.value]).toEqual([
    ['text 1'],
    'lost',
    false,
  ])
})

test('AIR-09 what the recogniser did not get can be sent again', async () => {
  const room = enter({ answers: [{ ok: false, error: 'timeout' }] })
  await room.voice.start()
  room.say(...words)
  room.voice.stop()
  await settled()
  expect([room.voice.problem.value, room.voice.isRetryable.value]).toEqual(['timeout', true])
  room.voice.retry()
  await settled()
  expect([room.texts, room.voice.problem.value, room.voice.isRetryable.value]).toEqual([
    ['text 2'],
    undefined,
    false,
  ])
})

test('AIR-09 a backend that is away is one that cannot be reached', async () => {
  const room = enter({ answers: [new Error('gone')] })
  await room.voice.start()
  room.say(...words)
  room.voice.stop()
  await settled()
  expect(room.voice.problem.value).toBe('unreachable')
})

test('AIR-09 leaving the screen closes the microphone', async () => {
  const room = enter()
  await room.voice.start()
  room.leave()
  expect(room.isOpen()).toBe(false)
})

test('AIR-09 a microphone that opens after the button was let go is closed again', async () => {
  const room = enter()
  const starting = room.voice.start()
  room.voice.stop()
  await starting
  expect([room.isOpen(), room.voice.isListening.value]).toEqual([false, false])
})
