import * as Y from 'yjs'
import { requireActivity } from '../../backend/activities/activity-lookup.ts'
import { authorOf, type Services } from '../../backend/app/services.ts'

/** Work for `seed`: changes a record of an activity's document as another device may have done. */
export function writeElsewhere(
  services: Services,
  activityId: string,
  { root, id }: { root: 'activities' | 'reports'; id: string },
  fields: Readonly<Record<string, unknown>>,
): void {
  const { doc_id } = requireActivity(services, activityId)
  services.documents.write(authorOf(services, {}), (edit) =>
    edit.document(doc_id, (doc) => {
      const record = doc.getMap(root).get(id)
      if (!(record instanceof Y.Map)) throw new Error(`no record ${id} in ${root}`)
      for (const [name, value] of Object.entries(fields)) record.set(name, value)
    }),
  )
}
