import type { exchangeContract } from '../../core/contract/exchange.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import type { Services } from '../app/services.ts'
import { exportChanges, importChanges } from '../exchange/exchange.ts'

export function exchangeHandlers(
  services: Services,
): Handlers<typeof exchangeContract, RequestContext> {
  return {
    'exchange.export': async ({ passphrase, since }) => {
      const { content, changes } = await exportChanges(services, passphrase, since)
      const day = new Date(services.now()).toISOString().slice(0, 10)
      return { fileName: `wiseparts-${day}.wpx`, content, changes }
    },
    'exchange.import': ({ passphrase, content }) => importChanges(services, content, passphrase),
  }
}
