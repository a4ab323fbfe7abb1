import * as Y from 'yjs'
import { AppError } from '../../core/contract/app-error.ts'
import type { Input } from '../../core/contract/operation.ts'
import type { Team, User, usersContract } from '../../core/contract/users.ts'
import {
  directoryDocumentId,
  settingsDocumentId,
  userDocumentId,
} from '../../core/crdt/document-id.ts'
import { createRecord, findRecord, readRecord, writeRecord } from '../../core/crdt/record.ts'
import { memberRecord } from '../../core/crdt/records/member-record.ts'
import {
  readMemberships,
  teamRecord,
  writeMembership,
} from '../../core/crdt/records/team-record.ts'
import { memberColor } from '../../core/domain/members/member-color.ts'
import { requireTimeZone } from '../../core/domain/time/zoned.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import { allUsers, authorOf, organisation, ownChoiceKeys, type Services } from '../app/services.ts'
import { newRecordMeta, touchedMeta } from './record-meta.ts'

export function usersHandlers(services: Services): Handlers<typeof usersContract, RequestContext> {
  const { documents, live } = services
  return {
    'users.watch': (_input, emit) =>
      live.subscribe(
        {
          key: 'users.watch',
          // My own language and zone are among my preferences.
          tables: ['member', 'preferences'],
          run: () => allUsers(services),
        },
        emit,
      ),

    'users.create': (fields, context) => {
      if (fields.tz !== undefined) requireTimeZone(fields.tz)
      const author = authorOf(services, context)
      const { tz, locale } = organisation(services)
      const id = services.newId()
      documents.write(author, (edit) =>
        edit.document(directoryDocumentId, (doc) => {
          const color = memberColor(doc.getMap(memberRecord.root).size)
          createRecord(doc, memberRecord, id, {
            lastName: '',
            email: null,
            color,
            tz,
            locale,
            active: true,
            roles: ['rep'],
            ...fields,
            ...(fields.email && { email: fields.email.toLowerCase() }),
            ...newRecordMeta(author),
          })
        }),
      )
      return { id }
    },

    'users.update': async ({ id, patch }, context) => {
      if (patch.tz !== undefined) requireTimeZone(patch.tz)
      if (services.session.shared()) {
        await updateShared(services, id, patch, context)
        return {}
      }
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(directoryDocumentId, (doc) => {
          const map = findRecord(doc, memberRecord, id)
          if (!map) throw new AppError('E-NOT-FOUND', 'no such user', { user: id })
          writeRecord(memberRecord, map, {
            ...patch,
            ...(patch.email && { email: patch.email.toLowerCase() }),
            ...touchedMeta(author),
          })
        }),
      )
      return {}
    },

    'teams.watch': (_input, emit) =>
      live.subscribe({ key: 'teams.watch', tables: ['team'], run: () => allTeams(services) }, emit),

    'teams.create': ({ name }, context) => {
      const author = authorOf(services, context)
      const id = services.newId()
      documents.write(author, (edit) =>
        edit.document(settingsDocumentId, (doc) => {
          createRecord(doc, teamRecord, id, { name, ...newRecordMeta(author) })
        }),
      )
      return { id }
    },

    'teams.update': ({ id, name, archived }, context) => {
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(settingsDocumentId, (doc) =>
          writeRecord(teamRecord, requireTeam(doc, id), {
            name,
            archivedAt: archived === undefined ? undefined : archived ? author.at : null,
            ...touchedMeta(author),
          }),
        ),
      )
      return {}
    },

    'teams.setMember': ({ teamId, userId, member }, context) => {
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(settingsDocumentId, (doc) => {
          const map = requireTeam(doc, teamId)
          const before = readMemberships(map).get(userId)
          const isMember = before !== undefined && before.to === null
          if (isMember === member) return
          writeMembership(map, userId, {
            from: member ? author.at : (before?.from ?? author.at),
            to: member ? null : author.at,
          })
        }),
      )
      return {}
    },
  }
}

type UserPatch = Input<(typeof usersContract)['users.update']>['patch']

/**
 * What the server's directory says of somebody is changed there; one's own language and zone are
 * changed here.
 *
 * @throws AppError `E-PRM`, `E-NOT-FOUND`, `E-AUTH-LAST-ADMIN`, `E-SRV-UNREACHABLE`
 */
async function updateShared(
  services: Services,
  id: string,
  patch: UserPatch,
  context: RequestContext,
): Promise<void> {
  const { documents, session } = services
  const user = allUsers(services).find((one) => one.id === id)
  if (!user) throw new AppError('E-NOT-FOUND', 'no such user', { user: id })
  const { tz, locale, ...rest } = changed(user, patch)
  const { email, ...fields } = rest
  if (email !== undefined) throw new AppError('E-PRM', 'an account keeps its e-mail address')
  const isOwn = id === session.shared()?.userId
  if (isOwn && (tz ?? locale) !== undefined)
    documents.write(authorOf(services, context), (edit) =>
      edit.document(userDocumentId(id), (doc) => {
        const preferences = doc.getMap('preferences')
        if (tz !== undefined) preferences.set(ownChoiceKeys.tz, tz)
        if (locale !== undefined) preferences.set(ownChoiceKeys.locale, locale)
      }),
    )
  const asked = { ...fields, ...(!isOwn && { tz, locale }) }
  if (Object.values(asked).every((value) => value === undefined)) return
  await session.client().updateMember(await session.accessToken(), id, asked)
}

/** The fields of a patch that are not as they were. */
function changed(user: User, patch: UserPatch): UserPatch {
  return Object.fromEntries(
    Object.entries(patch).filter(
      ([name, value]) =>
        value !== undefined && JSON.stringify(value) !== JSON.stringify(user[name as keyof User]),
    ),
  )
}

function requireTeam(doc: Y.Doc, id: string): Y.Map<unknown> {
  const map = findRecord(doc, teamRecord, id)
  if (!map) throw new AppError('E-NOT-FOUND', 'no such team', { team: id })
  return map
}

/** All teams by name, archived ones included. */
function allTeams({ documents }: Services): Team[] {
  return documents.read(settingsDocumentId, (doc) =>
    [...doc.getMap(teamRecord.root)]
      .filter((entry): entry is [string, Y.Map<unknown>] => entry[1] instanceof Y.Map)
      .map(([id, map]) => {
        const { name, archivedAt } = readRecord(teamRecord, map)
        const members = [...readMemberships(map)].map(([userId, dates]) => ({ userId, ...dates }))
        return { id, name, archivedAt, members }
      })
      .sort((a, b) => a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1)),
  )
}
