import { describe, expect, test } from 'vitest'
import { readCoordinates } from './read-coordinates.ts'

describe('GPS-10 coordinates typed into the form', () => {
  test('nothing typed is no position, not a wrong one', () => {
    expect(readCoordinates('  ', 'FR')).toEqual({ state: 'empty' })
  })

  test('a French pair is read as typed by hand', () => {
    expect(readCoordinates('48,8566 2,3522', 'FR')).toEqual({
      state: 'read',
      lat: 48.8566,
      lon: 2.3522,
      source: 'manual',
      warnings: [],
    })
  })

  test.each([
    'geo:48.8566,2.3522',
    'https://www.openstreetmap.org/?mlat=48.8566&mlon=2.3522',
    'www.google.com/maps/@48.8566,2.3522,17z',
  ])('%s comes from a map', (text) => {
    expect(readCoordinates(text, 'FR')).toMatchObject({
      state: 'read',
      lat: 48.8566,
      lon: 2.3522,
      source: 'map',
    })
  })

  test('a pair that lies in the country only the other way round is said to be swapped', () => {
    expect(readCoordinates('2.3522, 48.8566', 'FR')).toMatchObject({ warnings: ['swapped'] })
    expect(readCoordinates('48.8566, 2.3522', 'FR')).toMatchObject({ warnings: [] })
  })

  test('two decimals are said to be imprecise', () => {
    expect(readCoordinates('48.85, 2.35', 'FR')).toMatchObject({ warnings: ['imprecise'] })
  })

  test.each(['Paris', '91, 2', '0, 0', '48.8566'])('%s is refused', (text) => {
    expect(readCoordinates(text, 'FR')).toEqual({ state: 'invalid' })
  })
})
