import dns from 'node:dns'
import net from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import type { SlotField } from '../../core/domain/extraction/slot-field.ts'
import { summarise } from '../../core/domain/summary/summarise.ts'
import type { SummarySources } from '../../core/domain/summary/summary.ts'
import { openTestWorkspace, type TestBackend } from '../testing/test-backend.ts'
import { silence } from './silence.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Every way to the network that Node has goes through one of these. */
function guardNetwork() {
  const refuse = (): never => {
    throw new Error('the network was called')
  }
  return [
    vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(refuse),
    vi.spyOn(dns, 'lookup').mockImplementation(refuse),
    vi.spyOn(globalThis, 'fetch').mockImplementation(refuse),
  ]
}

const quantity: SlotField = { key: 'qty', type: 'integer', label: { fr: 'Quantité' } }
const sources: SummarySources = {
  texts: [
    {
      ...{ id: 'one', kind: 'note', activityId: null, customerId: 'customer', authorId: null },
      ...{ at: 0, day: '2026-11-20', text: 'Livraison en retard de trois jours.' },
    },
  ],
  ...{ tasks: [], activities: [], sales: [], judgements: [] },
  today: '2026-11-24',
  locale: 'fr',
}

/** Reads a reply, summarises a customer and hears a recording. */
async function everything({ backend, client }: TestBackend) {
  const { models } = backend.services
  const { signal } = new AbortController()
  const context = { locale: 'fr', now: '2026-11-24T10:00', country: 'FR' } as const
  const request = { reply: 'douze cartons', open: [quantity], focused: 'qty', context }
  return [
    await models.extract(request, signal),
    await models.summarise(sources, summarise(sources), signal),
    await client.run('speech.transcribe', { audio: silence(), locale: 'fr' }),
  ]
}

const off = { ok: false, error: 'off' }

test('AIS-04 AIR-12 with the local rules nothing reaches for the network', async () => {
  const app = await openTestWorkspace()
  const guards = guardNetwork()
  expect(await everything(app)).toEqual([off, off, off])
  for (const guard of guards) expect(guard).not.toHaveBeenCalled()
})

test('AIS-04 an endpoint that is set and not agreed to is not reached for either', async () => {
  const app = await openTestWorkspace()
  await app.client.call('organisation.update', {
    aiEngine: 'endpoint',
    aiEndpointUrl: 'https://models.example.com/v1',
    aiChatModel: 'mistral',
    aiTranscriptionModel: 'whisper-1',
  })
  const guards = guardNetwork()
  expect(await everything(app)).toEqual([off, off, off])
  for (const guard of guards) expect(guard).not.toHaveBeenCalled()
})

test('AIS-04 the guard sees an endpoint that was agreed to', async () => {
  const app = await openTestWorkspace()
  const url = 'https://models.example.com/v1'
  await app.client.call('organisation.update', {
    aiEngine: 'endpoint',
    aiEndpointUrl: url,
    aiChatModel: 'mistral',
    aiTranscriptionModel: 'whisper-1',
    aiConsent: { url, by: app.userId, at: 1 },
  })
  const guards = guardNetwork()
  const unreachable = { ok: false, error: 'unreachable' }
  expect(await everything(app)).toEqual([unreachable, unreachable, unreachable])
  expect(guards.some((guard) => guard.mock.calls.length > 0)).toBe(true)
})
