import * as Y from 'yjs'
import type { preferencesContract, SavedView } from '../../core/contract/preferences.ts'
import { userDocumentId } from '../../core/crdt/document-id.ts'
import { createRecord, findRecord, readRecord, writeRecord } from '../../core/crdt/record.ts'
import { savedViewRecord } from '../../core/crdt/records/saved-view-record.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { ChangeSet } from '../app/change-feed.ts'
import type { RequestContext } from '../app/request-context.ts'
import { actingUser, authorOf, type Services } from '../app/services.ts'
import { deletedMeta, newRecordMeta, touchedMeta } from './record-meta.ts'

const preferencesRoot = 'preferences'

export function preferencesHandlers(
  services: Services,
): Handlers<typeof preferencesContract, RequestContext> {
  const { documents, live, local, feed } = services
  const documentOf = (context: RequestContext): string =>
    userDocumentId(actingUser(services, context).id)

  function viewsOf(documentId: string, screen: string): SavedView[] {
    return documents.read(documentId, (doc) =>
      [...doc.getMap(savedViewRecord.root)]
        .filter((entry): entry is [string, Y.Map<unknown>] => entry[1] instanceof Y.Map)
        .map(([id, map]) => ({ id, ...readRecord(savedViewRecord, map) }))
        .filter((view) => view.screen === screen && view.deletedAt === null)
        .map(({ id, name, filter }) => ({ id, screen, name, filter }))
        .sort((a, b) => a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1)),
    )
  }

  return {
    'preferences.watch': (_input, emit, context) =>
      live.subscribe(
        {
          key: `preferences.watch ${context.as ?? ''}`,
          tables: ['preferences', 'workspace'],
          run: () => ({
            user: local.workspace()
              ? documents.read(
                  documentOf(context),
                  (doc) => doc.getMap(preferencesRoot).toJSON() as Record<string, unknown>,
                )
              : {},
            device: local.devicePreferences(),
          }),
        },
        emit,
      ),

    'preferences.set': ({ scope, key, value }, context) => {
      if (scope === 'user') {
        const author = authorOf(services, context)
        documents.write(author, (edit) =>
          edit.document(userDocumentId(author.userId), (doc) =>
            doc.getMap(preferencesRoot).set(key, value),
          ),
        )
      } else {
        local.setDevicePreference(key, value)
        const changes = new ChangeSet()
        changes.add('preferences', key)
        feed.changed(changes)
      }
      return {}
    },

    'savedViews.watch': ({ screen }, emit, context) => {
      const documentId = documentOf(context)
      return live.subscribe(
        {
          key: `savedViews.watch ${documentId} ${screen}`,
          tables: ['preferences'],
          run: () => viewsOf(documentId, screen),
        },
        emit,
      )
    },

    'savedViews.save': ({ id: given, ...view }, context) => {
      const author = authorOf(services, context)
      const id = given ?? services.newId()
      documents.write(author, (edit) =>
        edit.document(userDocumentId(author.userId), (doc) => {
          const map = findRecord(doc, savedViewRecord, id)
          if (map) writeRecord(savedViewRecord, map, { ...view, ...touchedMeta(author) })
          else createRecord(doc, savedViewRecord, id, { ...view, ...newRecordMeta(author) })
        }),
      )
      return { id }
    },

    'savedViews.remove': ({ id }, context) => {
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(userDocumentId(author.userId), (doc) => {
          const map = findRecord(doc, savedViewRecord, id)
          if (map) writeRecord(savedViewRecord, map, deletedMeta(author, true))
        }),
      )
      return {}
    },
  }
}
