import type { AppClient } from './workspace.ts'

/** Resolves when the workspace is shared and the server has everything that was written here. */
export const untilShared = (client: AppClient): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = client.subscribe(
      'sync.watch',
      {},
      (status) => {
        if (status.state !== 'shared' || status.connection !== 'live' || status.pending > 0) return
        resolve()
        queueMicrotask(() => stop())
      },
      reject,
    )
  })
