import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  endless,
  fails,
  html,
  json,
  type ScriptedAnswer,
  silent,
} from '../testing/scripted-model-server.ts'
import { serverOfTest } from '../testing/server-of-test.ts'
import { temporaryFolder } from '../testing/test-backend.ts'
import { LocalSpeech } from './local-speech.ts'
import { silence } from './silence.ts'
import { createSpeech, type SpeechParts } from './speech.ts'
import type { SpeechAnswer, SpeechProcess, SpeechRequest } from './speech-message.ts'

const french = { locale: 'fr', hint: 'Quantité' } as const
const never = (): AbortSignal => new AbortController().signal

function modelFolder(content: Buffer | string = ''): string {
  const folder = join(temporaryFolder(), 'sherpa-onnx-whisper-tiny')
  mkdirSync(folder)
  for (const file of ['encoder.onnx', 'decoder.onnx', 'tokens.txt'])
    writeFileSync(join(folder, file), content)
  return folder
}

/** A recogniser whose answers and end the test decides. */
function fakeProcess() {
  const asked: SpeechRequest[] = []
  const listeners = {
    answered: (_answer: SpeechAnswer): void => undefined,
    ended: (): void => undefined,
  }
  let killed = 0
  const process: SpeechProcess = {
    ask: (request) => void asked.push(request),
    answered: (listener) => (listeners.answered = listener),
    ended: (listener) => (listeners.ended = listener),
    kill: () => (killed += 1),
  }
  return { process, asked, listeners, killed: () => killed }
}

function speechWith(parts: Partial<SpeechParts>) {
  const local = parts.local ?? new LocalSpeech(() => fakeProcess().process)
  onTestFinished(() => local.close())
  return createSpeech({
    folder: () => null,
    endpoint: () => Promise.resolve(undefined),
    endpointModel: () => null,
    ...parts,
    local,
  })
}

async function speechAt(...script: ScriptedAnswer[]) {
  const server = await serverOfTest(...script)
  const endpoint = { url: server.url, key: '', chatModel: null, transcriptionModel: 'whisper-1' }
  const speech = speechWith({
    endpoint: () => Promise.resolve(endpoint),
    endpointModel: () => 'whisper-1',
  })
  return { server, speech }
}

test('AIR-09 an endpoint hears the recording, with the language and what is likely', async () => {
  const { server, speech } = await speechAt(json(200, { text: ' douze cartons\u200b ' }))
  expect(await speech.transcribe(silence(), french, never())).toEqual({
    ok: true,
    value: 'douze cartons',
    engine: { kind: 'endpoint', model: 'whisper-1', version: 'speech/1' },
  })
  const { path, body } = server.asked[0]!
  expect(path).toBe('/v1/audio/transcriptions')
  for (const part of ['whisper-1', 'Quantité', 'name="language"', 'RIFF'])
    expect(body).toContain(part)
})

test.each([
  ['401', fails(401), 'unauthorised'],
  ['404', fails(404), 'unsupported'],
  ['429', fails(429), 'rate_limited'],
  ['500', fails(500), 'server'],
  ['a page', html, 'unparseable'],
  ['an answer without end', endless, 'unparseable'],
  ['no text', json(200, { segments: [] }), 'unparseable'],
  ['a list', json(200, [1]), 'unparseable'],
] as const)(
  'AIR-09 AIR-12 after %s there is no text, and the reason',
  async (_name, script, error) => {
    const { speech } = await speechAt(script)
    expect(await speech.transcribe(silence(), french, never())).toEqual({ ok: false, error })
  },
)

test('AIR-09 what is cancelled ends at once', async () => {
  const { speech } = await speechAt(silent)
  const controller = new AbortController()
  const hearing = speech.transcribe(silence(), french, controller.signal)
  controller.abort()
  expect(await hearing).toEqual({ ok: false, error: 'aborted' })
})

test('AIR-09 what is no recording of speech is sent nowhere', async () => {
  const { server, speech } = await speechAt(json(200, { text: 'x' }))
  const music = new Uint8Array(randomBytes(2000))
  expect(await speech.transcribe(music, french, never())).toEqual({
    ok: false,
    error: 'unsupported',
  })
  expect(server.asked).toEqual([])
})

test('AIR-09 without folder and endpoint nothing listens', async () => {
  const speech = speechWith({})
  expect(speech.engine()).toEqual({ engine: 'none', model: null, folder: null, missing: [] })
  expect(await speech.transcribe(silence(), french, never())).toEqual({ ok: false, error: 'off' })
})

test('AIR-09 a folder of this device comes before the endpoint', async () => {
  const { process, asked, listeners } = fakeProcess()
  const folder = modelFolder()
  const server = await serverOfTest(json(200, { text: 'remote' }))
  const endpoint = { url: server.url, key: '', chatModel: null, transcriptionModel: 'whisper-1' }
  const speech = speechWith({
    folder: () => folder,
    endpoint: () => Promise.resolve(endpoint),
    endpointModel: () => 'whisper-1',
    local: new LocalSpeech(() => process),
  })
  const hearing = speech.transcribe(silence(), french, never())
  listeners.answered({ id: asked[0]!.id, text: 'douze' })
  expect(await hearing).toMatchObject({
    value: 'douze',
    engine: { kind: 'local', model: 'sherpa-onnx-whisper-tiny' },
  })
  expect(asked[0]!.samples).toHaveLength(16_000)
  expect(server.asked).toEqual([])
})

test('AIR-09 a folder that lacks something is named, and the endpoint stands in', () => {
  const speech = speechWith({ folder: () => '/nowhere', endpointModel: () => 'whisper-1' })
  expect(speech.engine()).toEqual({
    engine: 'endpoint',
    model: 'whisper-1',
    folder: '/nowhere',
    missing: ['encoder.onnx', 'decoder.onnx', 'tokens.txt'],
  })
})

test('AIR-09 a recogniser that is cancelled is ended, and the next recording starts another', async () => {
  const processes = [fakeProcess(), fakeProcess()]
  let starts = 0
  const folder = modelFolder()
  const speech = speechWith({
    folder: () => folder,
    local: new LocalSpeech(() => processes[starts++]!.process),
  })
  const controller = new AbortController()
  const first = speech.transcribe(silence(), french, controller.signal)
  controller.abort()
  expect(await first).toEqual({ ok: false, error: 'aborted' })
  expect(processes[0]!.killed()).toBe(1)
  const second = speech.transcribe(silence(), french, never())
  processes[1]!.listeners.answered({ id: processes[1]!.asked[0]!.id, text: 'oui' })
  expect(await second).toMatchObject({ value: 'oui' })
})

test.each([
  ['empty files', ''],
  ['files of noise', randomBytes(4096)],
  ['files of text', 'this is no model\n'.repeat(100)],
])(
  'AIR-09 %s are no model: the real recogniser ends, and this process does not',
  async (_name, content) => {
    const folder = modelFolder(content)
    const speech = speechWith({ folder: () => folder, local: new LocalSpeech(undefined) })
    expect(await speech.transcribe(silence(), french, never())).toEqual({
      ok: false,
      error: 'unsupported',
    })
  },
  30_000,
)
