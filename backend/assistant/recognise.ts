import sherpa, { type OfflineRecognizer } from 'sherpa-onnx-node'
import type { SpeechModel } from './model-folder.ts'
import type { SpeechAnswer, SpeechRequest } from './speech-message.ts'

const threads = 2

let loaded: { readonly key: string; readonly recogniser: OfflineRecognizer } | undefined

/**
 * Speech to text with a model that is kept loaded. Native code ends the process on files that are no
 * models, so this runs in one of its own. Never throws.
 */
export function answerSpeech(request: SpeechRequest): SpeechAnswer {
  try {
    return { id: request.id, text: recognise(request) }
  } catch (error) {
    return { id: request.id, failure: String(error) }
  }
}

function recognise({ model, locale, sampleRate, samples }: SpeechRequest): string {
  const key = JSON.stringify([model, model.kind === 'whisper' ? locale : null])
  if (loaded?.key !== key)
    loaded = { key, recogniser: new sherpa.OfflineRecognizer(configOf(model, locale)) }
  const stream = loaded.recogniser.createStream()
  stream.acceptWaveform({ sampleRate, samples })
  loaded.recogniser.decode(stream)
  return loaded.recogniser.getResult(stream).text
}

function configOf(model: SpeechModel, language: string): object {
  const { kind, tokens, ...files } = model
  const options =
    kind === 'whisper'
      ? { ...files, language, task: 'transcribe', tailPaddings: -1 }
      : kind === 'senseVoice'
        ? { ...files, useInverseTextNormalization: 1 }
        : files
  return {
    featConfig: { sampleRate: 16_000, featureDim: 80 },
    modelConfig: { [kind]: options, tokens, numThreads: threads, provider: 'cpu', debug: 0 },
  }
}
