import type { AppFailure } from '../contract/app-error.ts'
import type { Channel } from './channel.ts'
import { readClientFrame, type ServerFrame } from './frames.ts'

/**
 * Stands in for `serve` when the backend could not start: the client's connection rejects with the
 * failure, and the page can show what to do.
 *
 * @param onRetry called when the client asks for another start
 */
export function serveFailure(channel: Channel, failure: AppFailure, onRetry: () => void): void {
  channel.onMessage((message) => {
    if (readClientFrame(message)?.type === 'retry') onRetry()
  })
  channel.post({ type: 'failed', failure } satisfies ServerFrame)
}
