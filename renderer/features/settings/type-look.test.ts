import { describe, expect, test } from 'vitest'
import { builtinTypes } from '../../../core/domain/activity-types/builtin-types.ts'
import { isTypeIcon } from '../../../core/domain/activity-types/type-icons.ts'
import { isNearlySameColor } from '../../ui/contrast.ts'
import { checkLook, isColor, typeColors } from './type-look.ts'

const [visit, planned] = builtinTypes

describe('TYP-03 colour of a type', () => {
  test('a dark colour gets a white icon', () => {
    expect(checkLook('#15803D', visit!, builtinTypes)).toMatchObject({
      icon: 'white',
      similarTo: undefined,
      faintOn: undefined,
    })
  })
  test('a light colour gets a black icon and a warning on the light page', () => {
    expect(checkLook('#FFF59D', visit!, builtinTypes)).toMatchObject({
      icon: 'black',
      faintOn: 'light',
    })
  })
  test('a colour like another type’s is pointed out', () => {
    expect(checkLook('#0F766F', visit!, builtinTypes).similarTo).toBe(planned)
  })
  test('a type is not compared with itself', () => {
    expect(checkLook(planned!.color, planned!, builtinTypes).similarTo).toBeUndefined()
  })
  test('a hidden type’s colour is free', () => {
    const types = builtinTypes.map((type) => (type === planned ? { ...type, archivedAt: 1 } : type))
    expect(checkLook(planned!.color, visit!, types).similarTo).toBeUndefined()
  })
  test('the offered colours can be told apart', () => {
    const pairs = typeColors.flatMap((a, i) => typeColors.slice(i + 1).map((b) => [a, b] as const))
    expect(pairs.filter(([a, b]) => isNearlySameColor(a, b))).toEqual([])
  })
  test.each([
    ['#15803D', true],
    ['#15803d', true],
    ['15803D', false],
    ['#FFF', false],
    ['red', false],
  ])('%s is a colour: %s', (text, expected) => {
    expect(isColor(text)).toBe(expected)
  })
})

test('TYP-01 the built-in types carry icons of the set', () => {
  expect(builtinTypes.filter(({ icon }) => !isTypeIcon(icon))).toEqual([])
})
