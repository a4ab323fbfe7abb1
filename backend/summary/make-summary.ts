import type { Services } from '../app/services.ts'
import { gatherSources } from './gather-sources.ts'
import { keepSummary, type SummaryScope } from './summary-store.ts'

/** A model that takes longer is not worth the wait: the rules' summary is there. */
const modelMs = 60_000

/**
 * Makes and keeps a summary: that of the rules first, then a model's where one is asked and its
 * statements stand the check (AIS-04). Where it gives nothing, the reason is kept with the rules'.
 *
 * @throws the signal's reason when it is aborted; what is kept by then stays
 */
export async function makeSummary(
  services: Services,
  scope: SummaryScope,
  step: (name: 'reading' | 'rules' | 'model') => void,
  signal: AbortSignal,
): Promise<void> {
  const { longReads, models } = services
  step('reading')
  const sources = await gatherSources(services, scope.customerId, scope.locale, signal)
  step('rules')
  const local = await longReads.summarise(sources)
  signal.throwIfAborted()
  keepSummary(services, scope, sources, local)
  if (!models.chosen()) return
  step('model')
  const limit = AbortSignal.any([signal, AbortSignal.timeout(modelMs)])
  const answer = await models.summarise(sources, local, limit)
  signal.throwIfAborted()
  keepSummary(
    services,
    scope,
    sources,
    answer.ok ? answer.value : { ...local, fallbackReason: answer.error },
  )
}
