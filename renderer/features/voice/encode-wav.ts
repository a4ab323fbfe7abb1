/** What speech recognisers want: 16,000 samples a second, one channel, 16 bits. */
export const speechRate = 16_000
const headerBytes = 44

/**
 * A WAV file (RIFF, PCM, mono, 16 bits, little-endian) of what a microphone gave.
 *
 * @param chunks samples from -1 to 1; what lies outside is clipped, what is no number is silence
 */
export function encodeWav(chunks: readonly Float32Array[], rate = speechRate): Uint8Array {
  const samples = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const bytes = new Uint8Array(headerBytes + samples * 2)
  const view = new DataView(bytes.buffer)
  const text = (at: number, word: string): void => {
    for (let i = 0; i < word.length; i += 1) view.setUint8(at + i, word.charCodeAt(i))
  }
  text(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true) // PCM
  view.setUint16(22, 1, true) // channels
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, samples * 2, true)
  let at = headerBytes
  for (const chunk of chunks)
    for (const sample of chunk) {
      const clipped = Math.max(-1, Math.min(1, sample || 0))
      view.setInt16(at, Math.round(clipped * (clipped < 0 ? 0x8000 : 0x7fff)), true)
      at += 2
    }
  return bytes
}
