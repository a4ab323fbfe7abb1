import type { AiError, Engine } from '../../core/domain/assistant/ai-error.ts'
import type { Extracted, ExtractionContext } from '../../core/domain/extraction/extracted.ts'
import type { SlotField } from '../../core/domain/extraction/slot-field.ts'
import type { CustomerSummary, SummarySources } from '../../core/domain/summary/summary.ts'

/** What a model made of a request, already checked against its evidence; or why there is nothing. */
export type Answered<T> =
  | { readonly ok: true; readonly value: T; readonly engine: Engine }
  | { readonly ok: false; readonly error: AiError }

export interface ExtractRequest {
  /** What the person said or wrote. */
  readonly reply: string
  /** Fields that are open, the one that was asked among them. */
  readonly open: readonly SlotField[]
  readonly focused: string | null
  readonly context: ExtractionContext
}

/**
 * The models that may improve what the local rules found. Nothing here throws, and nothing is sent
 * anywhere unless the organisation agreed to it: `off` then.
 */
export interface LanguageModels {
  /** The model that would be asked now; `undefined` where none is. */
  chosen(this: void): { readonly model: string } | undefined
  /** Values by field key; within four seconds or `timeout`. */
  extract(
    this: void,
    request: ExtractRequest,
    signal: AbortSignal,
  ): Promise<Answered<Readonly<Record<string, Extracted>>>>
  /** The local summary with better statements where the model's stand the check. */
  summarise(
    this: void,
    sources: SummarySources,
    local: CustomerSummary,
    signal: AbortSignal,
  ): Promise<Answered<CustomerSummary>>
}
