import { fork } from 'node:child_process'
import type { Locale } from '../../core/contract/scalars.ts'
import type { AiError } from '../../core/domain/assistant/ai-error.ts'
import type { WavFacts } from '../../core/domain/assistant/wav.ts'
import type { SpeechModel } from './model-folder.ts'
import type { SpeechAnswer, SpeechProcess } from './speech-message.ts'

/** A model that needs longer is too large for this machine. */
const timeoutMs = 120_000

type Heard =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly error: AiError }

/** Speech to text by a model folder, in a process of its own that starts with the first sound. */
export class LocalSpeech {
  private readonly start: () => SpeechProcess
  private process: SpeechProcess | undefined
  private readonly waiting = new Map<number, (heard: Heard) => void>()
  private lastId = 0

  constructor(start: (() => SpeechProcess) | undefined) {
    this.start = start ?? forkSpeechProcess
  }

  transcribe(
    model: SpeechModel,
    wav: Uint8Array,
    { sampleRate, start, end }: WavFacts,
    locale: Locale,
    signal: AbortSignal,
  ): Promise<Heard> {
    if (signal.aborted) return Promise.resolve({ ok: false, error: 'aborted' })
    this.lastId += 1
    const id = this.lastId
    return new Promise((resolve) => {
      const settle = (heard: Heard): void => {
        if (!this.waiting.delete(id)) return
        clearTimeout(timer)
        signal.removeEventListener('abort', abort)
        resolve(heard)
      }
      // The native call cannot be stopped in between: the process ends with it.
      const abort = (): void => this.end('aborted')
      const timer = setTimeout(() => this.end('timeout'), timeoutMs)
      signal.addEventListener('abort', abort, { once: true })
      this.waiting.set(id, settle)
      const samples = samplesOf(wav, start, end)
      this.running().ask({ id, model, locale, sampleRate, samples })
    })
  }

  close(): void {
    this.end('aborted')
  }

  private running(): SpeechProcess {
    if (this.process) return this.process
    const started = this.start()
    this.process = started
    started.answered((answer) => this.waiting.get(answer.id)?.(heardIn(answer)))
    started.ended(() => {
      if (this.process === started) this.end('unsupported')
    })
    return started
  }

  private end(error: AiError): void {
    const ending = this.process
    this.process = undefined
    ending?.kill()
    for (const settle of [...this.waiting.values()]) settle({ ok: false, error })
  }
}

function heardIn(answer: SpeechAnswer): Heard {
  return 'text' in answer ? { ok: true, text: answer.text } : { ok: false, error: 'unsupported' }
}

/** @param start of the samples, 16 bits each, little-endian */
function samplesOf(wav: Uint8Array, start: number, end: number): Float32Array {
  const view = new DataView(wav.buffer, wav.byteOffset, wav.byteLength)
  const samples = new Float32Array(Math.floor((end - start) / 2))
  for (let i = 0; i < samples.length; i += 1)
    samples[i] = view.getInt16(start + 2 * i, true) / 0x8000
  return samples
}

function forkSpeechProcess(): SpeechProcess {
  const child = fork(new URL('./speech-process.ts', import.meta.url), {
    serialization: 'advanced',
    stdio: 'ignore',
  })
  child.unref()
  child.channel?.unref()
  return {
    ask: (request) => void child.send(request),
    answered: (listener) => child.on('message', (answer) => listener(answer as SpeechAnswer)),
    ended: (listener) => child.once('exit', listener),
    kill: () => child.kill('SIGKILL'),
  }
}
