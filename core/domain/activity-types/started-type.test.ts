import { expect, test } from 'vitest'
import { builtinTypes } from './builtin-types.ts'
import { startedType } from './started-type.ts'

const typeOf = (key: string) => builtinTypes.find((type) => type.key === key)!

test('ACT-13 a planned visit becomes a visit when it is started', () => {
  expect(startedType(typeOf('planned_visit'), builtinTypes)).toBe('type-visit')
})

test('ACT-13 other types stay what they are when they are started', () => {
  expect(startedType(typeOf('meeting'), builtinTypes)).toBeUndefined()
  expect(startedType(undefined, builtinTypes)).toBeUndefined()
})

test('ACT-13 where the team has hidden the visit, a planned one keeps its type', () => {
  const hidden = builtinTypes.map((type) =>
    type.key === 'visit' ? { ...type, archivedAt: 1 } : type,
  )
  expect(startedType(typeOf('planned_visit'), hidden)).toBeUndefined()
})
