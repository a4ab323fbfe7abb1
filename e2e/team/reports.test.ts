import { expect, test } from 'vitest'
import type { FormDesign } from '../../core/contract/forms.ts'
import type { ActivityReports } from '../../core/contract/reports.ts'
import type { Role } from '../../core/contract/users.ts'
import { formOf } from '../../core/domain/forms/sample-form.ts'
import {
  addCustomer,
  firstAnswer,
  foundingLaptop,
  joiningLaptop,
  type Laptop,
  startServer,
  userOf,
} from './team.ts'
import { conflicts, part, together, type TwoLaptops, until, untilConflicts } from './two-laptops.ts'

const hour = 3_600_000
const startAt = Math.floor(Date.now() / hour) * hour - 2 * hour

interface Team extends TwoLaptops {
  readonly formId: string
  readonly versionId: string
  readonly activityId: string
}

/** Both have a visit that is over, of a type with one form. */
async function team(role: Role = 'admin'): Promise<Team> {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const { client } = camille
  const definition = formOf([{ id: 'outcome', type: 'text' }])
  const content = new TextEncoder().encode(JSON.stringify(definition))
  const { id: formId } = await client.call('forms.import', { name: 'visite.json', content })
  const { versionId } = await client.call('forms.publish', { id: formId })
  await client.call('forms.link', { typeId: 'type-visit', formIds: [formId] })
  const { id: activityId } = await client.call('activities.create', {
    activity: {
      ...{ typeId: 'type-visit', customerId: await addCustomer(camille, 'Norauto') },
      ...{ title: 'Tour du stock', startAt, endAt: startAt + hour },
    },
  })
  const paul = await joiningLaptop(server, camille, 'paul@example.com', role)
  await until(paul, async () => (await reportsOf(paul, activityId))?.forms.length === 1)
  return { server, camille, paul, formId, versionId, activityId }
}

const reportsOf = (laptop: Laptop, activityId: string): Promise<ActivityReports | undefined> =>
  firstAnswer(laptop, 'reports.watch', { activityId }).catch(() => undefined)

async function submit({ client }: Laptop, both: Team, outcome: string): Promise<string> {
  const { activityId, formId, versionId } = both
  const { id } = await client.call('reports.submit', {
    ...{ id: crypto.randomUUID(), activityId, formId, versionId, answers: { outcome } },
    ...{ startedAt: Date.now(), fillMs: 1000 },
  })
  return id
}

const designOf = (laptop: Laptop, id: string): Promise<FormDesign> =>
  firstAnswer(laptop, 'forms.design', { id })

test('SYN-07 reports of two laptops on one activity, written offline, both stay', async () => {
  const both = await team()
  const { camille, paul, activityId } = both
  await part(both)
  const ids = [await submit(camille, both, 'stock'), await submit(paul, both, 'commande')]
  await together(both)
  for (const laptop of [camille, paul]) {
    await until(laptop, async () => (await reportsOf(laptop, activityId))?.reports.length === 2)
    const { reports } = (await reportsOf(laptop, activityId))!
    expect(reports.map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(reports.map(({ submittedBy }) => submittedBy).sort()).toEqual(
      [userOf(camille), userOf(paul)].sort(),
    )
  }
})

test('SYN-06 a report that was written while somebody deleted the activity brings it back, to be reviewed', async () => {
  const both = await team()
  const { camille, paul, activityId } = both
  await part(both)
  await camille.client.call('activities.setDeleted', { id: activityId, deleted: true })
  await submit(paul, both, 'commande')
  await together(both)
  for (const laptop of [camille, paul]) {
    await untilConflicts(laptop, 1)
    expect(await conflicts(laptop)).toMatchObject([
      { kind: 'deletedAndEdited', recordId: activityId },
    ])
    expect(
      (await firstAnswer(laptop, 'activities.watch', { id: activityId }))?.deletedAt,
    ).toBeNull()
    expect((await reportsOf(laptop, activityId))?.reports).toHaveLength(1)
  }
})

test('FRM-07 two publications offline: both stay, numbered as the server got them; the later is current', async () => {
  const both = await team()
  const { server, camille, paul, formId } = both
  await part(both)
  const publish = async ({ client }: Laptop, title: string): Promise<string> => {
    await client.call('forms.edit', {
      ...{ id: formId, edits: [{ kind: 'form', patch: { title: { fr: title } } }] },
    })
    return (await client.call('forms.publish', { id: formId })).versionId
  }
  // Camille is the first to publish, and the last to be back.
  const camilles = await publish(camille, 'De Camille')
  const pauls = await publish(paul, 'De Paul')
  await startServer({ dataDir: server.dataDir, port: server.port })
  await paul.client.call('sync.retry', {})
  await paul.settled()
  await camille.client.call('sync.retry', {})
  await camille.settled()
  const numbers = async (laptop: Laptop) =>
    (await designOf(laptop, formId)).versions.map(({ id, number, crossedWith }) => [
      ...[id, number, crossedWith],
    ])
  const expected = [
    [camilles, 3, [pauls]],
    [pauls, 2, [camilles]],
    [both.versionId, 1, []],
  ]
  for (const laptop of [camille, paul]) {
    await until(laptop, async () => (await numbers(laptop))[0]?.[1] === 3)
    expect(await numbers(laptop)).toEqual(expected)
    expect((await designOf(laptop, formId)).form.current?.id).toBe(camilles)
  }
})

test('PRM-01 forms are an administrator’s: another person is refused, and reports with them', async () => {
  const both = await team('account_manager')
  const { paul, formId, activityId } = both
  for (const refused of [
    paul.client.call('forms.create', { title: { fr: 'Autre' } }),
    paul.client.call('forms.setArchived', { id: formId, archived: true }),
    paul.client.call('forms.link', { typeId: 'type-visit', formIds: [] }),
  ])
    await expect(refused).rejects.toMatchObject({ code: 'E-PRM' })
  await submit(paul, both, 'commande')
  expect((await reportsOf(paul, activityId))?.reports).toHaveLength(1)
})
