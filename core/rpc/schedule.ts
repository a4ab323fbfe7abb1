/** Runs `run` once after `delayMs` milliseconds, unless the returned function is called first. */
export type Schedule = (run: () => void, delayMs: number) => () => void
