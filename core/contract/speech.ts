import { z } from 'zod'
import { aiErrors } from '../domain/assistant/ai-error.ts'
import type { Contract } from './operation.ts'
import { bytes, locale, nothing } from './scalars.ts'

/** 10 minutes of 16,000 samples of 16 bits a second, and the header. */
export const maxSpeechBytes = 10 * 60 * 16_000 * 2 + 44

export const speechEngineSchema = z.object({
  /** What turns speech into text on this device; `none`: only typing. */
  engine: z.enum(['none', 'endpoint', 'folder']),
  /** The model's name at the endpoint, or that of the folder. */
  model: z.string().nullable(),
  /** Where the folder of a local model is; `null` where none was chosen. */
  folder: z.string().nullable(),
  /** Why a chosen folder cannot be used: files that are missing, by name; empty where it can. */
  missing: z.array(z.string()),
})
export type SpeechEngine = z.infer<typeof speechEngineSchema>

/** Speech to text, by the organisation's endpoint or by a model folder of this device (AIR-09). */
export const speechContract = {
  'speech.watch': { kind: 'stream', input: nothing, output: speechEngineSchema },
  /** `null` forgets the folder. A folder that lacks something is remembered with what it lacks. */
  'speech.setFolder': {
    kind: 'command',
    input: z.object({ folder: z.string().trim().min(1).max(1000).nullable() }),
    output: nothing,
  },
  /** The audio is kept nowhere. */
  'speech.transcribe': {
    kind: 'job',
    input: z.object({
      /** WAV: PCM, 16 bits, one channel, 16 kHz. */
      audio: bytes.refine(({ length }) => length <= maxSpeechBytes, 'too long'),
      locale,
      /** Words that are likely: the question, the options. */
      hint: z.string().max(500).optional(),
    }),
    progress: nothing,
    output: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), text: z.string(), model: z.string() }),
      z.object({ ok: z.literal(false), error: z.enum(aiErrors) }),
    ]),
  },
} as const satisfies Contract
