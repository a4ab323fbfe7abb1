/** The backend names at most this many rows at a time. */
const largestRequest = 500

interface RowRefresh {
  add(ids: Iterable<string>): void
  /** Drops what waits and what is on its way. */
  clear(): void
}

/**
 * Asks for the present state of named rows, one request at a time, so that an older answer never
 * comes after a newer one. Ids that are added meanwhile go together into the next request.
 */
export function createRowRefresh<Row>(
  read: (ids: readonly string[]) => Promise<readonly Row[]>,
  apply: (ids: readonly string[], rows: readonly Row[]) => void,
  fail: (error: unknown) => void,
): RowRefresh {
  const waiting = new Set<string>()
  let era = 0
  let running = false

  async function run(): Promise<void> {
    running = true
    const mine = era
    try {
      while (waiting.size > 0 && mine === era) {
        const ids = [...waiting].slice(0, largestRequest)
        for (const id of ids) waiting.delete(id)
        const rows = await read(ids)
        if (mine === era) apply(ids, rows)
      }
    } catch (error) {
      if (mine === era) fail(error)
    } finally {
      if (mine === era) running = false
    }
  }

  return {
    add(ids) {
      for (const id of ids) waiting.add(id)
      if (!running && waiting.size > 0) void run()
    },
    clear() {
      era++
      waiting.clear()
      running = false
    },
  }
}
