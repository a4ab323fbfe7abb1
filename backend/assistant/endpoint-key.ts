import type { SecretStore } from '../sync/secret-store.ts'

/** The key of a model's endpoint: it belongs to this device and is never shared. */
export class EndpointKey {
  private readonly secrets: SecretStore
  private readonly changed: () => void
  private known = false

  /** @param changed is called when it is known whether there is one, and after a change */
  constructor(secrets: SecretStore, changed: () => void) {
    this.secrets = secrets
    this.changed = changed
  }

  /** Whether there is one, as far as it was looked for. */
  get isThere(): boolean {
    return this.known
  }

  get isProtected(): boolean {
    return this.known && this.secrets.isProtected
  }

  /** @throws AppError `E-AUTH-KEY-STORE` where the key store does not open it */
  async read(): Promise<string | undefined> {
    const key = await this.secrets.read()
    this.learn(key !== undefined)
    return key
  }

  /** @param key `null` forgets it */
  async set(key: string | null): Promise<void> {
    if (key === null) this.secrets.clear()
    else await this.secrets.write(key)
    this.known = key !== null
    this.changed()
  }

  private learn(isThere: boolean): void {
    if (this.known === isThere) return
    this.known = isThere
    this.changed()
  }
}
