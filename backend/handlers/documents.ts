import type { documentsContract } from '../../core/contract/documents.ts'
import { AppError } from '../../core/contract/app-error.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import { authorOf, type Services } from '../app/services.ts'
import { actingPerson } from '../permissions/acting-person.ts'
import { requireReplicaRights } from '../permissions/replica-rights.ts'

export function documentsHandlers(
  services: Services,
): Handlers<typeof documentsContract, RequestContext> {
  return {
    'documents.open': ({ documentId }, emit) => {
      const { state, close } = services.documents.open(documentId, {
        update: (update) => emit({ update }),
        reset: () => emit.fail(new AppError('E-DOC-RESET', 'a change was taken out')),
      })
      emit({ update: state })
      return close
    },
    'documents.apply': ({ documentId, update }, context) => {
      const person = actingPerson(services, context)
      services.documents.apply(documentId, update, authorOf(services, context), (touched) =>
        requireReplicaRights(services, person, documentId, touched),
      )
      return {}
    },
  }
}
