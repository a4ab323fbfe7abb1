import { z } from 'zod'

/** What the backend's process asks of the local recogniser, whose process only this one can start. */
const speechCommand = z.discriminatedUnion('speech', [
  z.object({ speech: z.literal('ask'), process: z.number().int(), request: z.unknown() }),
  z.object({ speech: z.literal('kill'), process: z.number().int() }),
])
export type SpeechCommand = z.infer<typeof speechCommand>

/** What the backend's process is told of the recogniser of this number. */
export type SpeechEvent =
  | { readonly speech: 'answered'; readonly process: number; readonly answer: unknown }
  | { readonly speech: 'ended'; readonly process: number }

/** The recogniser's process, once it has been started. */
export interface SpeechChild {
  send(this: void, request: unknown): void
  onMessage(this: void, listener: (answer: unknown) => void): void
  onExit(this: void, listener: () => void): void
  kill(this: void): void
}

export interface SpeechRelay {
  /** @returns whether the message was one for the recogniser */
  take(this: void, message: unknown): boolean
  /** The backend has gone: nobody waits for an answer. */
  close(this: void): void
}

/**
 * Passes requests on to the recogniser, which starts with the first of them, and its answers back. What
 * is in them is not looked at. A number tells one process from the next.
 */
export function createSpeechRelay(
  start: () => SpeechChild,
  tell: (event: SpeechEvent) => void,
): SpeechRelay {
  const running = new Map<number, SpeechChild>()

  function started(process: number): SpeechChild {
    const child = start()
    running.set(process, child)
    child.onMessage((answer) => tell({ speech: 'answered', process, answer }))
    child.onExit(() => {
      if (running.delete(process)) tell({ speech: 'ended', process })
    })
    return child
  }

  return {
    take(message) {
      const command = speechCommand.safeParse(message).data
      if (!command) return false
      const child = running.get(command.process)
      if (command.speech === 'ask') (child ?? started(command.process)).send(command.request)
      else if (running.delete(command.process)) child?.kill()
      return true
    },
    close() {
      for (const child of running.values()) child.kill()
      running.clear()
    },
  }
}
