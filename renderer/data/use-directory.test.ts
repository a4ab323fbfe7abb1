import { describe, expect, test } from 'vitest'
import { AppError } from '../../core/contract/app-error.ts'
import type { User } from '../../core/contract/users.ts'
import type { WorkspaceState } from '../../core/contract/workspace.ts'
import { organisationDefaults } from '../../core/crdt/organisation-settings.ts'
import { builtinTypes } from '../../core/domain/activity-types/builtin-types.ts'
import { createFakeBackend, withBackend } from '../testing/fake-backend.ts'
import { endSharedLiveState } from './share-live-state.ts'
import { useDirectory } from './use-directory.ts'

const claire: User = {
  id: 'claire',
  firstName: 'Claire',
  lastName: 'Martin',
  email: null,
  color: '#0F766E',
  roles: ['admin'],
  tz: 'Europe/Paris',
  locale: 'fr',
  active: true,
}
const paul: User = { ...claire, id: 'paul', firstName: 'Paul', roles: ['rep'], active: false }
const ready: WorkspaceState = {
  state: 'ready',
  workspaceId: 'w1',
  organisation: { ...organisationDefaults, name: 'Pièces du Rhône' },
  me: claire,
  isDemo: false,
  createdAt: 0,
}
const [visit, ...others] = builtinTypes

async function start() {
  const subscribed: string[] = []
  const note = <T>(name: string, value: T) => {
    subscribed.push(name)
    return value
  }
  const backend = createFakeBackend({
    streams: {
      'workspace.watch': () => note('workspace', ready),
      'users.watch': () => note('users', [claire, paul]),
      'teams.watch': () =>
        note('teams', [
          { id: 't1', name: 'Sud', archivedAt: null, members: [] },
          { id: 't2', name: 'Nord', archivedAt: 1, members: [] },
        ]),
      'activityTypes.watch': () => note('types', [{ ...visit!, archivedAt: 1 }, ...others]),
    },
  })
  const { result } = withBackend(backend, useDirectory)
  await Promise.resolve()
  return { backend, directory: result, subscribed }
}

describe('directory', () => {
  test('TYP-04 a hidden type is not offered, but old activities find it', async () => {
    const { directory } = await start()
    expect(directory.types.value.map(({ key }) => key)).not.toContain('visit')
    expect(directory.typeById(visit!.id)?.key).toBe('visit')
    expect(directory.allTypes.value).toHaveLength(5)
  })
  test('an inactive colleague is not offered, but is still known by name', async () => {
    const { directory } = await start()
    expect(directory.activeUsers.value).toEqual([claire])
    expect(directory.userById('paul')?.firstName).toBe('Paul')
  })
  test('archived teams are left out', async () => {
    const { directory } = await start()
    expect(directory.teams.value.map(({ name }) => name)).toEqual(['Sud'])
  })
  test('my profile follows an edit at once', async () => {
    const { backend, directory } = await start()
    backend.emit('users.watch', [{ ...claire, locale: 'en' }, paul])
    expect(directory.me.value?.locale).toBe('en')
  })
  test('however many components ask, each stream is subscribed once', async () => {
    const { backend, subscribed } = await start()
    withBackend(backend, useDirectory)
    await Promise.resolve()
    expect(subscribed.sort()).toEqual(['teams', 'types', 'users', 'workspace'])
  })
  test('what could not be loaded is asked for again, and nothing else', async () => {
    const { backend, directory, subscribed } = await start()
    backend.fail('activityTypes.watch', new AppError('INTERNAL', 'disk'))
    expect(directory.error.value?.code).toBe('INTERNAL')
    subscribed.length = 0
    directory.retry()
    await Promise.resolve()
    expect(directory.error.value).toBeUndefined()
    expect(subscribed).toEqual(['types'])
    expect(directory.isLoaded.value).toBe(true)
  })
  test('a new workspace starts from nothing', async () => {
    const { backend, directory } = await start()
    endSharedLiveState(backend.client)
    const { result } = withBackend(backend, useDirectory)
    expect(result).not.toBe(directory)
    expect(result.isLoaded.value).toBe(false)
  })
})
