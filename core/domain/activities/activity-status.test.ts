import { expect, test } from 'vitest'
import { storedStatuses } from '../../contract/activities.ts'
import { allowedTransitions, checkTransition } from './activity-status.ts'

const manager = { isManager: true, reason: 'saisie par erreur' }

test.each([
  ['draft', ['planned', 'in_progress', 'done', 'cancelled']],
  ['planned', ['in_progress', 'done', 'cancelled']],
  ['in_progress', ['done', 'cancelled']],
  ['done', ['planned', 'cancelled']],
  ['cancelled', ['planned']],
] as const)('ACT-12 from %s only %o may follow', (from, allowed) => {
  expect([...allowedTransitions(from)].sort()).toEqual([...allowed].sort())
  for (const to of storedStatuses) {
    const check = () => {
      checkTransition(from, to, manager)
    }
    if (from === to || (allowed as readonly string[]).includes(to)) expect(check).not.toThrow()
    else
      expect(check).toThrow(
        expect.objectContaining({
          code: 'E-ACT-STATUS',
          details: { from, to, managerOnly: false },
        }),
      )
  }
})

test('ACT-12 only a manager reopens a done activity', () => {
  expect(() => {
    checkTransition('done', 'planned', { isManager: false, reason: 'raison' })
  }).toThrow(
    expect.objectContaining({
      code: 'E-ACT-STATUS',
      details: { from: 'done', to: 'planned', managerOnly: true },
    }),
  )
})

test.each([undefined, null, '', '   '])(
  'ACT-12 a manager reopens with a reason, not %o',
  (reason) => {
    expect(() => {
      checkTransition('done', 'planned', { isManager: true, reason })
    }).toThrow(expect.objectContaining({ code: 'E-ACT-REASON-REQUIRED' }))
  },
)

test('ACT-12 a reason to cancel is asked for only by types that require one', () => {
  const cancel = (reason: string | undefined, cancelReasonRequired: boolean) => () => {
    checkTransition('planned', 'cancelled', { isManager: false, reason, cancelReasonRequired })
  }
  expect(cancel(undefined, false)).not.toThrow()
  expect(cancel('client absent', true)).not.toThrow()
  expect(cancel(' ', true)).toThrow(expect.objectContaining({ code: 'E-ACT-REASON-REQUIRED' }))
})
