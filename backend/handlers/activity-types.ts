import type { ActivityType, activityTypesContract } from '../../core/contract/activity-types.ts'
import { AppError } from '../../core/contract/app-error.ts'
import { writeActivityType } from '../../core/crdt/activity-type-settings.ts'
import { settingsDocumentId } from '../../core/crdt/document-id.ts'
import { normaliseSearch } from '../../core/imports/normalise.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import { activityTypes, authorOf, type Services } from '../app/services.ts'

const maxNameLength = 60

export function activityTypesHandlers(
  services: Services,
): Handlers<typeof activityTypesContract, RequestContext> {
  return {
    'activityTypes.watch': (_input, emit) =>
      services.live.subscribe(
        {
          key: 'activityTypes.watch',
          tables: ['activity_type'],
          run: () => activityTypes(services),
        },
        emit,
      ),

    'activityTypes.update': ({ id, patch: { hidden, ...patch } }, context) => {
      const types = activityTypes(services)
      if (!types.some((type) => type.id === id))
        throw new AppError('E-NOT-FOUND', 'no such activity type', { type: id })
      const name = patch.name && checkedName(types, id, patch.name)
      const author = authorOf(services, context)
      services.documents.write(author, (edit) =>
        edit.document(settingsDocumentId, (doc) =>
          writeActivityType(doc, id, {
            ...patch,
            ...(name && { name }),
            ...(hidden !== undefined && { archivedAt: hidden ? author.at : null }),
          }),
        ),
      )
      return {}
    },
  }
}

/** Names are trimmed and unique among active types, ignoring case and accents (TYP-03). */
function checkedName(
  types: readonly ActivityType[],
  id: string,
  name: ActivityType['name'],
): ActivityType['name'] {
  const texts = namesOf(name)
  for (const text of texts) {
    if (text.length === 0 || text.length > maxNameLength)
      throw new AppError('E-TYP-NAME-INVALID', 'a name has 1 to 60 characters', {
        max: maxNameLength,
      })
    const taken = types.some(
      (type) =>
        type.id !== id &&
        type.archivedAt === null &&
        namesOf(type.name).some((other) => normaliseSearch(other) === normaliseSearch(text)),
    )
    if (taken) throw new AppError('E-TYP-NAME-TAKEN', 'another type has this name', { name: text })
  }
  return {
    ...(name.fr !== undefined && { fr: name.fr.trim() }),
    ...(name.en !== undefined && { en: name.en.trim() }),
  }
}

function namesOf({ fr, en }: ActivityType['name']): string[] {
  return [fr, en].filter((text) => text !== undefined).map((text) => text.trim())
}
