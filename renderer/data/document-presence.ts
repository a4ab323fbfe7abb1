import { useThrottleFn } from '@vueuse/core'
import { shallowRef, type ShallowRef } from 'vue'
import type { Present, TextCursor } from '../../core/contract/presence.ts'
import type { BackendClient } from './use-backend.ts'

/** This page, for as long as it lives. */
const page = crypto.randomUUID()

/** A caret moves faster than anybody follows it. */
const tellEveryMs = 100

/**
 * What this page shows of one document, and who else has it open. Several components show parts of it:
 * what was said last counts, until whoever said it takes it back.
 */
export class DocumentPresence {
  readonly others: ShallowRef<readonly Present[]> = shallowRef([])
  readonly #backend: Pick<BackendClient, 'call' | 'subscribe'>
  readonly #documentId: string
  readonly #unsubscribe: () => void
  readonly #activities = new Map<object, string>()
  readonly #cursors = new Map<object, TextCursor>()
  readonly #tellNowAndThen = useThrottleFn(() => this.#tell(), tellEveryMs, true)
  #isDue = false
  #isOver = false
  #told = ''

  constructor(backend: Pick<BackendClient, 'call' | 'subscribe'>, documentId: string) {
    this.#backend = backend
    this.#documentId = documentId
    this.#unsubscribe = backend.subscribe(
      'presence.watch',
      { documentId, page },
      ({ isShown, others }) => {
        this.others.value = others
        if (isShown) return
        // At first, and after the connection to the backend was lost.
        this.#told = ''
        this.#tellSoon()
      },
      () => (this.others.value = []),
    )
  }

  showActivity(owner: object, activityId: string | undefined): void {
    set(this.#activities, owner, activityId)
    this.#tellSoon()
  }

  showCursor(owner: object, cursor: TextCursor | undefined): void {
    set(this.#cursors, owner, cursor)
    this.#tellSoon()
  }

  destroy(): void {
    this.#isOver = true
    this.#unsubscribe()
  }

  /** Once for all that is said in one turn: a caret leaves one text and enters the next. */
  #tellSoon(): void {
    if (this.#isDue) return
    this.#isDue = true
    queueMicrotask(() => {
      this.#isDue = false
      void this.#tellNowAndThen()
    })
  }

  #tell(): void {
    if (this.#isOver) return
    const activityId = [...this.#activities.values()].at(-1) ?? null
    const cursor = [...this.#cursors.values()].at(-1) ?? null
    const told = JSON.stringify([activityId, cursor])
    if (told === this.#told) return
    this.#told = told
    const shown = { documentId: this.#documentId, page, activityId, cursor }
    // A backend that is away asks again when it is back.
    this.#backend.call('presence.show', shown).catch(() => undefined)
  }
}

/** Sets an owner's value as the last, or takes it away. */
function set<T>(values: Map<object, T>, owner: object, value: T | undefined): void {
  values.delete(owner)
  if (value !== undefined) values.set(owner, value)
}
