import { AppError } from '../contract/app-error.ts'
import type { Contract } from '../contract/operation.ts'
import type { Channel } from './channel.ts'
import { type CallOptions, type Client, connect } from './client.ts'
import type { ClientFrame } from './frames.ts'
import { reconnectDelayMs } from './reconnect-delay.ts'
import type { Schedule } from './schedule.ts'
import { createWaitingTasks, type Task } from './waiting-tasks.ts'

export type ConnectionState =
  | { readonly status: 'connecting' }
  | { readonly status: 'ready' }
  /** The connection is being made again; `failures` attempts have failed so far. */
  | { readonly status: 'reconnecting'; readonly failures: number }
  /** Nothing more is tried until `retry`: the backend cannot start, or is of another build. */
  | { readonly status: 'failed'; readonly error: AppError; readonly isRetrying: boolean }

export interface ReconnectingOptions<C extends Contract> {
  readonly contract: C
  readonly schedule: Schedule
  /**
   * Opens one connection. A rejection with an AppError other than BACKEND_GONE is final; after any
   * other it is called again, later and later.
   */
  openChannel(this: void): Promise<Channel>
  onState(this: void, state: ConnectionState): void
  /** Asks for a new backend when `retry` finds no connection to ask on. */
  requestRestart?(this: void): void
  /** Default time-out of queries and commands, in milliseconds. */
  readonly timeoutMs?: number
}

export interface ReconnectingClient<C extends Contract> extends Client<C> {
  /** After `failed`: has the backend started again. */
  retry(this: void): void
  /** Ends for good; whatever waits rejects with BACKEND_GONE. */
  close(this: void): void
}

type AnyCall = (operation: string, input: unknown, options?: object) => Promise<never>

/**
 * A client that outlives its connections. After a loss, queries are asked again and streams are
 * subscribed again; commands and jobs reject with BACKEND_GONE, because nobody knows whether they
 * were carried out. Before the first connection everything waits for it. A time-out counts from the
 * moment the backend is asked.
 */
export function createReconnectingClient<C extends Contract>(
  options: ReconnectingOptions<C>,
): ReconnectingClient<C> {
  const { contract, schedule, onState, requestRestart, ...connecting } = options
  const tasks = createWaitingTasks<C>()
  let state: ConnectionState = { status: 'connecting' }
  /** Also that of a backend that could not start: a retry is asked on it. */
  let channel: Channel | undefined
  let stopTimer: () => void = () => undefined
  let closed = false

  function enter(next: ConnectionState): void {
    state = next
    onState(next)
  }

  async function open(failures: number): Promise<void> {
    let isUp = true
    let isAnswered = false
    const onClose = (): void => {
      isUp = false
      if (isAnswered) lost()
    }
    try {
      const opened = await connecting.openChannel()
      if (closed) return opened.close()
      channel = opened
      const client = await connect(opened, contract, { ...connecting, schedule, onClose })
      if (!isUp) throw backendGone()
      isAnswered = true
      enter({ status: 'ready' })
      tasks.connected(client)
    } catch (error) {
      if (closed) return
      isAnswered = true
      if (!isUp) channel = undefined
      refused(error, failures + 1)
    }
  }

  function refused(error: unknown, failures: number): void {
    if (!(error instanceof AppError) || error.code === 'BACKEND_GONE') return reconnect(failures)
    tasks.refuse(error, false)
    enter({ status: 'failed', error, isRetrying: false })
  }

  function lost(): void {
    channel = undefined
    if (closed) return
    tasks.disconnected()
    if (state.status === 'failed' && state.isRetrying) void open(0)
    else reconnect(0)
  }

  function reconnect(failures: number): void {
    enter({ status: 'reconnecting', failures })
    stopTimer = schedule(() => void open(failures), reconnectDelayMs(failures))
  }

  /** Why nothing can be asked now; what must not be sent twice does not wait for a lost backend. */
  function refusal(once: boolean): AppError | undefined {
    if (closed) return backendGone()
    if (state.status === 'failed') return state.error
    return once && state.status === 'reconnecting' ? backendGone() : undefined
  }

  function ask(once: boolean, send: (client: Client<C>) => Promise<never>, signal?: AbortSignal) {
    return new Promise<never>((resolve, reject) => {
      const refused = signal?.aborted ? cancelled() : refusal(once)
      if (refused) throw refused
      const end = (): void => {
        tasks.remove(task)
        signal?.removeEventListener('abort', abort)
      }
      const abort = (): void => {
        if (state.status === 'ready') return // the client of the connection sees to it
        end()
        reject(cancelled())
      }
      const task: Task<C> = {
        isStream: false,
        refuse: (error) => (end(), reject(error)),
        start: (client) => {
          if (once) tasks.remove(task)
          send(client).then(
            (value) => (end(), resolve(value)),
            (error: AppError) => {
              if (!once && error.code === 'BACKEND_GONE' && !closed) return
              end()
              reject(error)
            },
          )
        },
      }
      signal?.addEventListener('abort', abort, { once: true })
      tasks.add(task)
    })
  }

  void open(0)
  return {
    call: (operation, input, given: CallOptions = {}) =>
      ask(
        contract[operation]?.kind !== 'query',
        (client) => (client.call as AnyCall)(operation, input, given),
        given.signal,
      ),

    run: (operation, input, given = {}) =>
      ask(true, (client) => (client.run as AnyCall)(operation, input, given), given.signal),

    subscribe: (operation, input, next, fail) => {
      let stop: () => void = () => undefined
      const task: Task<C> = {
        isStream: true,
        refuse: fail,
        start: (client) => {
          stop = client.subscribe(operation, input, next, (error) => {
            if (error.code === 'BACKEND_GONE') return
            tasks.remove(task)
            fail(error)
          })
        },
      }
      if (closed) fail(backendGone())
      else tasks.add(task)
      return () => {
        tasks.remove(task)
        stop()
      }
    },

    retry: () => {
      if (state.status !== 'failed' || state.isRetrying) return
      enter({ ...state, isRetrying: true })
      if (channel) return channel.post({ type: 'retry' } satisfies ClientFrame)
      requestRestart?.()
      void open(0)
    },

    close: () => {
      closed = true
      stopTimer()
      channel?.close()
      tasks.refuse(backendGone(), true)
    },
  }
}

function backendGone(): AppError {
  return new AppError('BACKEND_GONE', 'there is no connection to the backend')
}

function cancelled(): AppError {
  return new AppError('CANCELLED', 'cancelled before it was sent')
}
