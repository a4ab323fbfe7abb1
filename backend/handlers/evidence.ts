import type { evidenceContract } from '../../core/contract/evidence-operations.ts'
import type { ChainHead } from '../../core/contract/evidence.ts'
import { documentKind, evidenceDocumentId } from '../../core/crdt/document-id.ts'
import { readChainHeads } from '../../core/crdt/verification-evidence.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import { authorOf, type Services } from '../app/services.ts'
import { actingPerson } from '../permissions/acting-person.ts'
import { checkChains } from '../verification/check-chains.ts'
import { ownAttempts } from '../verification/own-attempts.ts'
import { ownAttemptsFile } from '../verification/own-attempts-file.ts'
import { forgetPositions } from '../verification/own-positions.ts'

const everything = Number.MAX_SAFE_INTEGER

export function evidenceHandlers(
  services: Services,
): Handlers<typeof evidenceContract, RequestContext> {
  const { db, documents } = services

  function heads(): ChainHead[] {
    return documents
      .ids()
      .filter((id) => documentKind(id) === 'evidence')
      .flatMap((id) => [...documents.read(id, readChainHeads).values()])
      .sort((a, b) => (a.chainId < b.chainId ? -1 : 1))
  }

  return {
    'evidence.check': (input, job, context) =>
      checkChains(services, actingPerson(services, context), input.heads, job),

    'evidence.exportHeads': () => ({
      name: 'wiseparts-evidence.json',
      content: new TextEncoder().encode(`${JSON.stringify({ heads: heads() }, null, 2)}\n`),
    }),

    'evidence.mine': ({ locale, cursor, limit }, context) => {
      const person = actingPerson(services, context)
      const total = db.writer
        .prepared('select count(*) from verification_attempt where user_id = ?')
        .pluck()
        .get(person.userId) as number
      return { ...ownAttempts(services, person, locale, cursor, limit), total }
    },

    'evidence.exportMine': (choices, context) => {
      const person = actingPerson(services, context)
      const { rows } = ownAttempts(services, person, choices.locale, null, everything)
      const evidenceId = evidenceDocumentId(person.userId)
      const own = [...documents.read(evidenceId, readChainHeads).values()]
      return ownAttemptsFile(rows, own, choices)
    },

    'evidence.forgetMine': (_input, context) => ({
      forgotten: forgetPositions(services, authorOf(services, context), everything),
    }),
  }
}
