import type { RouteLocationNormalized } from 'vue-router'
import { activityOfReportDraft } from '../../core/contract/drafts.ts'

/** Keys of `app.status.draftKinds`. */
type DraftKind =
  | 'newActivity'
  | 'editActivity'
  | 'copyActivity'
  | 'nextActivity'
  | 'newCustomer'
  | 'newBranch'
  | 'editCustomer'
  | 'newContact'
  | 'report'

export interface DraftLink {
  readonly kind: DraftKind
  /** Whose name tells this draft from another of its kind. */
  readonly about?: { readonly record: 'customer' | 'activity'; readonly id: string }
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

const none = {}

/** Where a form left unfinished is taken up again, by the key its screen keeps it under. */
export function draftLink(key: string): DraftLink | undefined {
  const activityId = activityOfReportDraft(key)
  if (activityId !== undefined) return reportDraft(activityId, key.split('/')[2])
  const [record, verb, id] = key.split(':')
  if (record === 'activity' && verb !== undefined && id !== undefined)
    return activityDraft(verb, id)
  if (record === 'customer' && verb !== undefined) return customerDraft(verb, id)
  if (record === 'contact' && verb === 'new' && id !== undefined)
    return { kind: 'newContact', ...ofCustomer(id, 'contacts') }
  return undefined
}

function activityDraft(verb: string, id: string): DraftLink | undefined {
  if (verb === 'new' && id === 'all')
    return { kind: 'newActivity', path: '/activities', query: { new: '1' } }
  if (verb === 'new')
    return { kind: 'newActivity', ...ofCustomer(id, 'activities'), query: { new: '1' } }
  const kinds: Readonly<Record<string, DraftKind>> = {
    edit: 'editActivity',
    copy: 'copyActivity',
    next: 'nextActivity',
  }
  const kind = kinds[verb]
  return (
    kind && {
      kind,
      about: { record: 'activity', id },
      path: '/activities',
      query: { activity: id },
    }
  )
}

function reportDraft(activityId: string, reportId: string | undefined): DraftLink | undefined {
  return reportId
    ? {
        kind: 'report',
        about: { record: 'activity', id: activityId },
        path: '/activities',
        query: { activity: activityId, report: reportId },
      }
    : undefined
}

function customerDraft(verb: string, parentId: string | undefined): DraftLink {
  if (verb !== 'new') return { kind: 'editCustomer', ...ofCustomer(verb, 'information') }
  if (parentId !== undefined) return { kind: 'newBranch', ...ofCustomer(parentId, 'information') }
  return { kind: 'newCustomer', path: '/customers', query: none }
}

function ofCustomer(id: string, tab: string): Pick<DraftLink, 'about' | 'path' | 'query'> {
  return { about: { record: 'customer', id }, path: `/customers/${id}/${tab}`, query: none }
}

/** Whether the form is on screen now, so that it is being filled and not left behind. */
export function isOnScreen(
  link: DraftLink,
  { path, query }: Pick<RouteLocationNormalized, 'path' | 'query'>,
): boolean {
  return (
    path === link.path && Object.entries(link.query).every(([name, value]) => query[name] === value)
  )
}
