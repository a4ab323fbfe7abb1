import type { Locale } from '../../core/contract/scalars.ts'
import type { SpeechModel } from './model-folder.ts'

/** What the process of the recogniser is asked, and what it answers. */
export interface SpeechRequest {
  readonly id: number
  readonly model: SpeechModel
  readonly locale: Locale
  readonly sampleRate: number
  /** From -1 to 1. */
  readonly samples: Float32Array
}

export type SpeechAnswer =
  { readonly id: number; readonly text: string } | { readonly id: number; readonly failure: string }

/** A process that can be lost without anything else: a broken model ends it. */
export interface SpeechProcess {
  ask(this: void, request: SpeechRequest): void
  answered(this: void, listener: (answer: SpeechAnswer) => void): void
  ended(this: void, listener: () => void): void
  kill(this: void): void
}
