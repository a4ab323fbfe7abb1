import { expect, test } from 'vitest'
import { isElided } from './french-elision.ts'

test('GEN-06 "de" is elided before a vowel, with or without an accent', () => {
  expect(
    ['Apollo', 'Élodie', 'euromaster', 'Œuvres', 'Île'].filter((name) => !isElided(name)),
  ).toEqual([])
})

test('GEN-06 "de" stays before anything else', () => {
  expect(['Midas', 'Honda', 'Yamaha', '123 Pare-Brise', ''].filter(isElided)).toEqual([])
})
