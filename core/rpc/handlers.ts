import type { Contract, Operation, Output, ParsedInput, Progress } from '../contract/operation.ts'

export interface Emit<T> {
  (this: void, value: T): void
  /** Ends the stream; the subscriber gets the error, as from a handler that throws it. */
  fail(this: void, error: unknown): void
}
export type Unsubscribe = () => void

export interface JobControl<P> {
  progress(this: void, value: P): void
  /** Aborted by the caller or by a lost connection; its reason is an AppError CANCELLED. */
  readonly signal: AbortSignal
}

type MaybePromise<T> = T | Promise<T>

export type Handler<O extends Operation, Context> = O extends { readonly kind: 'job' }
  ? (
      input: ParsedInput<O>,
      job: JobControl<Progress<O>>,
      context: Context,
    ) => MaybePromise<Output<O>>
  : O extends { readonly kind: 'stream' }
    ? (input: ParsedInput<O>, emit: Emit<Output<O>>, context: Context) => MaybePromise<Unsubscribe>
    : (input: ParsedInput<O>, context: Context) => MaybePromise<Output<O>>

/** One handler per operation. `Context` is what each connection brings, such as the acting user. */
export type Handlers<C extends Contract, Context> = {
  readonly [N in keyof C]: Handler<C[N], Context>
}

/** @throws Error naming the operations without a handler and the handlers without an operation */
export function assertHandlers(contract: Contract, handlers: object): void {
  const missing = Object.keys(contract).filter((name) => !Object.hasOwn(handlers, name))
  const unknown = Object.keys(handlers).filter((name) => !Object.hasOwn(contract, name))
  const faults = [
    missing.length > 0 && `no handler for ${missing.join(', ')}`,
    unknown.length > 0 && `no operation for ${unknown.join(', ')}`,
  ].filter(Boolean)
  if (faults.length > 0) throw new Error(faults.join('; '))
}
