/** A second of silence: WAV, PCM, 16 bits, 16 kHz. */
export function silence(): Uint8Array {
  const samples = 16_000
  const wav = Buffer.alloc(44 + 2 * samples)
  wav.write('RIFF', 0, 'ascii')
  wav.writeUInt32LE(36 + 2 * samples, 4)
  wav.write('WAVEfmt ', 8, 'ascii')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(16_000, 24)
  wav.writeUInt32LE(32_000, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36, 'ascii')
  wav.writeUInt32LE(2 * samples, 40)
  return wav
}
