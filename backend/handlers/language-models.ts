import { AppError } from '../../core/contract/app-error.ts'
import type { languageModelsContract } from '../../core/contract/language-models.ts'
import type { SlotField } from '../../core/domain/extraction/slot-field.ts'
import { zonedAt } from '../../core/domain/time/zoned.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { extractQuestion } from '../assistant/extract-with-model.ts'
import { knownNames } from '../assistant/known-names.ts'
import { endpointOf } from '../assistant/model-endpoint.ts'
import { testEndpoint } from '../assistant/test-endpoint.ts'
import type { RequestContext } from '../app/request-context.ts'
import { organisation, type Services } from '../app/services.ts'

export function languageModelsHandlers(
  services: Services,
): Handlers<typeof languageModelsContract, RequestContext> {
  const { clock, endpointKey, live, models, newId } = services
  return {
    'assistant.watch': (_input, emit) =>
      live.subscribe(
        {
          key: 'assistant.watch',
          tables: ['organisation', 'preferences'],
          run: () => ({
            model: models.chosen()?.model ?? null,
            hasKey: endpointKey.isThere,
            isKeyProtected: endpointKey.isProtected,
          }),
        },
        emit,
      ),

    'assistant.setKey': async ({ key }) => {
      await endpointKey.set(key)
      return {}
    },

    'assistant.test': async ({ url, chatModel, transcriptionModel }, { progress, signal }) => {
      const key = await endpointKey.read()
      const endpoint = endpointOf(url, chatModel, transcriptionModel, key)
      if (!endpoint)
        throw new AppError('E-AI-ADDRESS', 'not an address of an endpoint', { field: 'url' })
      const found = await testEndpoint(endpoint, chatModel, (step) => progress({ step }), signal)
      signal.throwIfAborted()
      return found
    },

    'assistant.preview': ({ reply, locale }) => {
      const { aiChatModel, aiRedact, tz } = organisation(services)
      const { question } = extractQuestion(
        {
          reply,
          open: sampleFields,
          focused: sampleFields[0]?.key ?? null,
          context: { locale, now: localMinute(clock.now(), tz), country: 'FR' },
        },
        {
          model: aiChatModel ?? '',
          names: aiRedact ? knownNames(services) : undefined,
          nonce: newId().slice(-12),
        },
      )
      const { instructions, material, schema } = question
      return { instructions, material, schema: JSON.stringify(schema, null, 2) }
    },
  }
}

/** A form small enough to be read on the page of settings. */
const sampleFields: readonly SlotField[] = [
  { key: 'amount', type: 'money', currency: 'EUR', label: { fr: 'Montant', en: 'Amount' } },
  { key: 'next', type: 'date', future: true, label: { fr: 'Prochaine visite', en: 'Next visit' } },
]

/** `YYYY-MM-DDTHH:MM` */
function localMinute(at: number, tz: string): string {
  return zonedAt(at, tz).toPlainDateTime().toString({ smallestUnit: 'minute' })
}
