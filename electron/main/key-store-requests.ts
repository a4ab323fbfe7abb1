import { z } from 'zod'

/** What the backend's process asks of the operating system's key store, which only this one reaches. */
const id = z.number().int()
const keyStoreRequest = z.discriminatedUnion('ask', [
  z.object({ id, ask: z.literal('isAvailable') }),
  z.object({ id, ask: z.literal('encrypt'), text: z.string().max(1000) }),
  z.object({ id, ask: z.literal('decrypt'), bytes: z.instanceof(Uint8Array) }),
])
/** Whoever sent an id waits for its answer. */
const awaited = z.object({ id })
export type KeyStoreRequest = z.infer<typeof keyStoreRequest>

/** The answer to the request of the same id. */
export type KeyStoreAnswer = { readonly id: number } & (
  { readonly value: boolean | string | Uint8Array } | { readonly failure: string }
)

/** The part of Electron's `safeStorage` that is used. */
export interface SafeStorageLike {
  isAsyncEncryptionAvailable(): Promise<boolean>
  getSelectedStorageBackend(): string
  encryptStringAsync(text: string): Promise<Uint8Array>
  decryptStringAsync(bytes: Buffer): Promise<{ result: string }>
}

/**
 * Answers one request: with a failure where it cannot be carried out or read; `undefined` for what
 * nobody waits for.
 *
 * @param platform of Node: on Linux `safeStorage` also works without a keyring, with a key that is in
 *   its source, and that protects nothing
 */
export async function answerKeyStoreRequest(
  message: unknown,
  safeStorage: SafeStorageLike,
  platform: string,
): Promise<KeyStoreAnswer | undefined> {
  const id = awaited.safeParse(message).data?.id
  if (id === undefined) return undefined
  const request = keyStoreRequest.safeParse(message).data
  if (!request) return { id, failure: 'not a request to the key store' }
  try {
    return { id, value: await carryOut(request, safeStorage, platform) }
  } catch (error) {
    return { id, failure: String(error) }
  }
}

async function carryOut(
  request: KeyStoreRequest,
  safeStorage: SafeStorageLike,
  platform: string,
): Promise<boolean | string | Uint8Array> {
  switch (request.ask) {
    case 'isAvailable':
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
      return (
        platform !== 'linux' ||
        !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
      )
    case 'encrypt':
      return new Uint8Array(await safeStorage.encryptStringAsync(request.text))
    case 'decrypt':
      return (await safeStorage.decryptStringAsync(Buffer.from(request.bytes))).result
  }
}
