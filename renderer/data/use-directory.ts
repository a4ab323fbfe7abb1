import { computed, type ComputedRef } from 'vue'
import type { AppError } from '../../core/contract/app-error.ts'
import type { ActivityType } from '../../core/contract/activity-types.ts'
import type { Team, User } from '../../core/contract/users.ts'
import type { Organisation } from '../../core/contract/workspace.ts'
import { shareLiveState } from './share-live-state.ts'
import { useLiveQuery } from './use-live-query.ts'

export interface Directory {
  /** Everybody, people who are no longer active included. */
  users: ComputedRef<readonly User[]>
  activeUsers: ComputedRef<readonly User[]>
  /** Archived teams are left out. */
  teams: ComputedRef<readonly Team[]>
  /** Every type in display order, hidden ones included: old activities keep theirs. */
  allTypes: ComputedRef<readonly ActivityType[]>
  /** The types a person may choose. */
  types: ComputedRef<readonly ActivityType[]>
  me: ComputedRef<User | undefined>
  organisation: ComputedRef<Organisation | undefined>
  isLoaded: ComputedRef<boolean>
  error: ComputedRef<AppError | undefined>
  /** Asks again for what could not be loaded. */
  retry(this: void): void
  userById: (id: string) => User | undefined
  typeById: (id: string) => ActivityType | undefined
}

/** People, teams, types and the organisation: small, and needed on every screen. */
export const useDirectory: () => Directory = shareLiveState(() => {
  const workspace = useLiveQuery('workspace.watch', () => ({}))
  const usersQuery = useLiveQuery('users.watch', () => ({}))
  const teamsQuery = useLiveQuery('teams.watch', () => ({}))
  const typesQuery = useLiveQuery('activityTypes.watch', () => ({}))

  const users = computed(() => usersQuery.data.value ?? [])
  const allTypes = computed(() => typesQuery.data.value ?? [])
  const ready = computed(() =>
    workspace.data.value?.state === 'ready' ? workspace.data.value : undefined,
  )
  const usersById = computed(() => new Map(users.value.map((user) => [user.id, user])))
  const typesById = computed(() => new Map(allTypes.value.map((type) => [type.id, type])))
  const queries = [workspace, usersQuery, teamsQuery, typesQuery]

  return {
    users,
    activeUsers: computed(() => users.value.filter((user) => user.active)),
    teams: computed(() => (teamsQuery.data.value ?? []).filter((team) => team.archivedAt === null)),
    allTypes,
    types: computed(() => allTypes.value.filter((type) => type.archivedAt === null)),
    // The list of people follows an edit of my profile; the workspace state may be older.
    me: computed(() => ready.value && (usersById.value.get(ready.value.me.id) ?? ready.value.me)),
    organisation: computed(() => ready.value?.organisation),
    isLoaded: computed(() => queries.every((query) => query.data.value !== undefined)),
    error: computed(() => queries.find((query) => query.error.value)?.error.value),
    retry: () => {
      for (const query of queries) if (query.error.value) query.retry()
    },
    userById: (id) => usersById.value.get(id),
    typeById: (id) => typesById.value.get(id),
  }
})
