import { Worker } from 'node:worker_threads'
import type { CustomerSummary, SummarySources } from '../../core/domain/summary/summary.ts'
import type { Query } from './statements.ts'
import { toStorageError } from '../../sqlite/storage-error.ts'

export interface ReadingWorkerData {
  readonly file: string
}

export type ReadingQuestion =
  | { readonly id: number; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly id: number; readonly sources: SummarySources }

export type ReadingAnswer =
  | { readonly id: number; readonly rows: unknown[] }
  | { readonly id: number; readonly summary: CustomerSummary }
  | { readonly id: number; readonly failure: { readonly code: string; readonly message: string } }

/** For what may take long, such as reading a million rows: it holds up neither pages nor writes. */
export interface ReadingThread {
  /**
   * All rows of a query, which sees what was committed before.
   *
   * @throws AppError of `toStorageError`; Error when the thread ended before it answered
   */
  all<Row>(query: Query<Row>): Promise<Row[]>
  /** What the rules make of sources, which may be a megabyte of notes. @throws Error as above */
  summarise(sources: SummarySources): Promise<CustomerSummary>
  close(): Promise<void>
}

type Waiting = PromiseWithResolvers<unknown>

/**
 * A thread with a read-only connection of its own that answers one query after the other. It starts
 * with the first question, and again after a failure.
 *
 * @param file the database
 * @param script `reading-worker.ts`, or what it was built into
 */
export function createReadingThread(file: string, script: URL): ReadingThread {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let lastId = 0

  function start(): Worker {
    const started = new Worker(script, { workerData: { file } satisfies ReadingWorkerData })
    started.on('message', (answer: ReadingAnswer) => {
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      // An idle thread does not keep the process alive.
      if (waiting.size === 0) started.unref()
      if ('rows' in answer) asked?.resolve(answer.rows)
      else if ('summary' in answer) asked?.resolve(answer.summary)
      else asked?.reject(toStorageError(Object.assign(new Error(), answer.failure), file))
    })
    started.on('error', (error) => end(started, error))
    started.on('exit', () => end(started, new Error('the reading thread has ended')))
    return started
  }

  function end(ended: Worker, reason: unknown): void {
    if (worker !== ended) return
    worker = undefined
    for (const { reject } of waiting.values()) reject(reason)
    waiting.clear()
  }

  function ask(question: (id: number) => ReadingQuestion): Promise<unknown> {
    worker ??= start()
    const asked: Waiting = Promise.withResolvers()
    waiting.set(++lastId, asked)
    worker.ref()
    worker.postMessage(question(lastId))
    return asked.promise
  }

  return {
    all<Row>(query: Query<Row>) {
      const { sql, parameters } = query.compile()
      return ask((id) => ({ id, sql, parameters })) as Promise<Row[]>
    },
    summarise: (sources) => ask((id) => ({ id, sources })) as Promise<CustomerSummary>,
    async close() {
      await worker?.terminate()
    },
  }
}
