import { expect, test } from 'vitest'
import { activityTitle } from './activity-title.ts'

test.each([
  ['Point trimestriel', 'Visite', 'Garage Martin', 'Point trimestriel'],
  ['  Point  ', 'Visite', 'Garage Martin', 'Point'],
  [null, 'Visite', 'Garage Martin', 'Visite – Garage Martin'],
  ['', 'Visite', 'Garage Martin', 'Visite – Garage Martin'],
  ['   ', 'Visite', 'Garage Martin', 'Visite – Garage Martin'],
  [null, 'Visite', null, 'Visite'],
  [null, null, 'Garage Martin', 'Garage Martin'],
  [null, null, null, ''],
])('ACT-02 title %o of %o at %o is "%s"', (title, type, customer, expected) => {
  expect(activityTitle(title, type, customer)).toBe(expected)
})
