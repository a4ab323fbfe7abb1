import { AppError } from '../../core/contract/app-error.ts'
import type { summaryContract, SummaryView } from '../../core/contract/summary.ts'
import { customerDocumentId } from '../../core/crdt/document-id.ts'
import { summaryFeedbackRoot } from '../../core/crdt/summary-feedback.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import { actingUser, authorOf, organisation, type Services } from '../app/services.ts'
import { findCustomer, mainCustomerId, requireCustomer } from '../customers/customer-lookup.ts'
import { gatherSources, judgementsOf } from '../summary/gather-sources.ts'
import { makeSummary } from '../summary/make-summary.ts'
import { watchSummary } from '../summary/watch-summary.ts'
import { hashOfInputs, keptSummary, type SummaryScope } from '../summary/summary-store.ts'

type Target = { readonly activityId: string } | { readonly customerId: string }

export function summaryHandlers(
  services: Services,
): Handlers<typeof summaryContract, RequestContext> {
  const { db, documents, models } = services

  function customerOf(target: Target): string | undefined {
    if ('customerId' in target)
      return findCustomer(services, target.customerId) ? target.customerId : undefined
    return db.reader
      .prepared('select customer_id from activity where id = ?')
      .pluck()
      .get(target.activityId) as string | undefined
  }

  async function view(scope: SummaryScope, signal: AbortSignal): Promise<SummaryView> {
    const sources = await gatherSources(services, scope.customerId, scope.locale, signal)
    const kept = keptSummary(services, scope)
    const countOf = (kind: string): number =>
      sources.texts.filter((text) => text.kind === kind).length
    return {
      customerId: scope.customerId,
      isOff: !organisation(services).aiSummaryEnabled,
      stored: kept?.stored ?? null,
      generatedAt: kept?.generatedAt ?? null,
      isObsolete: kept !== undefined && kept.inputs !== hashOfInputs(sources),
      inputs: {
        ...{ reports: countOf('report'), notes: countOf('note') },
        ...{ descriptions: countOf('activity'), tasks: sources.tasks.length },
        salesMonths: sources.sales.length,
      },
      judgements: Object.fromEntries(
        judgementsOf(services, scope.customerId).map(({ key, ...judgement }) => [key, judgement]),
      ),
      model: models.chosen()?.model ?? null,
    }
  }

  return {
    'summary.watch': ({ target, locale }, emit, context) =>
      watchSummary(
        services,
        async (signal) => {
          const customerId = customerOf(target)
          if (customerId === undefined) return null
          return view({ customerId, userId: actingUser(services, context).id, locale }, signal)
        },
        emit,
      ),

    'summary.generate': async ({ target, locale }, { progress, signal }, context) => {
      const customerId = customerOf(target)
      if (customerId === undefined) throw new AppError('E-NOT-FOUND', 'no such customer')
      if (!organisation(services).aiSummaryEnabled) throw new AppError('E-AIS-OFF', 'no summaries')
      const scope = { customerId, userId: actingUser(services, context).id, locale }
      await makeSummary(services, scope, (step) => progress({ step }), signal)
      return {}
    },

    'summary.judge': ({ customerId, key, verdict }, context) => {
      requireCustomer(services, customerId)
      const author = authorOf(services, context)
      const documentId = customerDocumentId(mainCustomerId(services, customerId))
      documents.write(author, (edit) =>
        edit.document(documentId, (doc) => {
          const feedback = doc.getMap(summaryFeedbackRoot)
          if (verdict === null) feedback.delete(key)
          else feedback.set(key, { verdict, by: author.userId, at: author.at })
        }),
      )
      return {}
    },
  }
}
