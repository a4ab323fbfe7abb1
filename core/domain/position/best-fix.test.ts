import { expect, test } from 'vitest'
import { bestFix } from './best-fix.ts'
import { fixesOf, fixOf } from './sample-fix.ts'
import { tellingProblem } from './telling-problem.ts'

test('GPS-13 without positions there is no best one', () => {
  expect(bestFix([], 0)).toBeNull()
})

test('GPS-13 of positions that do not agree the most accurate is the best, the last of equals', () => {
  const fixes = fixesOf(4, (index) => ({ hdop: 9, accuracy95M: [40, 20, 20, null][index]! }))
  expect(bestFix(fixes, 10_000)).toEqual({ fix: fixes[2], ageMs: 3000, samples: 1 })
})

test('GPS-13 of positions that agree the mean is the best, though one was more accurate', () => {
  const fixes = fixesOf(6, (index) => ({ lat: 48.5 + index * 1e-6, accuracy95M: index ? 20 : 5 }))
  const best = bestFix(fixes, 12_000)!
  expect(best).toMatchObject({ ageMs: 2000, samples: 5, fix: { accuracy95M: 20 } })
  expect(best.fix.lat).toBeCloseTo(48.500003, 9)
})

test('GPS-13 a position of the operating system is taken as it is', () => {
  const fixes = [fixOf({ kind: 'os', provider: 'os-web', quality: 'unknown', accuracy95M: 400 })]
  expect(bestFix(fixes, 5000)).toEqual({ fix: fixes[0], ageMs: 0, samples: 1 })
})

test('GPS-12 of several problems the one is told that somebody can do something about', () => {
  const problems = (['NO_DEVICE', 'DEVICE_BUSY', 'UNSUPPORTED'] as const).map((error) => ({
    ...{ error, detail: '' },
  }))
  expect(tellingProblem(problems)).toBe(problems[1])
})
