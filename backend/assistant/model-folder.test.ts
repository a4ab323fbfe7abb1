import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/test-backend.ts'
import { readModelFolder } from './model-folder.ts'

function folderWith(name: string, ...files: string[]): string {
  const folder = join(temporaryFolder(), name)
  mkdirSync(folder)
  for (const file of files) writeFileSync(join(folder, file), '')
  return folder
}

test('AIR-09 a Whisper model has an encoder and a decoder, the smaller files first', () => {
  const name = 'sherpa-onnx-whisper-tiny'
  const folder = folderWith(
    name,
    ...['tiny-encoder.onnx', 'tiny-encoder.int8.onnx', 'tiny-decoder.onnx', 'tiny-tokens.txt'],
  )
  expect(readModelFolder(folder)).toEqual({
    name,
    model: {
      kind: 'whisper',
      encoder: join(folder, 'tiny-encoder.int8.onnx'),
      decoder: join(folder, 'tiny-decoder.onnx'),
      tokens: join(folder, 'tiny-tokens.txt'),
    },
  })
})

test('AIR-09 a transducer has a joiner as well', () => {
  const folder = folderWith(
    'zipformer-fr',
    ...['encoder.onnx', 'decoder.onnx', 'joiner.onnx', 'tokens.txt'],
  )
  expect(readModelFolder(folder)).toMatchObject({
    model: { kind: 'transducer', joiner: join(folder, 'joiner.onnx') },
  })
})

test.each([
  ['sherpa-onnx-sense-voice-zh-en', 'senseVoice'],
  ['sherpa-onnx-paraformer-zh', 'paraformer'],
  ['sherpa-onnx-nemo-fast-conformer-fr', 'nemoCtc'],
])('AIR-09 the name %s tells the kind of its one model', (name, kind) => {
  expect(readModelFolder(folderWith(name, 'model.onnx', 'tokens.txt'))).toMatchObject({
    model: { kind },
  })
})

test.each([
  ['nothing', [], ['encoder.onnx', 'decoder.onnx', 'tokens.txt']],
  ['no words', ['model.onnx'], ['tokens.txt']],
  ['no decoder', ['encoder.onnx', 'tokens.txt'], ['decoder.onnx']],
])('AIR-09 a folder with %s says what is missing', (_name, files, missing) => {
  expect(readModelFolder(folderWith('model', ...files))).toEqual({ name: 'model', missing })
})

test('AIR-09 a folder that there is not lacks everything', () => {
  expect(readModelFolder(join(temporaryFolder(), 'gone'))).toMatchObject({
    missing: ['encoder.onnx', 'decoder.onnx', 'tokens.txt'],
  })
})
