import { AppError } from '../../core/contract/app-error.ts'
import type { positionsContract } from '../../core/contract/positions.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { ChangeSet } from '../app/change-feed.ts'
import type { RequestContext } from '../app/request-context.ts'
import type { Services } from '../app/services.ts'
import { positionChoiceKey, readPositionChoice } from '../position/position-choice.ts'

export function positionsHandlers({
  feed,
  local,
  positionSources,
  receivers,
}: Services): Handlers<typeof positionsContract, RequestContext> {
  const choice = () => readPositionChoice(local.devicePreferences()[positionChoiceKey])

  return {
    'positions.ports': async () => ({ ports: await receivers.ports(), chosen: choice().serial }),

    'positions.choosePort': ({ serial }) => {
      local.setDevicePreference(positionChoiceKey, { ...choice(), serial })
      const changes = new ChangeSet()
      changes.addAll('preferences')
      feed.changed(changes)
      return {}
    },

    'positions.probe': () => receivers.probe(positionSources(), new AbortController().signal),

    'positions.view': async ({ provider }, { progress, signal }) => {
      const source = positionSources().find(({ id }) => id === provider)
      if (!source) throw new AppError('E-NOT-FOUND', 'no such source on this device')
      for await (const view of receivers.watch(source, signal)) progress(view)
      return {}
    },
  }
}
