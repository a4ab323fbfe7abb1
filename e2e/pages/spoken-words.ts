import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const rate = 48_000

/**
 * A file for Chromium's fake microphone, which plays it over and over: a second of a tone as loud as
 * somebody who speaks, half a second of silence.
 *
 * @returns the arguments that make Chromium use it and let the page listen
 */
export function fakeMicrophone(): string[] {
  const samples = new Int16Array(1.5 * rate)
  for (let i = 0; i < rate; i += 1)
    samples[i] = Math.round(8000 * Math.sin((2 * Math.PI * 220 * i) / rate))
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'ascii')
  header.writeUInt32LE(36 + samples.byteLength, 4)
  header.write('WAVEfmt ', 8, 'ascii')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(2 * rate, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'ascii')
  header.writeUInt32LE(samples.byteLength, 40)
  const file = join(mkdtempSync(join(tmpdir(), 'wiseparts-voice-')), 'words.wav')
  writeFileSync(file, Buffer.concat([header, Buffer.from(samples.buffer)]))
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${file}`,
  ]
}
