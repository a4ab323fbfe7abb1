import { expect, test } from 'vitest'
import type { Task } from '../../core/contract/tasks.ts'
import {
  addCustomer,
  converge,
  firstAnswer,
  foundingLaptop,
  joiningLaptop,
  type Laptop,
  rowsOf,
  startServer,
  userOf,
} from './team.ts'
import { conflicts, part, together, type TwoLaptops, until, untilConflicts } from './two-laptops.ts'

type Team = TwoLaptops & { readonly activityId: string; readonly taskId: string }

/** Two laptops, out of reach of each other, that both have an activity with one open task. */
async function apart(): Promise<Team> {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const { call } = camille.client
  const customerId = await addCustomer(camille, 'Norauto')
  const { id: activityId } = await call('activities.create', {
    activity: { typeId: 'type-visit', customerId, startAt: Date.now() - 3_600_000 },
  })
  const { id: taskId } = await call('tasks.create', {
    task: { title: 'Rappeler', customerId, activityId },
  })
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await until(paul, async () => (await tasksOf(paul, activityId)).length === 1)
  const both = { server, camille, paul, activityId, taskId }
  await part(both)
  return both
}

const tasksOf = (laptop: Laptop, activityId: string): Promise<Task[]> =>
  firstAnswer(laptop, 'tasks.watch', { activityId })

/** What both see, once each has all of the other. */
async function seenByBoth(both: Team): Promise<Task[]> {
  const { server, camille, paul, activityId } = both
  await together(both)
  await converge(server.dataDir, [camille, paul])
  const seen = await tasksOf(camille, activityId)
  expect(await tasksOf(paul, activityId)).toEqual(seen)
  expect(rowsOf(paul)).toBe(rowsOf(camille))
  return seen
}

const setDone = ({ client }: Laptop, id: string, done: boolean) =>
  client.call('tasks.setDone', { id, done })

test('TSK-04 completed on two laptops offline, a task is done once and both are recorded', async () => {
  const both = await apart()
  const { camille, paul, taskId } = both
  await setDone(camille, taskId, true)
  await setDone(paul, taskId, true)
  const [task] = await seenByBoth(both)
  expect(task?.status).toBe('done')
  expect(task?.completions.map(({ by }) => by).sort()).toEqual(
    [userOf(camille), userOf(paul)].sort(),
  )
  expect(task?.completedAt).toBe(Math.min(...task!.completions.map(({ at }) => at)))
  expect(await conflicts(camille)).toEqual([])

  await setDone(paul, taskId, false)
  await until(camille, async () => (await tasksOf(camille, both.activityId))[0]?.status === 'open')
})

test('TSK-04 completed on one laptop and edited on the other, both are kept', async () => {
  const both = await apart()
  const { camille, paul, taskId } = both
  await setDone(camille, taskId, true)
  const due = { day: '2026-12-01' }
  await paul.client.call('tasks.update', { id: taskId, patch: { title: 'Rappeler lundi', due } })
  expect(await seenByBoth(both)).toMatchObject([
    { title: 'Rappeler lundi', due, status: 'done', completions: [{ by: userOf(camille) }] },
  ])
  expect([...(await conflicts(camille)), ...(await conflicts(paul))]).toEqual([])
})

test('TSK-04 completed on one laptop and deleted on the other, it stays done, to be reviewed', async () => {
  const both = await apart()
  const { camille, paul, activityId, taskId } = both
  await setDone(camille, taskId, true)
  await paul.client.call('tasks.setDeleted', { id: taskId, deleted: true })
  expect(await tasksOf(paul, activityId)).toEqual([])
  expect(await seenByBoth(both)).toMatchObject([
    { status: 'done', completions: [{ by: userOf(camille) }] },
  ])

  const [seen] = await conflicts(camille)
  expect(await conflicts(paul)).toEqual([seen])
  expect(seen).toMatchObject({
    ...{ kind: 'deletedAndCompleted', root: 'tasks', recordId: taskId },
    ...{ keptBy: userOf(camille), lostBy: userOf(paul) },
    subject: { title: 'Rappeler', activityId, customerName: 'Norauto' },
  })

  const { id } = seen!
  const { before } = await paul.client.call('conflicts.resolve', { id, choice: 'replace' })
  await untilConflicts(camille, 0)
  expect(await tasksOf(camille, activityId)).toEqual([])
  await paul.client.call('conflicts.reopen', { id, before })
  await untilConflicts(camille, 1)
  await camille.client.call('conflicts.resolve', { id, choice: 'keep' })
  await untilConflicts(paul, 0)
  expect(await tasksOf(paul, activityId)).toMatchObject([{ status: 'done' }])
})

test('SYN-03 a title that both change offline is asked about, and a choice counts', async () => {
  const both = await apart()
  const { camille, paul, activityId, taskId: id } = both
  await camille.client.call('tasks.update', { id, patch: { title: 'Rappeler lundi' } })
  await paul.client.call('tasks.update', { id, patch: { title: 'Envoyer le devis' } })
  await together(both)
  await Promise.all([untilConflicts(camille, 1), untilConflicts(paul, 1)])
  const [seen] = await conflicts(paul)
  expect(seen).toMatchObject({ kind: 'field', root: 'tasks', field: 'title' })
  await paul.client.call('conflicts.resolve', { id: seen!.id, choice: 'replace' })
  await untilConflicts(camille, 0)
  expect(await tasksOf(camille, activityId)).toMatchObject([{ title: seen!.lost }])
})
