import { expect, test } from 'vitest'
import { AppError } from '../../../core/contract/app-error.ts'
import { recoveryFacts } from './recovery-facts.ts'

test('a failed migration names the file and its backup', () => {
  const error = new AppError('E-DB-MIGRATION', 'no such column', {
    file: '/data/wiseparts.db',
    backup: '/data/backups/before-0003.db',
  })
  expect(recoveryFacts(error)).toEqual([
    { key: 'location', value: '/data/wiseparts.db' },
    { key: 'backup', value: '/data/backups/before-0003.db' },
    { key: 'message', value: 'no such column' },
  ])
})

test('what is not known is not listed', () => {
  expect(recoveryFacts(new AppError('CONTRACT_MISMATCH', 'the backend has 12ab'))).toEqual([
    { key: 'message', value: 'the backend has 12ab' },
  ])
})
