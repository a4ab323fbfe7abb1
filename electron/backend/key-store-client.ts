import type { KeyStore } from '../../backend/sync/key-store.ts'
import type { KeyStoreAnswer, KeyStoreRequest } from '../main/key-store-requests.ts'

type Asking = KeyStoreRequest extends infer R ? (R extends unknown ? Omit<R, 'id'> : never) : never

export interface KeyStoreClient extends KeyStore {
  /** Takes an answer of the main process. */
  answered(this: void, answer: KeyStoreAnswer): void
}

/** The key store from the backend's process: each call is a question to the main process. */
export function keyStoreClient(send: (request: KeyStoreRequest) => void): KeyStoreClient {
  const waiting = new Map<number, (answer: KeyStoreAnswer) => void>()
  let lastId = 0

  const ask = (asking: Asking): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, (answer) => {
        if ('failure' in answer) reject(new Error(answer.failure))
        else resolve(answer.value)
      })
      send({ ...asking, id })
    })

  return {
    isAvailable: async () => (await ask({ ask: 'isAvailable' })) === true,
    encrypt: async (text) => (await ask({ ask: 'encrypt', text })) as Uint8Array,
    decrypt: async (bytes) =>
      (await ask({ ask: 'decrypt', bytes: new Uint8Array(bytes) })) as string,
    answered(answer) {
      waiting.get(answer.id)?.(answer)
      waiting.delete(answer.id)
    },
  }
}
