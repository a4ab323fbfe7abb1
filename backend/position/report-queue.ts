/** More than any reader falls behind by; then the oldest go. */
const longest = 100

/** Hands on what comes in to one reader, in order. */
export class ReportQueue<T> implements AsyncIterable<T> {
  readonly #waiting: T[] = []
  #ended = false
  #wake: (() => void) | undefined

  push(report: T): void {
    if (this.#ended) return
    this.#waiting.push(report)
    if (this.#waiting.length > longest) this.#waiting.shift()
    this.#wake?.()
  }

  /** What came in before is still handed on. */
  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  /** Ends without handing on what has not been read. */
  discard(): void {
    this.#waiting.length = 0
    this.end()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      while (this.#waiting.length > 0) yield this.#waiting.shift()!
      if (this.#ended) return
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}
