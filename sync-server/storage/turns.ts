/** Lets one piece of work begin when the one before it has ended. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve()

  /** Answers as `work` does. Work that waits for a turn of its own would wait for ever. */
  take<T>(work: () => T | Promise<T>): Promise<T> {
    const taken = this.last.then(work)
    this.last = taken.catch(() => undefined)
    return taken
  }
}
