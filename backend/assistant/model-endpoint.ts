import OpenAI, {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
} from 'openai'
import { endpointAddress } from '../../core/domain/assistant/endpoint-address.ts'
import type { AiError } from '../../core/domain/assistant/ai-error.ts'
import type { Organisation } from '../../core/contract/workspace.ts'
import { type Fetch, guardedFetch, NotJsonError, TooLargeError } from './guarded-fetch.ts'

/** Where models are, as the organisation chose it. */
export interface ModelEndpoint {
  readonly url: string
  /** Empty for servers that want none. */
  readonly key: string
  readonly chatModel: string | null
  readonly transcriptionModel: string | null
}

/** A request that may fail as models do. */
export type Asked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: AiError; readonly status?: number | undefined }

/**
 * The endpoint that texts may be sent to: chosen, with an address, and agreed to for that address.
 * `undefined` where the organisation works with the local rules.
 */
export function agreedEndpoint(
  { aiEngine, aiEndpointUrl, aiChatModel, aiTranscriptionModel, aiConsent }: Organisation,
  key: string | undefined,
): ModelEndpoint | undefined {
  if (aiEngine !== 'endpoint' || !aiEndpointUrl || aiConsent?.url !== aiEndpointUrl)
    return undefined
  return endpointOf(aiEndpointUrl, aiChatModel, aiTranscriptionModel, key)
}

/** The same before anybody agreed, for a test without any text of the organisation. */
export function endpointOf(
  address: string,
  chatModel: string | null,
  transcriptionModel: string | null,
  key: string | undefined,
): ModelEndpoint | undefined {
  const read = endpointAddress(address)
  if ('problem' in read) return undefined
  return {
    url: read.url,
    key: key ?? '',
    chatModel: chatModel || null,
    transcriptionModel: transcriptionModel || null,
  }
}

/** A client that asks once: whoever waits for an answer has the local one already. */
export function clientOf({ url, key }: ModelEndpoint, fetchWith?: Fetch): OpenAI {
  return new OpenAI({
    baseURL: url,
    // The library insists on one; servers without keys ignore it.
    apiKey: key === '' ? 'none' : key,
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch: guardedFetch(fetchWith),
  })
}

/**
 * Runs a request within a time, and tells how it failed.
 *
 * @param timeoutMs after which the answer is not waited for any more
 */
export async function askWithin<T>(
  timeoutMs: number,
  signal: AbortSignal,
  request: (signal: AbortSignal) => Promise<T>,
): Promise<Asked<T>> {
  const time = AbortSignal.timeout(Math.ceil(timeoutMs))
  try {
    return { ok: true, value: await request(AbortSignal.any([signal, time])) }
  } catch (error) {
    if (signal.aborted) return { ok: false, error: 'aborted' }
    if (time.aborted) return { ok: false, error: 'timeout' }
    return failureOf(error)
  }
}

function failureOf(error: unknown): { ok: false; error: AiError; status?: number | undefined } {
  if (causes(error).some((each) => each instanceof NotJsonError || each instanceof TooLargeError))
    return { ok: false, error: 'unparseable' }
  if (error instanceof APIConnectionTimeoutError) return { ok: false, error: 'timeout' }
  if (error instanceof APIUserAbortError) return { ok: false, error: 'aborted' }
  if (error instanceof APIConnectionError) return { ok: false, error: 'unreachable' }
  if (error instanceof APIError) {
    const status = error.status as number | undefined
    return { ok: false, error: errorOfStatus(status), status }
  }
  // The client reads the body after the headers: JSON that ends too early is a SyntaxError.
  return { ok: false, error: error instanceof SyntaxError ? 'unparseable' : 'server' }
}

/** An error with what led to it. */
function causes(error: unknown): unknown[] {
  const found: unknown[] = []
  let each = error
  while (each !== undefined && found.length < 5) {
    found.push(each)
    each = each instanceof Error ? each.cause : undefined
  }
  return found
}

function errorOfStatus(status: number | undefined): AiError {
  if (status === 401 || status === 403) return 'unauthorised'
  if (status === 429) return 'rate_limited'
  if (status === 400 || status === 404 || status === 415 || status === 422 || status === 501)
    return 'unsupported'
  return 'server'
}
