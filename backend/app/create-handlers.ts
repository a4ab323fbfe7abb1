import { AppError } from '../../core/contract/app-error.ts'
import { type AppContract, contract } from '../../core/contract/contract.ts'
import { joinParts } from '../../core/contract/join-parts.ts'
import { assertHandlers, type Handlers } from '../../core/rpc/handlers.ts'
import { accountsHandlers } from '../handlers/accounts.ts'
import { activitiesHandlers } from '../handlers/activities.ts'
import { activityHistoryHandlers } from '../handlers/activity-history.ts'
import { activityTypesHandlers } from '../handlers/activity-types.ts'
import { attachmentsHandlers } from '../handlers/attachments.ts'
import { conflictsHandlers } from '../handlers/conflicts.ts'
import { conversationsHandlers } from '../handlers/conversations.ts'
import { customersHandlers } from '../handlers/customers.ts'
import { documentsHandlers } from '../handlers/documents.ts'
import { draftsHandlers } from '../handlers/drafts.ts'
import { evidenceHandlers } from '../handlers/evidence.ts'
import { exchangeHandlers } from '../handlers/exchange.ts'
import { formsHandlers } from '../handlers/forms.ts'
import { importsHandlers } from '../handlers/imports.ts'
import { languageModelsHandlers } from '../handlers/language-models.ts'
import { maintenanceHandlers } from '../handlers/maintenance.ts'
import { newsHandlers } from '../handlers/news.ts'
import { notesHandlers } from '../handlers/notes.ts'
import { notificationsHandlers } from '../handlers/notifications.ts'
import { positionsHandlers } from '../handlers/positions.ts'
import { preferencesHandlers } from '../handlers/preferences.ts'
import { presenceHandlers } from '../handlers/presence.ts'
import { reportsHandlers } from '../handlers/reports.ts'
import { salesHandlers } from '../handlers/sales.ts'
import { speechHandlers } from '../handlers/speech.ts'
import { summaryHandlers } from '../handlers/summary.ts'
import { syncHandlers } from '../handlers/sync.ts'
import { tasksHandlers } from '../handlers/tasks.ts'
import { timelineHandlers } from '../handlers/timeline.ts'
import { usersHandlers } from '../handlers/users.ts'
import { verificationHandlers } from '../handlers/verification.ts'
import { workspaceHandlers } from '../handlers/workspace.ts'
import type { RequestContext } from './request-context.ts'
import type { Services } from './services.ts'

/**
 * One handler per operation of the contract.
 *
 * @throws Error when an operation has none, or two
 */
export function createHandlers(services: Services): Handlers<AppContract, RequestContext> {
  const handlers = joinParts(
    workspaceHandlers(services),
    usersHandlers(services),
    activityTypesHandlers(services),
    formsHandlers(services),
    reportsHandlers(services),
    conversationsHandlers(services),
    verificationHandlers(services),
    evidenceHandlers(services),
    positionsHandlers(services),
    customersHandlers(services),
    activitiesHandlers(services),
    activityHistoryHandlers(services),
    timelineHandlers(services),
    newsHandlers(services),
    notesHandlers(services),
    tasksHandlers(services),
    notificationsHandlers(services),
    attachmentsHandlers(services),
    documentsHandlers(services),
    presenceHandlers(services),
    draftsHandlers(services),
    preferencesHandlers(services),
    importsHandlers(services),
    salesHandlers(services),
    maintenanceHandlers(services),
    syncHandlers(services),
    conflictsHandlers(services),
    exchangeHandlers(services),
    accountsHandlers(services),
    languageModelsHandlers(services),
    speechHandlers(services),
    summaryHandlers(services),
  )
  assertHandlers(contract, handlers)
  return lockable(handlers, () => services.local.isLocked())
}

type Operations = Handlers<AppContract, RequestContext>

/** What a device that was shut out may still do: nothing of it shows the workspace (PRM-03). */
const openWhileLocked: ReadonlySet<string> = new Set<keyof AppContract>([
  'workspace.watch',
  'preferences.watch',
  'preferences.set',
  'sync.watch',
  'sync.signIn',
  'sync.resetPassword',
  'sync.retry',
  'sync.leave',
  'exchange.export',
])

function lockable(handlers: Operations, isLocked: () => boolean): Operations {
  const guarded = Object.entries(handlers).map(([name, handler]) => {
    const guard = (...asked: unknown[]): unknown => {
      if (isLocked()) throw new AppError('E-AUTH-LOCKED', 'this device was shut out')
      return (handler as (...asked: unknown[]) => unknown)(...asked)
    }
    return [name, openWhileLocked.has(name) ? handler : guard] as const
  })
  return Object.fromEntries(guarded) as unknown as Operations
}
