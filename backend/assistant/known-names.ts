import { allUsers, type Services } from '../app/services.ts'

/** More would make the search for them slow; the longest text is short. */
const mostContacts = 20_000

/** Names of people that the workspace knows: colleagues and contacts (AIS-04). */
export function knownNames(services: Services): string[] {
  const users = allUsers(services).map(({ firstName, lastName }) =>
    `${firstName} ${lastName}`.trim(),
  )
  const contacts = services.db.reader
    .prepared('select distinct name from contact where deleted_at is null limit ?')
    .pluck()
    .all(mostContacts) as string[]
  return [...users, ...contacts]
}
