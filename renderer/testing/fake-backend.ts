import { createApp, effectScope } from 'vue'
import type { AppError } from '../../core/contract/app-error.ts'
import type { AppContract } from '../../core/contract/contract.ts'
import type { Input, NamesOf, Output, Progress } from '../../core/contract/operation.ts'
import { type BackendClient, backendKey } from '../data/use-backend.ts'

type Brief = NamesOf<AppContract, 'query' | 'command'>
type Stream = NamesOf<AppContract, 'stream'>
type JobName = NamesOf<AppContract, 'job'>

interface Listener {
  next(this: void, value: unknown): void
  fail(this: void, error: AppError): void
}

interface JobControl<N extends JobName> {
  readonly signal: AbortSignal
  progress(this: void, value: Progress<AppContract[N]>): void
}

/** Answers of a backend for the tests of screens: what is left out is refused. */
export interface FakeAnswers {
  calls?: {
    [N in Brief]?: (
      input: Input<AppContract[N]>,
    ) => Output<AppContract[N]> | Promise<Output<AppContract[N]>>
  }
  /** First value of a stream; later ones go through `emit`. */
  streams?: { [N in Stream]?: (input: Input<AppContract[N]>) => Output<AppContract[N]> }
  jobs?: {
    [N in JobName]?: (
      input: Input<AppContract[N]>,
      control: JobControl<N>,
    ) => Promise<Output<AppContract[N]>>
  }
}

export interface FakeBackend {
  readonly client: BackendClient
  /** Inputs of every call of an operation, in order. */
  inputs<N extends Brief | JobName>(operation: N): Input<AppContract[N]>[]
  emit<N extends Stream>(operation: N, value: Output<AppContract[N]>): void
  /** Ends the streams of an operation with an error. */
  fail(operation: Stream, error: AppError): void
}

export function createFakeBackend({
  calls = {},
  streams = {},
  jobs = {},
}: FakeAnswers): FakeBackend {
  const seen: { operation: string; input: unknown }[] = []
  const listeners = new Map<string, Set<Listener>>()
  const answer = (table: object, operation: string): ((...args: unknown[]) => unknown) => {
    const found = (table as Record<string, ((...args: unknown[]) => unknown) | undefined>)[
      operation
    ]
    if (!found) throw new Error(`the fake backend has no answer to ${operation}`)
    return found
  }

  const client = {
    call: (operation: string, input: unknown) =>
      Promise.try(() => {
        seen.push({ operation, input })
        return answer(calls, operation)(input)
      }),
    subscribe(
      operation: string,
      input: unknown,
      next: Listener['next'],
      fail: Listener['fail'] = () => undefined,
    ) {
      const listener = { next, fail }
      const set = listeners.get(operation) ?? new Set()
      listeners.set(operation, set.add(listener))
      const first = (streams as Record<string, ((input: unknown) => unknown) | undefined>)[
        operation
      ]
      if (first) queueMicrotask(() => set.has(listener) && next(first(input)))
      return () => void set.delete(listener)
    },
    run: (
      operation: string,
      input: unknown,
      options: { signal?: AbortSignal; onProgress?: (value: unknown) => void } = {},
    ) =>
      Promise.try(() => {
        seen.push({ operation, input })
        const signal = options.signal ?? new AbortController().signal
        const progress = options.onProgress ?? (() => undefined)
        return answer(jobs, operation)(input, { signal, progress })
      }),
  }

  return {
    client: client as unknown as BackendClient,
    inputs: (operation) =>
      seen.filter((call) => call.operation === operation).map(({ input }) => input as never),
    emit: (operation, value) => listeners.get(operation)?.forEach(({ next }) => next(value)),
    fail: (operation, error) => {
      const ended = listeners.get(operation)
      listeners.delete(operation)
      ended?.forEach(({ fail }) => fail(error))
    },
  }
}

/** Runs a composable as a component would, with `backend` behind it. */
export function withBackend<T>(
  { client }: FakeBackend,
  setup: () => T,
): { result: T; stop: () => void } {
  const scope = effectScope()
  const app = createApp({ render: () => null })
  app.provide(backendKey, client)
  const result = app.runWithContext(() => scope.run(setup)) as T
  return { result, stop: () => scope.stop() }
}
