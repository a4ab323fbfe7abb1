declare module 'sherpa-onnx-node' {
  export interface OfflineStream {
    acceptWaveform(audio: { sampleRate: number; samples: Float32Array }): void
  }
  export interface OfflineRecognizer {
    createStream(): OfflineStream
    decode(stream: OfflineStream): void
    getResult(stream: OfflineStream): { text: string }
  }
  const sherpa: { OfflineRecognizer: new (config: object) => OfflineRecognizer }
  export default sherpa
}
