/** Why there is no sound. */
export const microphoneProblems = ['absent', 'denied', 'busy', 'lost', 'unsupported'] as const
export type MicrophoneProblem = (typeof microphoneProblems)[number]

export class MicrophoneError extends Error {
  readonly problem: MicrophoneProblem

  constructor(problem: MicrophoneProblem) {
    super(`no microphone: ${problem}`)
    this.problem = problem
  }
}

export interface Microphone {
  /** Which one it is, for the system. */
  readonly deviceId: string
  close(this: void): void
}

export interface Listening {
  /** The system's id; `undefined` for its usual one. */
  readonly deviceId: string | undefined
  /** A tenth of a second of samples from -1 to 1, 16,000 a second. */
  heard(this: void, samples: Float32Array): void
  /** It was unplugged, or another program took it. */
  lost(this: void): void
}

/** By the names of the Media Capture specification. */
export function problemOf(error: unknown): MicrophoneProblem {
  const name = error instanceof DOMException || error instanceof Error ? error.name : ''
  switch (name) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'absent'
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotReadableError':
    case 'AbortError':
      return 'busy'
    default:
      return 'unsupported'
  }
}
