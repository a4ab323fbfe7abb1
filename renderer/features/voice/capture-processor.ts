/// <reference lib="webworker" />
// Runs in the audio thread: hands on what the microphone gives, a tenth of a second at a time.

declare const sampleRate: number
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort
  abstract process(inputs: readonly (readonly Float32Array[])[]): boolean
}

class CaptureProcessor extends AudioWorkletProcessor {
  private chunk = new Float32Array(Math.round(sampleRate / 10))
  private filled = 0

  process([input]: readonly (readonly Float32Array[])[]): boolean {
    const samples = input?.[0]
    if (samples)
      for (const sample of samples) {
        this.chunk[this.filled] = sample
        this.filled += 1
        if (this.filled === this.chunk.length) this.handOn()
      }
    return true
  }

  private handOn(): void {
    this.port.postMessage(this.chunk, [this.chunk.buffer])
    this.chunk = new Float32Array(this.chunk.length)
    this.filled = 0
  }
}

registerProcessor('capture', CaptureProcessor)
