import { expect, test } from 'vitest'
import { aiErrors } from '../../core/domain/assistant/ai-error.ts'
import { organisationDefaults } from '../../core/crdt/organisation-settings.ts'
import type { SlotField } from '../../core/domain/extraction/slot-field.ts'
import { createModels } from './create-models.ts'

// A live run against any OpenAI-compatible server:
// OPENAI_BASE_URL=http://localhost:11434/v1 OPENAI_MODEL=… npm test -- --project integration live-endpoint
const url = process.env['OPENAI_BASE_URL']
const model = process.env['OPENAI_MODEL'] ?? 'gpt-4o-mini'

const quantity: SlotField = { key: 'qty', type: 'integer', label: { fr: 'Quantité' } }
const reply = 'il prend douze cartons'
const title = 'AIR-12 a live server answers what was said, or the local result stands with a reason'

if (url === undefined) test.skip(`${title} (OPENAI_BASE_URL is not set)`)
else
  test(title, async () => {
    const models = createModels({
      organisation: () => ({
        ...organisationDefaults,
        aiEngine: 'endpoint',
        aiEndpointUrl: url,
        aiChatModel: model,
        aiConsent: { url, by: 'user', at: 1 },
      }),
      key: () => Promise.resolve(process.env['OPENAI_API_KEY']),
      names: () => [],
      newNonce: () => 'f3a91c',
    })
    const answer = await models.extract(
      {
        reply,
        open: [quantity],
        focused: 'qty',
        context: { locale: 'fr', now: '2026-11-24T10:00', country: 'FR' },
      },
      new AbortController().signal,
    )
    if (answer.ok)
      for (const slot of Object.values(answer.value))
        expect(slot).toMatchObject({ status: 'filled', value: 12 })
    else {
      expect(aiErrors).toContain(answer.error)
      expect(['off', 'unreachable', 'unauthorised', 'aborted']).not.toContain(answer.error)
    }
  })
