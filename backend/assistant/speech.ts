import { toFile } from 'openai'
import type { Locale } from '../../core/contract/scalars.ts'
import type { SpeechEngine } from '../../core/contract/speech.ts'
import { withoutInvisible } from '../../core/domain/extraction/folded-text.ts'
import { readWav } from '../../core/domain/assistant/wav.ts'
import type { Fetch } from './guarded-fetch.ts'
import type { Answered } from './language-models.ts'
import type { LocalSpeech } from './local-speech.ts'
import { askWithin, clientOf, type ModelEndpoint } from './model-endpoint.ts'
import { readModelFolder } from './model-folder.ts'

const timeoutMs = 60_000
const longestTranscript = 20_000
/** What recognisers are trained for. */
const speechRate = 16_000

export interface SpeechOptions {
  readonly locale: Locale
  readonly hint?: string | undefined
}

/** Speech to text (AIR-09): a folder of this device first, which works without network. */
export interface SpeechToText {
  engine(this: void): SpeechEngine
  /** Never throws; the audio is kept nowhere. */
  transcribe(
    this: void,
    wav: Uint8Array,
    options: SpeechOptions,
    signal: AbortSignal,
  ): Promise<Answered<string>>
}

export interface SpeechParts {
  /** Where the folder of a local model is. */
  readonly folder: () => string | null
  /** Agreed to, with its key. */
  readonly endpoint: () => Promise<ModelEndpoint | undefined>
  /** The name of the model that the endpoint would be asked for. */
  readonly endpointModel: () => string | null
  readonly local: LocalSpeech
  readonly fetch?: Fetch | undefined
}

export function createSpeech({
  folder: folderOf,
  endpoint,
  endpointModel,
  local,
  fetch,
}: SpeechParts): SpeechToText {
  function engine(): SpeechEngine {
    const folder = folderOf()
    const read = folder === null ? undefined : readModelFolder(folder)
    const missing = read && 'missing' in read ? [...read.missing] : []
    if (read && 'model' in read) return { engine: 'folder', model: read.name, folder, missing }
    const model = endpointModel()
    return model === null
      ? { engine: 'none', model: null, folder, missing }
      : { engine: 'endpoint', model, folder, missing }
  }

  async function byEndpoint(
    wav: Uint8Array,
    { locale, hint }: SpeechOptions,
    signal: AbortSignal,
  ): Promise<Answered<string>> {
    const chosen = await endpoint()
    const model = chosen?.transcriptionModel
    if (!chosen || !model) return { ok: false, error: 'off' }
    const asked = await askWithin(timeoutMs, signal, async (within) =>
      clientOf(chosen, fetch).audio.transcriptions.create(
        {
          file: await toFile(wav, 'speech.wav', { type: 'audio/wav' }),
          model,
          language: locale,
          response_format: 'json',
          ...(hint !== undefined && hint !== '' && { prompt: hint }),
        },
        { signal: within },
      ),
    )
    if (!asked.ok) return { ok: false, error: asked.error }
    const { text } = asked.value as { text?: unknown }
    if (typeof text !== 'string') return { ok: false, error: 'unparseable' }
    return answered(text, { kind: 'endpoint', model })
  }

  return {
    engine,
    async transcribe(wav, options, signal) {
      const facts = readWav(wav)
      if (facts?.sampleRate !== speechRate) return { ok: false, error: 'unsupported' }
      const folder = folderOf()
      const read = folder === null ? undefined : readModelFolder(folder)
      if (!read || !('model' in read)) return byEndpoint(wav, options, signal)
      const heard = await local.transcribe(read.model, wav, facts, options.locale, signal)
      return heard.ok ? answered(heard.text, { kind: 'local', model: read.name }) : heard
    },
  }
}

function answered(
  text: string,
  engine: { kind: 'local' | 'endpoint'; model: string },
): Answered<string> {
  return {
    ok: true,
    value: withoutInvisible(text).trim().slice(0, longestTranscript),
    engine: { ...engine, version: 'speech/1' },
  }
}
