import * as Y from 'yjs'
import { addActivity, addCustomer, type AppClient, parisAt } from './workspace.ts'

const look = { icon: 'i-lucide-presentation', color: '#4338CA' }

/**
 * Work for `seed`: what is left to decide about types after two laptops met. Two types are called
 * `Salon`, and a visit has the type `Démonstration`, which was archived meanwhile.
 */
export async function addTypeQuestions(client: AppClient): Promise<void> {
  const { call, run } = client
  const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
  const startAt = parisAt('2024-03-12', '09:00')

  const { id: first } = await call('activityTypes.create', { name: { fr: 'Salon' }, ...look })
  const { id: second } = await call('activityTypes.create', {
    ...{ name: { fr: 'Foire' }, icon: 'i-lucide-store', color: '#BE185D' },
  })
  await addActivity(client, customerId, startAt, { typeId: second, title: 'Équip Auto' })
  // While the first is archived its name is free; the undo brings it back as it was.
  const { changed, cancelled, ...replacement } = await run(
    'activityTypes.replace',
    { id: first, by: second },
    {},
  )
  if (changed !== 0 || cancelled) throw new Error('nothing had the first type')
  await call('activityTypes.update', { id: second, patch: { name: { fr: 'salon' } } })
  await run('activityTypes.undoReplace', replacement, {})

  const { id: archived } = await call('activityTypes.create', {
    ...{ name: { fr: 'Démonstration' }, icon: 'i-lucide-video', color: '#B91C1C' },
  })
  const activityId = await addActivity(client, customerId, startAt, { title: 'Essai du banc' })
  await call('activityTypes.update', { id: archived, patch: { archived: true } })
  await giveTypeUnaware(client, activityId, archived)
}

/** Gives an activity a type as a laptop does that does not know that it is archived. */
async function giveTypeUnaware(
  { call, subscribe }: AppClient,
  activityId: string,
  typeId: string,
): Promise<void> {
  const activity = await new Promise<{ documentId: string; assigneeId: string } | null>(
    (resolve, reject) => subscribe('activities.watch', { id: activityId }, resolve, reject),
  )
  if (!activity) throw new Error(`no activity ${activityId}`)
  const { documentId, assigneeId } = activity
  const doc = new Y.Doc()
  await new Promise<void>((resolve, reject) =>
    subscribe(
      'documents.open',
      { documentId },
      ({ update }) => {
        Y.applyUpdate(doc, update)
        resolve()
      },
      reject,
    ),
  )
  const before = Y.encodeStateVector(doc)
  const record = doc.getMap('activities').get(activityId) as Y.Map<unknown>
  record.set('typeId', typeId)
  record.set('typeGiven', { by: assigneeId, at: Date.now() + 1000 })
  await call('documents.apply', { documentId, update: Y.encodeStateAsUpdate(doc, before) })
}
