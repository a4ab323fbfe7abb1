import { expect, test } from 'vitest'
import { zoneChoices } from './zone-choices.ts'

const winter = Date.UTC(2026, 11, 1)
const summer = Date.UTC(2026, 6, 1)

test('GEN-06 a zone shows the offset in force', () => {
  const offsetAt = (now: number) =>
    zoneChoices('Europe/Paris', now).find(({ value }) => value === 'Europe/Paris')?.offset
  expect(offsetAt(winter)).toBe('UTC+01:00')
  expect(offsetAt(summer)).toBe('UTC+02:00')
})

test('a zone with an older name than the runtime lists is still offered, once', () => {
  const names = zoneChoices('Asia/Calcutta', winter, ['Asia/Kolkata', 'Europe/Paris'])
  expect(names.map(({ value }) => value)).toEqual([
    'Asia/Calcutta',
    'Asia/Kolkata',
    'Europe/Paris',
    'UTC',
  ])
  expect(zoneChoices('UTC', winter, ['UTC']).map(({ value }) => value)).toEqual(['UTC'])
})

test('an underscore is not shown', () => {
  const [choice] = zoneChoices('America/New_York', winter, [])
  expect(choice?.label).toBe('America/New York')
})
