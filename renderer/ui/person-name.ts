import type { User } from '../../core/contract/users.ts'

type Name = Pick<User, 'firstName' | 'lastName'>

export const nameOf = ({ firstName, lastName }: Name): string => `${firstName} ${lastName}`.trim()

/** `CM` for Claire Martin, `C` for Claire. */
export const initialsOf = ({ firstName, lastName }: Name): string =>
  [firstName, lastName]
    .map((part) => [...part.trim()][0] ?? '')
    .join('')
    .toLocaleUpperCase('fr')
