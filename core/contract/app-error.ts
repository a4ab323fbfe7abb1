import type { ErrorCode } from './error-codes.ts'

/** Facts that a sentence may need: names, numbers, instants. JSON values only. */
export type ErrorDetails = Readonly<
  Record<string, string | number | boolean | null | readonly string[]>
>

/** An error as it crosses a boundary: no stack, no class. */
export interface AppFailure {
  readonly code: ErrorCode
  readonly message: string
  readonly details?: ErrorDetails
}

/**
 * A refusal with a code of the closed union. `message` is for logs and scripts, in English; people
 * read the sentence that the renderer keeps for the code, filled with `details`.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly details: ErrorDetails | undefined

  constructor(code: ErrorCode, message: string, details?: ErrorDetails) {
    super(message)
    this.code = code
    this.details = details
  }

  toFailure(): AppFailure {
    return {
      code: this.code,
      message: this.message,
      ...(this.details && { details: this.details }),
    }
  }

  static fromFailure(failure: AppFailure): AppError {
    return new AppError(failure.code, failure.message, failure.details)
  }
}
