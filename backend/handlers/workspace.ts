import { AppError } from '../../core/contract/app-error.ts'
import type { workspaceContract } from '../../core/contract/workspace.ts'
import { directoryDocumentId, settingsDocumentId } from '../../core/crdt/document-id.ts'
import { writeOrganisation } from '../../core/crdt/organisation-settings.ts'
import { createRecord } from '../../core/crdt/record.ts'
import { memberRecord } from '../../core/crdt/records/member-record.ts'
import { requireTimeZone } from '../../core/domain/time/zoned.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { ChangeSet, everyTable } from '../app/change-feed.ts'
import type { RequestContext } from '../app/request-context.ts'
import { actingUser, authorOf, organisation, type Services } from '../app/services.ts'
import { createDemo } from '../demo/create-demo.ts'
import { discardWorkspace } from '../app/discard-workspace.ts'

export interface NewWorkspace {
  readonly organisationName: string
  readonly firstName: string
  readonly lastName: string
  readonly tz: string
  readonly locale: 'fr' | 'en'
}

const firstUserColor = '#0F766E'

/**
 * Makes the workspace of an empty data folder: organisation settings and the first person, who is
 * its administrator.
 *
 * @throws AppError `E-WORKSPACE-EXISTS`, `E-TIME-INVALID` for an unknown zone.
 */
export function createWorkspace(
  services: Services,
  { organisationName, firstName, lastName, tz, locale }: NewWorkspace,
  isDemo: boolean,
): { workspaceId: string; userId: string } {
  if (services.local.workspace())
    throw new AppError('E-WORKSPACE-EXISTS', 'this folder already has a workspace')
  requireTimeZone(tz)
  const [workspaceId, userId, at] = [services.newId(), services.newId(), services.now()]
  const author = { userId, deviceId: services.local.deviceId(), at }
  services.documents.write(author, (edit) => {
    edit.document(settingsDocumentId, (doc) =>
      writeOrganisation(doc, { name: organisationName, tz, locale }),
    )
    edit.document(directoryDocumentId, (doc) => {
      createRecord(doc, memberRecord, userId, {
        createdAt: at,
        createdBy: userId,
        updatedAt: at,
        updatedBy: userId,
        firstName,
        lastName,
        email: null,
        color: firstUserColor,
        tz,
        locale,
        active: true,
        roles: ['admin'],
      })
    })
    services.local.setWorkspace({ workspaceId, userId, isDemo, createdAt: at })
  })
  announceWorkspace(services)
  return { workspaceId, userId }
}

/** Tells live queries that the workspace itself appeared or went. */
export function announceWorkspace({ feed }: Services): void {
  const changes = new ChangeSet()
  for (const table of everyTable) changes.addAll(table)
  feed.changed(changes)
}

export function workspaceHandlers(
  services: Services,
): Handlers<typeof workspaceContract, RequestContext> {
  return {
    'workspace.watch': (_input, emit, context) =>
      services.live.subscribe(
        {
          key: `workspace.watch ${context.as ?? ''}`,
          tables: ['workspace', 'organisation', 'member', 'preferences'],
          run: () => {
            const workspace = services.local.workspace()
            if (!workspace) return { state: 'none' as const }
            const { workspaceId, isDemo, createdAt } = workspace
            return {
              state: 'ready' as const,
              workspaceId,
              organisation: organisation(services),
              me: actingUser(services, context),
              isDemo,
              createdAt,
            }
          },
        },
        emit,
      ),
    'workspace.create': (input) => createWorkspace(services, input, false),
    'workspace.createDemo': (input, job) => createDemo(services, input, job),
    'workspace.discardDemo': () => {
      if (!services.local.workspace()?.isDemo)
        throw new AppError('E-WORKSPACE-NOT-DEMO', 'only a demonstration can be thrown away')
      discardWorkspace(services)
      announceWorkspace(services)
      return {}
    },
    'organisation.update': (patch, context) => {
      if (patch.tz !== undefined) requireTimeZone(patch.tz)
      services.documents.write(authorOf(services, context), (edit) => {
        edit.document(settingsDocumentId, (doc) => writeOrganisation(doc, patch))
      })
      return {}
    },
  }
}
