export interface CloseSignal {
  /** Tells the listener once, however many ends report the close. */
  fire(this: void): void
  listen(this: void, listener: () => void): void
}

/** Message ports tell only the other end; a channel tells both. */
export function createCloseSignal(): CloseSignal {
  let closed = false
  let listener: (() => void) | undefined
  return {
    fire() {
      if (closed) return
      closed = true
      listener?.()
    },
    listen(given) {
      listener = given
      if (closed) given()
    },
  }
}
