import type OpenAI from 'openai'
import type { ZodType } from 'zod'
import { askWithin, type Asked } from './model-endpoint.ts'

/** How an answer is made to have a shape: the strictest first. */
export const rungs = ['json_schema', 'json_object', 'text'] as const
export type Rung = (typeof rungs)[number]

/** Which way works is found out once for each endpoint and model. */
export class KnownRungs {
  private readonly known = new Map<string, Rung>()

  of(endpoint: string, model: string): Rung {
    return this.known.get(`${endpoint} ${model}`) ?? 'json_schema'
  }

  remember(endpoint: string, model: string, rung: Rung): void {
    this.known.set(`${endpoint} ${model}`, rung)
  }
}

export interface Question<T> {
  readonly model: string
  /** What the model is to do: ours, and never a text of somebody else. */
  readonly instructions: string
  /** What it is to do it with: data. */
  readonly material: string
  /** JSON Schema of the answer, in the strict part of it that servers understand. */
  readonly schema: Readonly<Record<string, unknown>>
  /** What the answer is checked with, whatever the server promised. */
  readonly answer: ZodType<T>
  readonly maxTokens: number
  readonly timeoutMs: number
}

export interface StructuredAnswer<T> {
  readonly value: T
  readonly rung: Rung
}

/**
 * Asks for JSON: with the schema, else as an object, else in words (design: the ladder). A server that
 * does not understand one way is asked the next; every answer is checked.
 */
export async function askForJson<T>(
  client: OpenAI,
  first: Rung,
  question: Question<T>,
  signal: AbortSignal,
): Promise<Asked<StructuredAnswer<T>>> {
  const startedAt = performance.now()
  let last: Asked<StructuredAnswer<T>> = { ok: false, error: 'unsupported' }
  for (const rung of rungs.slice(rungs.indexOf(first))) {
    const left = question.timeoutMs - (performance.now() - startedAt)
    if (left <= 0) return { ok: false, error: 'timeout' }
    const asked = await askWithin(left, signal, async (within) => {
      const completion = await client.chat.completions.create(
        {
          model: question.model,
          temperature: 0,
          max_tokens: question.maxTokens,
          messages: [
            { role: 'system', content: instructionsFor(rung, question) },
            { role: 'user', content: question.material },
          ],
          ...formatOf(rung, question.schema),
        },
        { signal: within },
      )
      return completion.choices?.[0]
    })
    if (!asked.ok) {
      last = asked
      if (asked.error !== 'unsupported') return asked
      continue
    }
    const value = readAnswer(asked.value?.message?.content, question.answer)
    // Cut off at the limit of tokens, or not JSON: another way of asking will not help the first.
    if (value !== undefined) return { ok: true, value: { value, rung } }
    if (asked.value?.finish_reason === 'length') return { ok: false, error: 'unparseable' }
    last = { ok: false, error: 'unparseable' }
  }
  return last
}

function instructionsFor<T>(rung: Rung, { instructions, schema }: Question<T>): string {
  if (rung === 'json_schema') return instructions
  return `${instructions}\n\nAnswer with one JSON object and nothing else. Its JSON Schema:\n${JSON.stringify(schema)}`
}

function formatOf(rung: Rung, schema: Readonly<Record<string, unknown>>) {
  if (rung === 'json_schema')
    return {
      response_format: {
        type: 'json_schema' as const,
        json_schema: { name: 'answer', strict: true, schema: { ...schema } },
      },
    }
  return rung === 'json_object' ? { response_format: { type: 'json_object' as const } } : {}
}

/** The whole answer, or the one block of it, is JSON; an object cut out of a broken one would not be. */
function readAnswer<T>(content: unknown, answer: ZodType<T>): T | undefined {
  if (typeof content !== 'string') return undefined
  const text = content.trim()
  const fenced = /^```(?:json)?\s*\n([\s\S]*?)\n```$/.exec(text)?.[1]
  try {
    return answer.safeParse(JSON.parse(fenced ?? text)).data
  } catch {
    return undefined
  }
}
