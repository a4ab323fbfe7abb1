import { AppError } from '../../core/contract/app-error.ts'
import type { presenceContract } from '../../core/contract/presence.ts'
import { documentKind } from '../../core/crdt/document-id.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import type { Services } from '../app/services.ts'

export function presenceHandlers({
  presence,
  documents,
}: Services): Handlers<typeof presenceContract, RequestContext> {
  return {
    'presence.watch': ({ documentId, page }, emit) => {
      if (documentKind(documentId) !== 'activities' || !documents.has(documentId))
        throw new AppError('E-NOT-FOUND', `no activities ${documentId}`)
      return presence.watch(documentId, page, ({ isShown, others }) =>
        emit({ isShown, others: [...others] }),
      )
    },
    'presence.show': ({ documentId, page, activityId, cursor }) => {
      presence.show(documentId, page, { activityId, cursor })
      return {}
    },
  }
}
