import type { SpeechAnswer, SpeechProcess } from '../../backend/assistant/speech-message.ts'
import type { SpeechCommand, SpeechEvent } from '../main/speech-relay.ts'

export interface SpeechClient {
  start(this: void): SpeechProcess
  /** Takes what the main process tells of a recogniser. */
  told(this: void, event: SpeechEvent): void
}

interface Listening {
  answered: (answer: SpeechAnswer) => void
  ended: () => void
}

/** The local recogniser from the backend's process: the main process starts it. */
export function speechClient(send: (command: SpeechCommand) => void): SpeechClient {
  const listening = new Map<number, Listening>()
  let lastProcess = 0
  return {
    start() {
      const process = ++lastProcess
      const listeners: Listening = { answered: () => undefined, ended: () => undefined }
      listening.set(process, listeners)
      return {
        ask: (request) => send({ speech: 'ask', process, request }),
        answered: (listener) => (listeners.answered = listener),
        ended: (listener) => (listeners.ended = listener),
        kill() {
          listening.delete(process)
          send({ speech: 'kill', process })
        },
      }
    },
    told(event) {
      const listeners = listening.get(event.process)
      if (event.speech === 'answered') listeners?.answered(event.answer as SpeechAnswer)
      else if (listening.delete(event.process)) listeners?.ended()
    },
  }
}
