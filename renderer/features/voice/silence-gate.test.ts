import { expect, test } from 'vitest'
import { createSilenceGate, loudnessOf } from './silence-gate.ts'

const stepMs = 100

/** When the gate says that it is over, in steps of 100 ms from 1; empty when it never does. */
function overAt(loudness: readonly number[]): number[] {
  const gate = createSilenceGate()
  return loudness.flatMap((each, index) => (gate.hear(each, stepMs) ? [index + 1] : []))
}
const steps = (loudness: number, count: number): number[] => Array<number>(count).fill(loudness)

test('AIR-09 a pause of 1.2 s after words ends what was said', () => {
  expect(overAt([...steps(-70, 5), ...steps(-25, 10), ...steps(-70, 20)])).toEqual([27])
})

test('AIR-09 a shorter pause between words ends nothing', () => {
  const words = [...steps(-25, 5), ...steps(-70, 11)]
  expect(overAt([...steps(-70, 2), ...words, ...words, ...steps(-25, 5)])).toEqual([])
})

test('AIR-09 silence alone, and a knock, end nothing', () => {
  expect(overAt(steps(-70, 100))).toEqual([])
  expect(overAt([...steps(-70, 5), -20, ...steps(-70, 50)])).toEqual([])
})

test('AIR-09 words over a loud fan end where the fan goes on alone', () => {
  expect(overAt([...steps(-38, 5), ...steps(-18, 10), ...steps(-38, 15)])).toEqual([27])
})

test('AIR-09 the noise of a muted microphone is no speech', () => {
  expect(overAt([...steps(-85, 5), ...steps(-60, 20), ...steps(-85, 40)])).toEqual([])
})

test('AIR-09 loudness is measured against full scale', () => {
  expect(loudnessOf(new Float32Array([1, -1, 1, -1]))).toBe(0)
  expect(loudnessOf(new Float32Array([0.1, -0.1]))).toBeCloseTo(-20, 5)
  expect([new Float32Array(), new Float32Array(10)].map(loudnessOf)).toEqual([-90, -90])
})
