import type { User } from '../../core/contract/users.ts'
import { organisationDefaults } from '../../core/crdt/organisation-settings.ts'
import type { FakeAnswers } from './fake-backend.ts'

const person = (id: string, firstName: string, lastName: string): User => ({
  ...{ id, firstName, lastName, email: null, color: '#2563EB', roles: ['rep'] },
  ...{ tz: 'Europe/Paris', locale: 'fr', active: true },
})

/** Two colleagues; the viewer is Claire. */
export const claire = person('u-claire', 'Claire', 'Martin')
export const hugo = person('u-hugo', 'Hugo', 'Bernard')

/** The streams behind `useDirectory`, of an office that takes files up to `attachmentMaxBytes`. */
export const officeStreams = ({ me = claire, attachmentMaxBytes = 26_214_400 } = {}): NonNullable<
  FakeAnswers['streams']
> => ({
  'workspace.watch': () => ({
    ...{ state: 'ready', workspaceId: 'w1', me, isDemo: false, createdAt: 0 },
    organisation: {
      ...organisationDefaults,
      ...{ name: 'Pièces Martin', attachmentMaxBytes },
    },
  }),
  'users.watch': () => [me, hugo],
  'teams.watch': () => [],
  'activityTypes.watch': () => [],
})
