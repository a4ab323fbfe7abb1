import { AppError } from '../contract/app-error.ts'
import type { Emit, JobControl, Unsubscribe } from './handlers.ts'
import type { Reply } from './reply.ts'

/** What a cancel frame, a lost connection or the end of the reply does to a running handler. */
export type Stop = () => void

/** A query or a command runs to its end, whoever still waits for it. */
export function runOnce(handle: () => unknown, reply: Reply): Stop {
  void attempt(handle).then(reply.end, reply.fail)
  return reply.drop
}

/** Aborts on stop, and answers when the handler has really stopped. */
export function runJob(handle: (job: JobControl<unknown>) => unknown, reply: Reply): Stop {
  const controller = new AbortController()
  const { signal } = controller
  let settled = false
  void attempt(() => handle({ progress: reply.next, signal })).then(
    (value) => {
      settled = true
      reply.end(value)
    },
    (error: unknown) => {
      settled = true
      reply.fail(signal.aborted && isAbort(error) ? signal.reason : error)
    },
  )
  return () => {
    if (!settled) controller.abort(new AppError('CANCELLED', 'the job was cancelled'))
  }
}

/** The handler may give its unsubscribe function later; it is called exactly once. */
export function runStream(handle: (emit: Emit<unknown>) => unknown, reply: Reply): Stop {
  let open = true
  let unsubscribe: Unsubscribe | undefined
  const stop = (): void => {
    if (!open) return
    open = false
    reply.drop()
    unsubscribe?.()
  }
  const emit = Object.assign((value: unknown) => reply.next(value), { fail: reply.fail })
  void attempt(() => handle(emit)).then((given) => {
    unsubscribe = given as Unsubscribe
    if (!open) unsubscribe()
  }, reply.fail)
  return stop
}

/** Runs at once; whatever is thrown becomes a rejection. */
async function attempt(run: () => unknown): Promise<unknown> {
  return await run()
}

/** What Node's own functions throw when their signal is aborted. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}
