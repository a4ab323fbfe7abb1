import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import type { AiError } from '../../../core/domain/assistant/ai-error.ts'
import { maxSpeechBytes } from '../../../core/contract/speech.ts'
import { encodeWav, speechRate } from './encode-wav.ts'
import {
  type Listening,
  type Microphone,
  MicrophoneError,
  type MicrophoneProblem,
} from './microphone-error.ts'
import { createSilenceGate, loudnessOf, type SilenceGate } from './silence-gate.ts'

/** What went wrong: with the microphone, with the recogniser, or nobody was heard. */
export type VoiceProblem = MicrophoneProblem | Exclude<AiError, 'aborted'> | 'silence'

export type Transcript =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly error: AiError }

export interface VoiceParts {
  openMicrophone(listening: Listening): Promise<Microphone>
  transcribe(wav: Uint8Array, signal: AbortSignal): Promise<Transcript>
  /** What was understood, in the order in which it was said. */
  understood(text: string): void
  /** The chosen microphone; `undefined` for the system's usual one. */
  deviceId(): string | undefined
  /** Whether each pause sends what was said, and listening goes on. */
  isContinuous(): boolean
}

export interface Voice {
  readonly isOpening: Readonly<Ref<boolean>>
  readonly isListening: Readonly<Ref<boolean>>
  /** Something that was said is being turned into text. */
  readonly isTranscribing: ComputedRef<boolean>
  /** How loud it is, from 0 to 1. */
  readonly level: Readonly<Ref<number>>
  readonly problem: Readonly<Ref<VoiceProblem | undefined>>
  /** The last sound can be tried again: it was not understood because of the recogniser. */
  readonly isRetryable: ComputedRef<boolean>
  start(this: void): Promise<void>
  /** Ends listening; what was said is turned into text. */
  stop(this: void): void
  /** Ends listening and throws away what was said. */
  cancel(this: void): void
  retry(this: void): void
}

/** Quieter than this, in dB below full scale, the meter shows nothing. */
const meterFloor = -60
/** What is louder than this, in dB, was somebody speaking. */
const audible = -50
const longestSamples = (maxSpeechBytes - 44) / 2

/** Listening to a microphone, stretch by stretch; the sound is kept only until it has become text. */
export function useVoice(parts: VoiceParts): Voice {
  const isOpening = ref(false)
  const isListening = ref(false)
  const waiting = ref(0)
  const level = ref(0)
  const problem = ref<VoiceProblem>()
  const failed = shallowRef<Uint8Array>()
  const leaving = new AbortController()

  let microphone: Microphone | undefined
  /** Grows with every start and end, so that a microphone that opens late is closed again. */
  let turn = 0
  let chunks: Float32Array[] = []
  let samples = 0
  let wasHeard = false
  let gate: SilenceGate = createSilenceGate()
  /** Stretches become text one after the other. */
  let queue = Promise.resolve()

  function forget(): void {
    chunks = []
    samples = 0
    wasHeard = false
  }

  function close(): void {
    turn += 1
    microphone?.close()
    microphone = undefined
    isOpening.value = false
    isListening.value = false
    level.value = 0
  }

  function heard(chunk: Float32Array): void {
    const loudness = loudnessOf(chunk)
    level.value = Math.min(1, Math.max(0, 1 - loudness / meterFloor))
    chunks.push(chunk)
    samples += chunk.length
    wasHeard ||= loudness > audible
    const isPause = gate.hear(loudness, (chunk.length / speechRate) * 1000)
    if (samples + chunk.length > longestSamples) stop()
    else if (isPause && parts.isContinuous()) handOver()
  }

  /** Sends what was said since the last time. */
  function handOver(): void {
    const said = wasHeard ? encodeWav(chunks) : undefined
    forget()
    if (said) understand(said)
    else if (!parts.isContinuous()) problem.value = 'silence'
  }

  function understand(wav: Uint8Array): void {
    waiting.value += 1
    queue = queue.then(async () => {
      const answer = await parts.transcribe(wav, leaving.signal).catch(() => unreachable)
      waiting.value -= 1
      if (answer.ok) tell(answer.text.trim())
      else if (answer.error !== 'aborted') {
        problem.value = answer.error
        failed.value = wav
      }
    })
  }

  function tell(text: string): void {
    failed.value = undefined
    if (text === '') problem.value = 'silence'
    else parts.understood(text)
  }

  function stop(): void {
    if (!isListening.value) return cancel()
    close()
    handOver()
  }

  function cancel(): void {
    close()
    forget()
  }

  onScopeDispose(() => {
    cancel()
    leaving.abort()
  })

  return {
    isOpening,
    isListening,
    isTranscribing: computed(() => waiting.value > 0),
    level,
    problem,
    isRetryable: computed(() => failed.value !== undefined && waiting.value === 0),
    async start() {
      if (isOpening.value || isListening.value) return
      problem.value = undefined
      failed.value = undefined
      forget()
      gate = createSilenceGate()
      turn += 1
      const mine = turn
      isOpening.value = true
      try {
        const opened = await parts.openMicrophone({
          deviceId: parts.deviceId(),
          heard: (chunk) => {
            if (turn === mine) heard(chunk)
          },
          lost: () => {
            if (turn !== mine) return
            close()
            handOver()
            problem.value = 'lost'
          },
        })
        if (turn !== mine) return opened.close()
        microphone = opened
        isListening.value = true
      } catch (error) {
        if (turn === mine)
          problem.value = error instanceof MicrophoneError ? error.problem : 'unsupported'
      } finally {
        if (turn === mine) isOpening.value = false
      }
    },
    stop,
    cancel,
    retry() {
      const wav = failed.value
      if (!wav) return
      failed.value = undefined
      problem.value = undefined
      understand(wav)
    },
  }
}

const unreachable: Transcript = { ok: false, error: 'unreachable' }
