import { ref, type Ref } from 'vue'
import { contract } from '../../core/contract/contract.ts'
import type { BackendClient } from './use-backend.ts'

/** How many commands are on their way to the disk. */
export const pendingWrites: Ref<number> = ref(0)

/** The same client, whose commands are counted until they are answered. */
export function countWrites(client: BackendClient): BackendClient {
  return {
    ...client,
    call: async (operation, input, options) => {
      // Where a page looks is kept nowhere: the window need not wait for it.
      const isWrite = contract[operation].kind === 'command' && operation !== 'presence.show'
      if (!isWrite) return client.call(operation, input, options)
      pendingWrites.value += 1
      try {
        return await client.call(operation, input, options)
      } finally {
        pendingWrites.value -= 1
      }
    },
  }
}
