import { z } from 'zod'
import { AppError, type AppFailure } from '../../core/contract/app-error.ts'
import type { BridgeAnswer } from '../../core/host/desktop-bridge.ts'
import { isAppUrl } from './is-app-url.ts'

/** The part of a sender's frame that decides. */
export interface SenderFrame {
  readonly url: string
  /** `null` for the page itself. */
  readonly parent: unknown
}

/** Whether a message comes from the app's own page, and not from a frame inside it. */
function isTrustedSender(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url)
}

/**
 * Arguments checked by `schema`, or `undefined` for a message that must be ignored.
 *
 * @param schema of the whole list of arguments
 */
export function readMessage<Schema extends z.ZodType>(
  frame: SenderFrame | null,
  schema: Schema,
  args: readonly unknown[],
): z.output<Schema> | undefined {
  return isTrustedSender(frame) ? schema.safeParse(args).data : undefined
}

/** Carries out one request of the page; whatever goes wrong becomes an answer with a code. */
export async function answerRequest<Schema extends z.ZodType, T>(
  frame: SenderFrame | null,
  schema: Schema,
  args: readonly unknown[],
  carryOut: (input: z.output<Schema>) => T | Promise<T>,
): Promise<BridgeAnswer<T>> {
  try {
    if (!isTrustedSender(frame)) throw new AppError('E-PRM', 'not from the page of the app')
    const input = schema.safeParse(args)
    if (!input.success) throw new AppError('INVALID_INPUT', z.prettifyError(input.error))
    return { ok: true, value: await carryOut(input.data) }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  }
}

function failureOf(error: unknown): AppFailure {
  if (error instanceof AppError) return error.toFailure()
  const isFull = (error as NodeJS.ErrnoException).code === 'ENOSPC'
  if (isFull) return { code: 'E-DISK-FULL', message: 'there is no space left for the file' }
  return { code: 'INTERNAL', message: 'The request failed unexpectedly.' }
}
