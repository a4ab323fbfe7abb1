import { AppError, type AppFailure } from '../../core/contract/app-error.ts'
import type { Channel } from '../../core/rpc/channel.ts'
import { serveFailure } from '../../core/rpc/serve-failure.ts'

/** The part of the backend that a shell uses. */
export interface AttachableBackend {
  attach(this: void, channel: Channel): void
  close(this: void): Promise<void>
}

export interface RestartableBackend {
  /** Serves the channel once the backend has started, or answers why it could not. */
  attach(this: void, channel: Channel): void
  /** The verdict of the latest start: `undefined` when it went well. */
  failure(this: void): Promise<AppFailure | undefined>
  /** Waits for a start that is under way, then closes the backend. */
  close(this: void): Promise<void>
}

type Outcome = { backend: AttachableBackend } | { failure: AppFailure }

/**
 * Keeps a process useful whose backend cannot start: each client hears the reason, and may ask for
 * another start, such as after freeing disk space. Afterwards the failed connections are closed, so
 * that their clients connect again and get the new verdict.
 *
 * @param onError gets what made a start fail, for the log
 */
export function restartableBackend(
  start: () => Promise<AttachableBackend>,
  onError: (error: unknown) => void,
): RestartableBackend {
  const refused = new Set<Channel>()
  let retrying = false
  let outcome = attempt()

  async function attempt(): Promise<Outcome> {
    try {
      return { backend: await start() }
    } catch (error) {
      onError(error)
      return { failure: failureOf(error) }
    }
  }

  async function retry(): Promise<void> {
    if (retrying) return
    retrying = true
    outcome = attempt()
    await outcome
    retrying = false
    const waiting = [...refused]
    refused.clear()
    for (const channel of waiting) channel.close()
  }

  return {
    attach: (channel) =>
      void outcome.then((reached) => {
        if ('backend' in reached) return reached.backend.attach(channel)
        refused.add(channel)
        channel.onClose(() => refused.delete(channel))
        serveFailure(channel, reached.failure, () => void retry())
      }),
    failure: async () => {
      const reached = await outcome
      return 'failure' in reached ? reached.failure : undefined
    },
    close: async () => {
      const reached = await outcome
      if ('backend' in reached) await reached.backend.close()
    },
  }
}

/** For the log: a refusal needs no stack, anything else does. */
export function describeStartFailure(error: unknown): unknown {
  return error instanceof AppError ? `${error.code}: ${error.message}` : error
}

function failureOf(error: unknown): AppFailure {
  if (error instanceof AppError) return error.toFailure()
  return { code: 'INTERNAL', message: 'The backend could not start.' }
}
