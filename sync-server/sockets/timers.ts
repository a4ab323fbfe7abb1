/** Calls `callback` once, `delayMs` from now; answers with a function that prevents it. */
export type After = (delayMs: number, callback: () => void) => () => void

/** Node cannot wait longer, and would call at once. */
const longestDelayMs = 2 ** 31 - 1

/** Node's timers, which keep no process alive. */
export const afterByNode: After = (delayMs, callback) => {
  const timer = setTimeout(callback, Math.min(Math.max(0, delayMs), longestDelayMs))
  timer.unref()
  return () => clearTimeout(timer)
}
