import { type AppFailure, AppError } from '../contract/app-error.ts'
import type { Operation } from '../contract/operation.ts'
import type { ServerFrame } from './frames.ts'
import { assertOutput } from './parse-values.ts'

/** The answering side of one call. After its end nothing is sent any more. */
export interface Reply {
  isOpen(this: void): boolean
  /** A value of a stream, or the progress of a job. */
  next(this: void, value: unknown): void
  end(this: void, value: unknown): void
  fail(this: void, error: unknown): void
  /** Ends without an answer: the caller has gone or does not wait any more. */
  drop(this: void): void
}

export interface ReplyOptions {
  readonly id: number
  readonly definition: Operation | undefined
  readonly validateOutput: boolean
  send(this: void, frame: ServerFrame): void
  /** Gets every error that is not an AppError; the caller hears only that there was one. */
  onError(this: void, error: unknown): void
  onEnd(this: void): void
}

export function createReply(options: ReplyOptions): Reply {
  const { id, definition, validateOutput, send, onError, onEnd } = options
  let open = true

  function drop(): void {
    if (!open) return
    open = false
    onEnd()
  }

  function fail(error: unknown): void {
    if (!open) return
    if (!(error instanceof AppError)) onError(error)
    send({ type: 'failure', id, failure: failureOf(error) })
    drop()
  }

  /** A value that does not fit, or cannot be cloned, is a failure of the call. */
  function deliver(type: 'next' | 'result', value: unknown): boolean {
    if (!open) return false
    try {
      if (validateOutput && definition) assertOutput(schemaOf(definition, type), value)
      send({ type, id, value })
      return true
    } catch (error) {
      fail(error)
      return false
    }
  }

  return {
    isOpen: () => open,
    next: (value) => void deliver('next', value),
    end: (value) => {
      if (deliver('result', value)) drop()
    },
    fail,
    drop,
  }
}

function schemaOf(definition: Operation, type: 'next' | 'result'): Operation['output'] {
  return definition.kind === 'job' && type === 'next' ? definition.progress : definition.output
}

function failureOf(error: unknown): AppFailure {
  if (error instanceof AppError) return error.toFailure()
  return { code: 'INTERNAL', message: 'The operation failed unexpectedly.' }
}
