import type { KeyStore } from '../sync/key-store.ts'

export interface FakeKeyStore extends KeyStore {
  available: boolean
  /** Whether it encrypts nothing, as after a person has said no. */
  refuses: boolean
  /** From now on it does not know what it has encrypted. */
  reset(): void
}

/** A key store whose key is one byte. */
export function fakeKeyStore(): FakeKeyStore {
  let key = 7
  const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ key)
  const store: FakeKeyStore = {
    available: true,
    refuses: false,
    reset: () => (key += 1),
    isAvailable: () => Promise.resolve(store.available),
    encrypt: (text) =>
      store.refuses
        ? Promise.reject(new Error('refused'))
        : Promise.resolve(turned(Buffer.from(`sealed ${text}`))),
    decrypt(bytes) {
      const text = Buffer.from(turned(bytes)).toString()
      return text.startsWith('sealed ')
        ? Promise.resolve(text.slice(7))
        : Promise.reject(new Error('another key'))
    },
  }
  return store
}
