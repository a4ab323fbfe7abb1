import { AppError } from '../../core/contract/app-error.ts'
import type { ActivityType } from '../../core/contract/activity-types.ts'
import type { User } from '../../core/contract/users.ts'
import type { Organisation } from '../../core/contract/workspace.ts'
import { locale } from '../../core/contract/scalars.ts'
import {
  directoryDocumentId,
  settingsDocumentId,
  userDocumentId,
} from '../../core/crdt/document-id.ts'
import { readOrganisation } from '../../core/crdt/organisation-settings.ts'
import { readRecord } from '../../core/crdt/record.ts'
import { isRole, memberRecord } from '../../core/crdt/records/member-record.ts'
import type { ShownUser } from '../../core/sync/presence-state.ts'
import { isKnownTimeZone } from '../../core/domain/time/zoned.ts'
import * as Y from 'yjs'
import { storedTypes } from '../activity-types/stored-types.ts'
import type { EndpointKey } from '../assistant/endpoint-key.ts'
import type { SpeechToText } from '../assistant/speech.ts'
import type { LanguageModels } from '../assistant/language-models.ts'
import type { ContentStore } from '../attachments/content-store.ts'
import type { Author, DocumentStore } from '../documents/document-store.ts'
import type { Unshared } from '../documents/unshared.ts'
import type { DocumentHistory } from '../documents/document-history.ts'
import type { UpdateLog } from '../documents/update-log.ts'
import type { PositionReceivers } from '../position/position-receivers.ts'
import type { PositionSource } from '../position/position-source.ts'
import type { Captures } from '../position/captures.ts'
import type { NewsStore } from '../news/news-store.ts'
import type { OpenDatabase } from '../storage/open-database.ts'
import type { ReadingThread } from '../storage/reading-thread.ts'
import type { BlobExchange } from '../sync/blob-exchange.ts'
import type { FetchList } from '../sync/fetch-list.ts'
import type { Presence } from '../sync/presence.ts'
import type { SyncLog } from '../sync/sync-log.ts'
import type { TeamSession } from '../sync/team-session.ts'
import type { TeamSync } from '../sync/team-sync.ts'
import type { DeviceKeys } from '../verification/device-key.ts'
import type { ChangeFeed } from './change-feed.ts'
import type { TrustedClock } from '../clock/trusted-clock.ts'
import type { LiveQueries } from './live-queries.ts'
import type { LocalState } from './local-state.ts'
import type { RequestContext } from './request-context.ts'

/** What every handler may use. */
export interface Services {
  readonly dataDir: string
  readonly db: OpenDatabase
  readonly log: UpdateLog
  readonly unshared: Unshared
  readonly news: NewsStore
  readonly history: DocumentHistory
  readonly documents: DocumentStore
  readonly content: ContentStore
  readonly feed: ChangeFeed
  readonly live: LiveQueries
  readonly longReads: ReadingThread
  readonly local: LocalState
  readonly syncLog: SyncLog
  readonly fetchList: FetchList
  readonly session: TeamSession
  readonly team: TeamSync
  readonly blobs: BlobExchange
  readonly presence: Presence
  /** UTC milliseconds. */
  readonly now: () => number
  /** The right time, as far as it is known: for deadlines (SYN-12). */
  readonly clock: TrustedClock
  /** Where positions come from on this device, in the order in which they are asked. */
  readonly positionSources: () => readonly PositionSource[]
  readonly receivers: PositionReceivers
  /** Measurements of where this device is. */
  readonly captures: Captures
  /** What signs attempts to verify visits (GPS-16). */
  readonly deviceKeys: DeviceKeys
  /** Models that may improve what the local rules find (AIS-04, AIR-12). */
  readonly models: LanguageModels
  /** Of the endpoint that they are asked at. */
  readonly endpointKey: EndpointKey
  /** What turns speech into text on this device (AIR-09). */
  readonly speech: SpeechToText
  /** A new UUIDv7. */
  readonly newId: () => string
}

/**
 * The user a request acts as.
 *
 * @throws AppError `E-WORKSPACE-NONE` before the first start, `E-NOT-FOUND` for an unknown `as`.
 */
export function actingUser(services: Services, { as }: RequestContext): User {
  const workspace = services.local.workspace()
  if (!workspace) throw new AppError('E-WORKSPACE-NONE', 'there is no workspace in this folder')
  const users = allUsers(services)
  const user = as
    ? users.find(({ id, email }) => id === as || email === as.toLowerCase())
    : users.find(({ id }) => id === workspace.userId)
  if (!user) throw new AppError('E-NOT-FOUND', 'no such user', { user: as ?? workspace.userId })
  return user
}

/** Who writes now, for the update log. */
export function authorOf(services: Services, context: RequestContext): Author {
  return {
    userId: actingUser(services, context).id,
    deviceId: services.local.deviceId(),
    at: services.now(),
  }
}

/**
 * Everyone of the workspace, active or not, by name. In a shared workspace the server keeps the
 * directory; my own language and zone are then my choice, in my own document, also offline.
 */
export function allUsers({ documents, session }: Services): User[] {
  const users = documents.view(directoryDocumentId, readUsers)
  const shared = session.shared()
  if (!shared) return users
  const chosen = documents.view(userDocumentId(shared.userId), readOwnChoices)
  return users.map((user) => (user.id === shared.userId ? { ...user, ...chosen } : user))
}

/** The person of this device as their colleagues' stock editors show them. */
export function shownSelf(services: Services): ShownUser | undefined {
  const me = services.session.shared()?.userId
  const user = me && allUsers(services).find(({ id }) => id === me)
  if (!user) return undefined
  const { id, firstName, lastName, color } = user
  return { id, name: `${firstName} ${lastName}`.trim(), color }
}

export function organisation({ documents }: Services): Organisation {
  return documents.view(settingsDocumentId, readOrganisation)
}

/** All types in display order; deleted ones only while an activity has them. */
export function activityTypes(services: Services): ActivityType[] {
  return storedTypes(services).map(({ type }) => type)
}

/** Keys in the root map `preferences` of a person's document. */
export const ownChoiceKeys = { tz: 'profile.tz', locale: 'profile.locale' } as const

function readOwnChoices(doc: Y.Doc): Partial<Pick<User, 'tz' | 'locale'>> {
  const preferences = doc.getMap('preferences')
  const tz = preferences.get(ownChoiceKeys.tz)
  const language = locale.safeParse(preferences.get(ownChoiceKeys.locale))
  return {
    ...(typeof tz === 'string' && isKnownTimeZone(tz) && { tz }),
    ...(language.success && { locale: language.data }),
  }
}

/** The names of everyone of the directory, by id. */
export function readNames(doc: Y.Doc): ReadonlyMap<string, string> {
  return new Map(
    readUsers(doc).map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`.trim()]),
  )
}

function readUsers(doc: Y.Doc): User[] {
  return [...doc.getMap(memberRecord.root)]
    .filter((entry): entry is [string, Y.Map<unknown>] => entry[1] instanceof Y.Map)
    .map(([id, map]) => {
      const member = readRecord(memberRecord, map)
      return {
        id,
        firstName: member.firstName,
        lastName: member.lastName,
        email: member.email,
        color: member.color,
        roles: member.roles.filter(isRole),
        tz: member.tz,
        locale: member.locale,
        active: member.active,
      }
    })
    .sort((a, b) => compareNames(a, b))
}

function compareNames(a: User, b: User): number {
  const name = (user: User): string => `${user.firstName} ${user.lastName}`
  return name(a).localeCompare(name(b), 'fr') || (a.id < b.id ? -1 : 1)
}
