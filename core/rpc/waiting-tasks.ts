import { AppError } from '../contract/app-error.ts'
import type { Contract } from '../contract/operation.ts'
import type { Client } from './client.ts'

/** Something asked of the backend, which a lost connection need not end. */
export interface Task<C extends Contract> {
  start(this: void, client: Client<C>): void
  /** There will be no answer. */
  refuse(this: void, error: AppError): void
  /** Streams outlast a backend that cannot start: it may start later. */
  readonly isStream: boolean
}

export interface WaitingTasks<C extends Contract> {
  /** Starts the task now, or with the next connection; it stays until it is removed. */
  add(this: void, task: Task<C>): void
  remove(this: void, task: Task<C>): void
  connected(this: void, client: Client<C>): void
  disconnected(this: void): void
  /** Ends the tasks, all but streams unless `streamsToo`. */
  refuse(this: void, error: AppError, streamsToo: boolean): void
}

export function createWaitingTasks<C extends Contract>(): WaitingTasks<C> {
  const tasks = new Set<Task<C>>()
  let current: Client<C> | undefined
  return {
    add(task) {
      tasks.add(task)
      if (current) task.start(current)
    },
    remove: (task) => void tasks.delete(task),
    connected(client) {
      current = client
      for (const task of [...tasks]) task.start(client)
    },
    disconnected() {
      current = undefined
    },
    refuse(error, streamsToo) {
      for (const task of [...tasks]) {
        if (task.isStream && !streamsToo) continue
        tasks.delete(task)
        task.refuse(error)
      }
    },
  }
}
