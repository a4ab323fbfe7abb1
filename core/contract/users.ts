import { z } from 'zod'
import type { Contract } from './operation.ts'
import { color, id, instant, locale, nothing, timeZone } from './scalars.ts'

export const roles = ['rep', 'account_manager', 'back_office', 'manager', 'admin'] as const
export type Role = (typeof roles)[number]

export const userSchema = z.object({
  id,
  firstName: z.string(),
  lastName: z.string(),
  email: z.string().nullable(),
  color,
  roles: z.array(z.enum(roles)),
  tz: timeZone,
  locale,
  active: z.boolean(),
})
export type User = z.infer<typeof userSchema>

const userFields = z.object({
  firstName: z.string().trim().min(1).max(80),
  lastName: z.string().trim().max(80),
  email: z.email().max(254).nullable(),
  color,
  roles: z.array(z.enum(roles)),
  tz: timeZone,
  locale,
  active: z.boolean(),
})

export const teamSchema = z.object({
  id,
  name: z.string(),
  archivedAt: instant.nullable(),
  /** `to` is set for people who left the team (TL-11). */
  members: z.array(z.object({ userId: id, from: instant, to: instant.nullable() })),
})
export type Team = z.infer<typeof teamSchema>

export const usersContract = {
  'users.watch': { kind: 'stream', input: nothing, output: z.array(userSchema) },
  'users.create': {
    kind: 'command',
    input: userFields.partial().required({ firstName: true }),
    output: z.object({ id }),
  },
  'users.update': {
    kind: 'command',
    input: z.object({ id, patch: userFields.partial() }),
    output: nothing,
  },
  'teams.watch': { kind: 'stream', input: nothing, output: z.array(teamSchema) },
  'teams.create': {
    kind: 'command',
    input: z.object({ name: z.string().trim().min(1).max(80) }),
    output: z.object({ id }),
  },
  'teams.update': {
    kind: 'command',
    input: z.object({
      id,
      name: z.string().trim().min(1).max(80).optional(),
      archived: z.boolean().optional(),
    }),
    output: nothing,
  },
  'teams.setMember': {
    kind: 'command',
    input: z.object({ teamId: id, userId: id, member: z.boolean() }),
    output: nothing,
  },
} as const satisfies Contract
