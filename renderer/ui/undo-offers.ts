export interface UndoOffer {
  /** Undoes once, also when withdrawn; later calls do nothing. */
  take(this: void): void
  /** Ctrl+Z no longer finds it. The click on a notice's button closes the notice before it acts. */
  withdraw(this: void): void
}

interface Offer extends UndoOffer {
  readonly until: number
}

const offers: Offer[] = []

/** Makes the last thing done the one that Ctrl+Z takes back, for `forMs` milliseconds. */
export function offerUndo(
  undo: () => void | Promise<void>,
  forMs: number,
  now: () => number = Date.now,
): UndoOffer {
  const withdraw = (): void => {
    const at = offers.indexOf(offer)
    if (at >= 0) offers.splice(at, 1)
  }
  let isTaken = false
  const offer: Offer = {
    until: now() + forMs,
    withdraw,
    take() {
      if (isTaken) return
      isTaken = true
      withdraw()
      void undo()
    },
  }
  offers.push(offer)
  return offer
}

/** Takes the newest offer that still stands; false when there is none. */
export function takeLastUndo(now = Date.now()): boolean {
  for (const expired of offers.filter((offer) => offer.until <= now)) expired.withdraw()
  const last = offers.at(-1)
  last?.take()
  return last !== undefined
}
