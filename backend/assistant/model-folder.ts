import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Files of a speech model as sherpa-onnx loads it; absolute paths. */
export type SpeechModel =
  | {
      readonly kind: 'whisper'
      readonly encoder: string
      readonly decoder: string
      readonly tokens: string
    }
  | {
      readonly kind: 'transducer'
      readonly encoder: string
      readonly decoder: string
      readonly joiner: string
      readonly tokens: string
    }
  | {
      readonly kind: 'senseVoice' | 'paraformer' | 'nemoCtc'
      readonly model: string
      readonly tokens: string
    }

export type ModelFolder =
  | { readonly name: string; readonly model: SpeechModel }
  /** Names of files that are missing. */
  | { readonly name: string; readonly missing: readonly string[] }

/**
 * What speech model a folder holds, by the names under which sherpa-onnx publishes models: Whisper,
 * transducers, SenseVoice, Paraformer, NeMo CTC. Smaller files (`int8`) come first.
 */
export function readModelFolder(folder: string): ModelFolder {
  const name = basename(folder)
  const files = filesOf(folder)
  const find = (pattern: RegExp): string | undefined => {
    const matches = files.filter((file) => pattern.test(file))
    const file = matches.find((each) => each.includes('int8')) ?? matches[0]
    return file === undefined ? undefined : join(folder, file)
  }
  const tokens = find(/tokens\.txt$/)
  const encoder = find(/encoder.*\.onnx$/)
  const decoder = find(/decoder.*\.onnx$/)
  const joiner = find(/joiner.*\.onnx$/)
  if (tokens && encoder && decoder)
    return joiner
      ? { name, model: { kind: 'transducer', encoder, decoder, joiner, tokens } }
      : { name, model: { kind: 'whisper', encoder, decoder, tokens } }
  const model = encoder || decoder || joiner ? undefined : find(/\.onnx$/)
  if (tokens && model) return { name, model: { kind: kindOf(name), model, tokens } }
  const parts: readonly (readonly [string | undefined, string])[] = model
    ? [[tokens, 'tokens.txt']]
    : [
        [encoder, 'encoder.onnx'],
        [decoder, 'decoder.onnx'],
        [tokens, 'tokens.txt'],
      ]
  return { name, missing: parts.flatMap(([file, wanted]) => (file === undefined ? [wanted] : [])) }
}

function kindOf(name: string): 'senseVoice' | 'paraformer' | 'nemoCtc' {
  if (/sense-?voice/i.test(name)) return 'senseVoice'
  return /paraformer/i.test(name) ? 'paraformer' : 'nemoCtc'
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}
