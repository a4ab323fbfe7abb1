import { z } from 'zod'
import type { Contract } from './operation.ts'
import { bytes, instant } from './scalars.ts'

export const minPassphraseLength = 8

const passphrase = z.string().min(minPassphraseLength).max(200)

/**
 * Changes carried by a file instead of the network, on a stick or by e-mail (SYN-13). The file is
 * encrypted with a passphrase that both sides agree on.
 */
export const exchangeContract = {
  'exchange.export': {
    kind: 'command',
    input: z.object({
      passphrase,
      /** Everything written since then; `null` for what the team's server does not have yet. */
      since: instant.nullable(),
    }),
    output: z.object({ fileName: z.string(), content: bytes, changes: z.number().int() }),
  },
  'exchange.import': {
    kind: 'command',
    input: z.object({ passphrase, content: bytes }),
    output: z.object({
      /** Changes that were not here yet. */
      added: z.number().int(),
      known: z.number().int(),
      /** Changes of documents that this person may not see, or that nobody could apply. */
      skipped: z.number().int(),
    }),
  },
} as const satisfies Contract
