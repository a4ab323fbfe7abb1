export interface CloseSignal {
  /** Tells the listener once, however many ends report the close. */
  fire(this: void): void
  listen(this: void, listener: () => void): void
}

/** A close is told once, to a listener that comes late too, and to the side that closed as well. */
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
