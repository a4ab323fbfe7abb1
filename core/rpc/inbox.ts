export interface Inbox {
  deliver(message: unknown): void
  /** Sets the one listener and hands it what has arrived so far. */
  listen(listener: (message: unknown) => void): void
}

/** Keeps messages until somebody listens: a `hello` must not be lost between open and listen. */
export function createInbox(): Inbox {
  const waiting: unknown[] = []
  let listener: ((message: unknown) => void) | undefined
  return {
    deliver(message) {
      if (listener) listener(message)
      else waiting.push(message)
    },
    listen(given) {
      listener = given
      for (const message of waiting.splice(0)) given(message)
    },
  }
}
