/** The operating system's key store: what it encrypts, only this user of this computer can read. */
export interface KeyStore {
  /** Whether there is one; a Linux without a keyring has none. */
  isAvailable(this: void): Promise<boolean>
  encrypt(this: void, text: string): Promise<Uint8Array>
  /** Rejects what another user, another computer or a key store that was reset since has encrypted. */
  decrypt(this: void, bytes: Uint8Array): Promise<string>
}
