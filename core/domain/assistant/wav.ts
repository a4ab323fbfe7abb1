/** What is in a WAV file of speech. */
export interface WavFacts {
  readonly sampleRate: number
  /** Where the samples are. */
  readonly start: number
  readonly end: number
}

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))

/**
 * The header of a RIFF file with PCM of 16 bits and one channel; `undefined` for anything else, and
 * where it promises more than there is.
 */
export function readWav(bytes: Uint8Array): WavFacts | undefined {
  if (bytes.length < 44 || ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 12) !== 'WAVE')
    return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let sampleRate: number | undefined
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = ascii(bytes, at, at + 4)
    const size = view.getUint32(at + 4, true)
    const start = at + 8
    if (start + size > bytes.length) return undefined
    if (name === 'fmt ') {
      const isSpeech =
        size >= 16 &&
        view.getUint16(start, true) === 1 &&
        view.getUint16(start + 2, true) === 1 &&
        view.getUint16(start + 14, true) === 16
      if (!isSpeech) return undefined
      sampleRate = view.getUint32(start + 4, true)
    }
    if (name === 'data')
      return sampleRate === undefined ? undefined : { sampleRate, start, end: start + size }
    // Chunks are padded to an even size.
    at = start + size + (size % 2)
  }
  return undefined
}
