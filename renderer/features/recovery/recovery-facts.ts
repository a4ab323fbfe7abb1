import type { AppError } from '../../../core/contract/app-error.ts'

/** Keys of `recovery.facts`, with what the refusal says about them, in the order of reading. */
interface RecoveryFact {
  readonly key: 'location' | 'backup' | 'message'
  readonly value: string
}

/** What helps somebody to help: where the data is, where the backup is, what the engine said. */
export function recoveryFacts({
  details,
  message,
}: Pick<AppError, 'details' | 'message'>): RecoveryFact[] {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  const facts: RecoveryFact[] = [
    { key: 'location', value: text(details?.['file']) },
    { key: 'backup', value: text(details?.['backup']) },
    { key: 'message', value: message },
  ]
  return facts.filter(({ value }) => value !== '')
}
