import * as Y from 'yjs'
import { AppError } from '../../core/contract/app-error.ts'
import type { ErrorCode } from '../../core/contract/error-codes.ts'
import type { Schedule } from '../../core/rpc/schedule.ts'
import type { BackendClient } from '../data/use-backend.ts'

export interface ReplicaState {
  /** The document is here; before that there is nothing to show. */
  readonly isLoaded: boolean
  /**
   * `saved`: everything written here is on disk, by the backend's word. `saving`: on its way.
   * `waiting`: will be sent again. `refused`: the backend will not take it as it is.
   */
  readonly saving: 'saved' | 'saving' | 'waiting' | 'refused'
  /** Why it could not be opened, is waiting or was refused. */
  readonly error: AppError | undefined
}

interface ReplicaOptions {
  readonly documentId: string
  readonly backend: Pick<BackendClient, 'call' | 'subscribe'>
  readonly schedule: Schedule
  readonly onState: (state: ReplicaState) => void
}

/** What is written within this time goes out as one update. */
const batchMs = 250
const retryMs = 2_000

/** Sending the same again later can succeed; anything else is the update's own fault. */
const passing: ReadonlySet<ErrorCode> = new Set([
  ...(['BACKEND_GONE', 'TIMEOUT', 'CANCELLED', 'INTERNAL'] as const),
  ...(['E-DISK-FULL', 'E-DB-LOCKED', 'E-DB-CORRUPT'] as const),
])

/** The backend has not taken what was written here, and never will: the replica is to be made anew. */
const beyondRepair: ReadonlySet<ErrorCode> = new Set(['E-PRM', 'E-DOC-RESET'] as const)

/**
 * A document of the backend in this window, for editors to write into. Others' updates come in, own
 * updates go out in batches and count as saved only when the backend says that they are on disk.
 * What is not acknowledged is kept and sent again, together with what was written since: updates may
 * arrive twice, but one must not be missing.
 */
export class DocumentReplica {
  readonly doc = new Y.Doc()
  #state: ReplicaState = { isLoaded: false, saving: 'saved', error: undefined }
  readonly #options: ReplicaOptions
  #unsent: Uint8Array[] = []
  #isSending = false
  #stopTimer: (() => void) | undefined
  #unsubscribe: () => void = () => undefined
  #settled: (() => void)[] = []

  constructor(options: ReplicaOptions) {
    this.#options = options
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#written(update)
    })
    this.#open()
  }

  get state(): ReplicaState {
    return this.#state
  }

  /** What stands here is not what the backend has, and sending it again does not help (PRM-02). */
  get isVoid(): boolean {
    const { error } = this.#state
    return error !== undefined && beyondRepair.has(error.code)
  }

  /** Opens the stream again after it failed. */
  retry(): void {
    if (this.#state.isLoaded) void this.#send()
    else this.#open()
  }

  /**
   * Sends what is waiting without waiting for the batch. Resolves when everything is on disk, or
   * when the backend cannot take it now; the state tells which.
   */
  flush(): Promise<void> {
    if (this.#unsent.length === 0 && !this.#isSending) return Promise.resolve()
    const settled = new Promise<void>((resolve) => this.#settled.push(resolve))
    void this.#send()
    return settled
  }

  /** Ends the stream; what is unsent is lost, so `flush` first. */
  destroy(): void {
    this.#stopTimer?.()
    this.#unsubscribe()
    this.doc.destroy()
  }

  #open(): void {
    this.#unsubscribe()
    this.#setState({ error: undefined })
    this.#unsubscribe = this.#options.backend.subscribe(
      'documents.open',
      { documentId: this.#options.documentId },
      ({ update }) => this.#receive(update),
      (error) => this.#setState({ error }),
    )
  }

  #receive(update: Uint8Array): void {
    try {
      Y.applyUpdate(this.doc, update, this)
    } catch (error) {
      this.#setState({ error: new AppError('E-DOC-MALFORMED', String(error)) })
      return
    }
    this.#setState({
      isLoaded: true,
      error: this.#state.saving === 'saved' ? undefined : this.#state.error,
    })
    // The stream is there again, so the backend is.
    if (this.#state.saving === 'waiting') void this.#send()
  }

  #written(update: Uint8Array): void {
    this.#unsent.push(update)
    if (this.#state.saving !== 'waiting') this.#setState({ saving: 'saving' })
    if (!this.#isSending)
      this.#stopTimer ??= this.#options.schedule(() => void this.#send(), batchMs)
  }

  async #send(): Promise<void> {
    this.#stopTimer?.()
    this.#stopTimer = undefined
    if (this.#isSending || this.#unsent.length === 0) return
    this.#isSending = true
    const update = this.#unsent.length === 1 ? this.#unsent[0]! : Y.mergeUpdates(this.#unsent)
    this.#unsent = []
    const { backend, documentId } = this.#options
    try {
      await backend.call('documents.apply', { documentId, update })
      this.#isSending = false
      if (this.#unsent.length > 0) return await this.#send()
      this.#setState({ saving: 'saved', error: undefined })
    } catch (error) {
      this.#isSending = false
      this.#unsent.unshift(update)
      this.#failed(error as AppError)
    }
    for (const resolve of this.#settled.splice(0)) resolve()
  }

  #failed(error: AppError): void {
    const saving = passing.has(error.code) ? 'waiting' : 'refused'
    this.#setState({ saving, error })
    // Refused text goes again with the next change, which may be the one that makes it fit.
    if (saving === 'waiting')
      this.#stopTimer ??= this.#options.schedule(() => void this.#send(), retryMs)
  }

  #setState(change: Partial<ReplicaState>): void {
    this.#state = { ...this.#state, ...change }
    this.#options.onState(this.#state)
  }
}
