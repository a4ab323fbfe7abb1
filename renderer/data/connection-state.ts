import { shallowRef } from 'vue'
import type { ConnectionState } from '../../core/rpc/reconnecting-client.ts'

/** How the window's connection to the backend stands; written by `connectBackend` alone. */
export const connectionState = shallowRef<ConnectionState>({ status: 'connecting' })
