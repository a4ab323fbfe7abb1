import { z } from 'zod'
import { aiErrors } from '../domain/assistant/ai-error.ts'
import type { Contract } from './operation.ts'
import { locale, nothing } from './scalars.ts'

const latency = z.number().int().min(0)

/** What a test of an endpoint found, one thing after the other. */
export const endpointTestSchema = z.object({
  /** Names of the models that the server offers; empty where it does not tell. */
  models: z.array(z.string()),
  /** A small structured question: how it had to be asked, and how long it took, in ms. */
  chat: z.union([
    z.object({
      ok: z.literal(true),
      rung: z.enum(['json_schema', 'json_object', 'text']),
      latencyMs: latency,
    }),
    z.object({ ok: z.literal(false), error: z.enum(aiErrors) }),
  ]),
  /** A second of silence; `null` where no model is named for it. */
  transcription: z
    .union([
      z.object({ ok: z.literal(true), latencyMs: latency }),
      z.object({ ok: z.literal(false), error: z.enum(aiErrors) }),
    ])
    .nullable(),
})
export type EndpointTest = z.infer<typeof endpointTestSchema>

/** The model that may improve what the local rules find (AIS-04, AIR-12). */
export const languageModelsContract = {
  'assistant.watch': {
    kind: 'stream',
    input: nothing,
    output: z.object({
      /** The model that is asked now; `null` for the local rules alone. */
      model: z.string().nullable(),
      /** Whether this device has a key for the endpoint, and whether the key store protects it. */
      hasKey: z.boolean(),
      isKeyProtected: z.boolean(),
    }),
  },
  /** Stays on this device; `null` forgets it. */
  'assistant.setKey': {
    kind: 'command',
    input: z.object({ key: z.string().trim().min(1).max(1000).nullable() }),
    output: nothing,
  },
  /** Asks an endpoint that is not agreed to yet; nothing of the organisation is sent. */
  'assistant.test': {
    kind: 'job',
    input: z.object({
      url: z.string().trim().max(500),
      chatModel: z.string().trim().max(200),
      transcriptionModel: z.string().trim().max(200).nullable(),
    }),
    progress: z.object({ step: z.enum(['models', 'chat', 'transcription']) }),
    output: endpointTestSchema,
  },
  /**
   * What a model would be sent for a reply to a small sample form: the request as it is, with what is
   * replaced replaced.
   */
  'assistant.preview': {
    kind: 'query',
    input: z.object({ reply: z.string().max(2000), locale }),
    output: z.object({
      instructions: z.string(),
      material: z.string(),
      /** JSON, as text. */
      schema: z.string(),
    }),
  },
} as const satisfies Contract
