import { expect, test } from 'vitest'
import { type Random, seededRandom } from '../../../seeded-random.ts'
import type { Epoch } from '../epoch.ts'
import { NmeaReader } from './nmea-reader.ts'
import { checksumOf, second, sentence } from './sample-sentences.ts'

const lines = 200_000
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const digits = Array.from({ length: 10 }, (_, digit) => String(digit))
const letters = [...digits, ...',.*$-ANSEWV', '\r', '\n', '\0', 'ÿ']

const originals = [
  ...second('101500.00'),
  sentence('GNGNS,101500.00,4830.0000,S,00215.0000,W,AAN,12,0.9,35.0,45.0,,'),
  sentence('GPGLL,0000.0000,N,00215.0000,E,101500,A,A'),
  sentence('GPGST,101500.00,1.0,,,,3.0,4.0,5.0'),
  sentence('GPZDA,101500.00,30,11,2026,00,00'),
].map((line) => line.trimEnd())

test('GPS-14 no mutilated line throws, and none with a bad checksum gives a fix', () => {
  console.log(`mutilated sentences: seed ${seed}`)
  const random = seededRandom(seed)
  const reader = new NmeaReader()
  const epochs: Epoch[] = []
  let expected = 0
  for (let line = 0; line < lines / 2; line++) {
    const text = mutilated(random)
    // Only what the oracle finds right may be taken; a right one may stand inside of a longer line.
    expected += rightSentences(text)
    epochs.push(...reader.read(`${text}\r\n`))
  }
  expect(reader.accepted).toBe(expected)
  expect(epochs.every(isPossible)).toBe(true)
})

test('GPS-12 no mutilated line whose checksum was set right gives an impossible fix or 0,0', () => {
  const random = seededRandom(seed + 1)
  const reader = new NmeaReader()
  const epochs: Epoch[] = []
  for (let line = 0; line < lines / 2; line++) {
    const body = mutilated(random)
      .replace(/\*[^]*$/, '')
      .slice(1)
    epochs.push(...reader.read(`$${body}*${checksumOf(body)}\r\n`))
  }
  expect(epochs.length).toBeGreaterThan(1000)
  expect(epochs.filter((epoch) => !isPossible(epoch))).toEqual([])
})

function isPossible({ coordinates, at, accuracy95M }: Epoch): boolean {
  if (at !== null && !Number.isFinite(at)) return false
  if (accuracy95M !== null && !(accuracy95M >= 1 && Number.isFinite(accuracy95M))) return false
  if (coordinates === null) return true
  const { lat, lon } = coordinates
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !(lat === 0 && lon === 0)
}

/** One to four changes: a letter replaced, dropped, doubled or put in, or the line cut in two. */
function mutilated(random: Random): string {
  let text = random.pick(originals)
  for (let changes = 1 + random.below(4); changes > 0; changes--) {
    const at = random.below(text.length + 1)
    const letter = random.pick(letters)
    const cuts = [1, 0, 0, 2, random.below(20)] as const
    const kind = random.below(cuts.length)
    const filling = [letter, letter, text.slice(at, at + random.below(9)), '', ''][kind]!
    text = text.slice(0, at) + filling + text.slice(at + cuts[kind]!)
  }
  return text
}

/** Found the slow way: a sentence begins at a `$` and ends with the first `*` after it. */
function rightSentences(text: string): number {
  return [...text.matchAll(/\$([ -)+-~]*)\*([0-9A-Fa-f]{2})/g)].filter(([, between, sum]) => {
    const body = between!.slice(between!.lastIndexOf('$') + 1)
    return body.length < 200 && checksumOf(body) === sum!.toUpperCase()
  }).length
}
