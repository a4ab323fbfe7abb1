import { BrokenChain, type LogStore } from '../log/log-store.ts'

export type HealthStatus = 'ok' | 'verifying' | 'failing' | 'damaged'

/**
 * How the storage is: `failing` while the last append was refused or nothing can be read,
 * `damaged` when the chain of the log is broken, `verifying` until it was read once.
 */
export class Health {
  private readonly store: LogStore
  private isFailing = false
  private verified: 'ok' | 'verifying' | 'damaged' = 'verifying'

  constructor(store: LogStore) {
    this.store = store
  }

  storageFailed(): void {
    this.isFailing = true
  }

  storageWorked(): void {
    this.isFailing = false
  }

  async status(): Promise<HealthStatus> {
    if (this.isFailing) return 'failing'
    try {
      await this.store.chainAt((await this.store.head()).seq)
    } catch {
      return 'failing'
    }
    return this.verified
  }

  /**
   * Reads the whole log in slices.
   *
   * @throws BrokenChain and errors of the storage
   */
  async verify(): Promise<void> {
    try {
      await this.store.verify()
      this.verified = 'ok'
    } catch (error) {
      if (error instanceof BrokenChain) this.verified = 'damaged'
      throw error
    }
  }
}
