import type { speechContract } from '../../core/contract/speech.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { speechFolderKey } from '../assistant/speech-folder.ts'
import { ChangeSet } from '../app/change-feed.ts'
import type { RequestContext } from '../app/request-context.ts'
import type { Services } from '../app/services.ts'

export function speechHandlers({
  feed,
  live,
  local,
  speech,
}: Services): Handlers<typeof speechContract, RequestContext> {
  return {
    'speech.watch': (_input, emit) =>
      live.subscribe(
        {
          key: 'speech.watch',
          tables: ['preferences', 'organisation'],
          run: () => speech.engine(),
        },
        emit,
      ),

    'speech.setFolder': ({ folder }) => {
      local.setDevicePreference(speechFolderKey, folder)
      const changes = new ChangeSet()
      changes.add('preferences', speechFolderKey)
      feed.changed(changes)
      return {}
    },

    'speech.transcribe': async ({ audio, locale, hint }, { signal }) => {
      const heard = await speech.transcribe(audio, { locale, hint }, signal)
      return heard.ok
        ? { ok: true, text: heard.value, model: heard.engine.model ?? '' }
        : { ok: false, error: heard.error }
    },
  }
}
