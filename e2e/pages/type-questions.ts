import { authorOf, type Services } from '../../backend/app/services.ts'
import { writeElsewhere } from './other-device.ts'
import { addActivity, addCustomer, type AppClient, parisAt } from './workspace.ts'

const look = { icon: 'i-lucide-presentation', color: '#4338CA' }

/**
 * Work for `seed`: what is left to decide about types after two laptops met. Two types are called
 * `Salon`, and a visit has the type `Démonstration`, which was archived meanwhile.
 */
export async function addTypeQuestions(client: AppClient, services: Services): Promise<void> {
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
  // A laptop gives it the type that does not know that it is archived.
  writeElsewhere(
    services,
    activityId,
    { root: 'activities', id: activityId },
    { typeId: archived, typeGiven: { by: authorOf(services, {}).userId, at: Date.now() + 1000 } },
  )
}
