import type { Organisation } from '../../core/contract/workspace.ts'
import type { AiError, Engine } from '../../core/domain/assistant/ai-error.ts'
import type { CustomerSummary, SummarySources } from '../../core/domain/summary/summary.ts'
import type { Fetch } from './guarded-fetch.ts'
import { extractQuestion, extractVersion, extractWithModel } from './extract-with-model.ts'
import type { Answered, ExtractRequest, LanguageModels } from './language-models.ts'
import { agreedEndpoint, clientOf, type ModelEndpoint } from './model-endpoint.ts'
import { KnownRungs } from './structured-answer.ts'
import { summariseVersion, summariseWithModel, summaryQuestion } from './summarise-with-model.ts'

export interface ModelParts {
  readonly organisation: () => Organisation
  /** Of the endpoint, on this device. */
  readonly key: () => Promise<string | undefined>
  /** Names that are replaced before anything is sent. */
  readonly names: () => readonly string[]
  /** A word that nobody can have written before. */
  readonly newNonce: () => string
  readonly fetch?: Fetch | undefined
}

interface Chosen {
  readonly endpoint: ModelEndpoint
  readonly model: string
}

/** The models of an endpoint, asked only while the organisation agrees to it. */
export function createModels(parts: ModelParts): LanguageModels {
  const rungs = new KnownRungs()

  async function chosen(): Promise<Chosen | undefined> {
    const key = await parts.key().catch(() => undefined)
    const endpoint = agreedEndpoint(parts.organisation(), key)
    return endpoint?.chatModel ? { endpoint, model: endpoint.chatModel } : undefined
  }

  const namesToReplace = (): readonly string[] | undefined =>
    parts.organisation().aiRedact ? parts.names() : undefined

  async function extract(
    request: ExtractRequest,
    signal: AbortSignal,
  ): ReturnType<LanguageModels['extract']> {
    const found = await chosen()
    if (!found) return off
    const { endpoint, model } = found
    const asked = extractQuestion(request, {
      model,
      names: namesToReplace(),
      nonce: parts.newNonce(),
    })
    const rung = rungs.of(endpoint.url, model)
    const answer = await extractWithModel(
      clientOf(endpoint, parts.fetch),
      rung,
      request,
      asked,
      signal,
    )
    if (!answer.ok) return { ok: false, error: answer.error }
    rungs.remember(endpoint.url, model, answer.value.rung)
    return {
      ok: true,
      value: answer.value.slots,
      engine: { kind: 'endpoint', model, version: extractVersion },
    }
  }

  async function summarise(
    sources: SummarySources,
    local: CustomerSummary,
    signal: AbortSignal,
  ): ReturnType<LanguageModels['summarise']> {
    const found = await chosen()
    if (!found) return off
    const { endpoint, model } = found
    const asked = summaryQuestion(sources, local, {
      model,
      names: namesToReplace(),
      nonce: parts.newNonce(),
    })
    // Nothing was written about this customer: there is nothing to ask.
    if (asked.sentences.length === 0) return { ok: true, value: local, engine: local.engine }
    const client = clientOf(endpoint, parts.fetch)
    const rung = rungs.of(endpoint.url, model)
    const answer = await summariseWithModel(client, rung, sources, local, asked, signal)
    if (!answer.ok) return { ok: false, error: answer.error }
    rungs.remember(endpoint.url, model, answer.value.rung)
    const engine: Engine = { kind: 'endpoint', model, version: summariseVersion }
    return { ok: true, value: { ...answer.value.summary, engine, fallbackReason: null }, engine }
  }

  return {
    chosen() {
      const endpoint = agreedEndpoint(parts.organisation(), undefined)
      return endpoint?.chatModel ? { model: endpoint.chatModel } : undefined
    },
    extract: (request, signal) => settled(extract(request, signal)),
    summarise: (sources, local, signal) => settled(summarise(sources, local, signal)),
  }
}

const off = { ok: false, error: 'off' } as const

/** Whatever goes wrong, the local result stands. */
async function settled<T>(answer: Promise<Answered<T>>): Promise<Answered<T>> {
  try {
    return await answer
  } catch {
    return { ok: false, error: 'server' satisfies AiError }
  }
}
