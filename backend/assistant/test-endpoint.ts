import { toFile } from 'openai'
import { z } from 'zod'
import type { EndpointTest } from '../../core/contract/language-models.ts'
import type { Fetch } from './guarded-fetch.ts'
import { askWithin, clientOf, type ModelEndpoint } from './model-endpoint.ts'
import { silence } from './silence.ts'
import { askForJson } from './structured-answer.ts'

const modelsTimeoutMs = 10_000
/** A local server may have to load the model first. */
const chatTimeoutMs = 60_000
const mostModels = 200

export type TestStep = 'models' | 'chat' | 'transcription'

/** Tries what an endpoint is needed for; nothing of the organisation is in it. */
export async function testEndpoint(
  endpoint: ModelEndpoint,
  model: string,
  at: (step: TestStep) => void,
  signal: AbortSignal,
  fetch?: Fetch,
): Promise<EndpointTest> {
  const client = clientOf(endpoint, fetch)
  at('models')
  const listed = await askWithin(modelsTimeoutMs, signal, (within) =>
    client.models.list({ signal: within }),
  )
  const data: unknown = listed.ok ? listed.value.data : undefined
  const models = z.array(z.object({ id: z.string() })).safeParse(data).data ?? []
  at('chat')
  const chatStartedAt = performance.now()
  const chat = await askForJson(
    client,
    'json_schema',
    {
      model,
      instructions: 'Answer with {"sum": the sum of the two numbers}.',
      material: '2 and 3',
      schema: {
        type: 'object',
        additionalProperties: false,
        required: ['sum'],
        properties: { sum: { type: 'integer' } },
      },
      answer: z.object({ sum: z.number() }),
      maxTokens: 100,
      timeoutMs: chatTimeoutMs,
    },
    signal,
  )
  return {
    models: models.slice(0, mostModels).map(({ id }) => id),
    chat: chat.ok
      ? { ok: true, rung: chat.value.rung, latencyMs: since(chatStartedAt) }
      : { ok: false, error: chat.error },
    transcription: await testTranscription(endpoint, at, signal, fetch),
  }
}

async function testTranscription(
  endpoint: ModelEndpoint,
  at: (step: TestStep) => void,
  signal: AbortSignal,
  fetch?: Fetch,
): Promise<EndpointTest['transcription']> {
  const model = endpoint.transcriptionModel
  if (model === null) return null
  at('transcription')
  const startedAt = performance.now()
  const heard = await askWithin(chatTimeoutMs, signal, async (within) =>
    clientOf(endpoint, fetch).audio.transcriptions.create(
      {
        file: await toFile(silence(), 'silence.wav', { type: 'audio/wav' }),
        model,
        response_format: 'json',
      },
      { signal: within },
    ),
  )
  return heard.ok ? { ok: true, latencyMs: since(startedAt) } : { ok: false, error: heard.error }
}

const since = (startedAt: number): number => Math.round(performance.now() - startedAt)
