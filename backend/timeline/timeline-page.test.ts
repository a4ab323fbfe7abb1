import { expect, test } from 'vitest'
import type { Cursor } from '../../core/contract/customers.ts'
import type { Input } from '../../core/contract/operation.ts'
import type { TimelineBlock, timelineContract } from '../../core/contract/timeline.ts'
import { addActivity, addCustomer, novemberAt } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'
import type { TimelinePage } from './timeline-page.ts'

type Filter = Partial<Input<(typeof timelineContract)['timeline.page']>['filter']>

async function idsOf(
  { client }: TestBackend,
  block: TimelineBlock,
  filter: Filter = {},
): Promise<string[]> {
  const { rows } = await client.call('timeline.page', {
    filter: { tz: 'Europe/Paris', ...filter },
    block,
  })
  return rows.map(({ id }) => id)
}

test('TL-01 the timeline of a customer holds that customer’s activities and no others', async () => {
  const app = await openTestWorkspace()
  const [one, other] = [await addCustomer(app, 'Norauto'), await addCustomer(app, 'Midas')]
  const own = await addActivity(app, one, novemberAt(20, '10:00'))
  await addActivity(app, other, novemberAt(20, '11:00'))
  expect(await idsOf(app, 'history', { customerId: one })).toEqual([own])
})

test('TL-02 history is sorted by start, then end, then creation, newest first', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const at = novemberAt(20, '10:00')
  const short = await addActivity(app, customer, at, { endAt: at + 600_000 })
  const long = await addActivity(app, customer, at, { endAt: at + 1_200_000 })
  app.clock.now += 1000
  const longLater = await addActivity(app, customer, at, { endAt: at + 1_200_000 })
  const open = await addActivity(app, customer, at, { endAt: null, status: 'done' })
  const newest = await addActivity(app, customer, novemberAt(21, '09:00'))
  expect(await idsOf(app, 'history')).toEqual([newest, longLater, long, short, open])
  expect(await idsOf(app, 'history', { order: 'oldest' })).toEqual([
    open,
    short,
    long,
    longLater,
    newest,
  ])
})

test('TL-02 activities without a start come in a block of their own', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const draft = await addActivity(app, customer, null, { status: 'draft' })
  await addActivity(app, customer, novemberAt(20, '10:00'))
  expect(await idsOf(app, 'undated')).toEqual([draft])
})

test('TL-06 what lies ahead and what is overdue come first, ascending; the rest is history', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const tomorrow = await addActivity(app, customer, novemberAt(25, '10:00'))
  const overdue = await addActivity(app, customer, novemberAt(20, '10:00'), { status: 'planned' })
  const done = await addActivity(app, customer, novemberAt(21, '10:00'))
  const today = await addActivity(app, customer, novemberAt(24, '16:00'))
  expect(await idsOf(app, 'upcoming')).toEqual([overdue, today, tomorrow])
  expect(await idsOf(app, 'history')).toEqual([done])
})

test('TL-07 planned and past its end is overdue; done and cancelled are not', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const planned = await addActivity(app, customer, novemberAt(20, '10:00'), { status: 'planned' })
  await addActivity(app, customer, novemberAt(20, '12:00'), { status: 'done' })
  await addActivity(app, customer, novemberAt(20, '14:00'), { status: 'cancelled' })
  await addActivity(app, customer, novemberAt(24, '09:45'), { status: 'planned' })
  expect(await idsOf(app, 'upcoming', { statuses: ['overdue'] })).toEqual([planned])
  const summary = await app.client.call('timeline.summary', { filter: { tz: 'Europe/Paris' } })
  expect(summary.overdue).toBe(1)
})

test('TL-08 TL-13 filters by type, assignee, status, file and author narrow the list together', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const { id: karim } = await app.client.call('users.create', { firstName: 'Karim' })
  const call = await addActivity(app, customer, novemberAt(20, '10:00'), {
    typeId: 'type-call-in',
    assigneeId: karim,
  })
  const visit = await addActivity(app, customer, novemberAt(19, '10:00'), { assigneeId: karim })
  const mine = await addActivity(app, customer, novemberAt(18, '10:00'))
  expect(await idsOf(app, 'history', { typeIds: ['type-call-in'] })).toEqual([call])
  expect(await idsOf(app, 'history', { assigneeIds: [karim] })).toEqual([call, visit])
  expect(await idsOf(app, 'history', { assigneeIds: [karim], typeIds: ['type-visit'] })).toEqual([
    visit,
  ])
  expect(await idsOf(app, 'history', { statuses: ['cancelled'] })).toEqual([])
  expect(await idsOf(app, 'history', { hasAttachment: false })).toEqual([call, visit, mine])
  const asKarim = await app.connect({ as: karim })
  const { rows } = await asKarim.call('timeline.page', {
    filter: { tz: 'Europe/Paris', createdByMe: true },
    block: 'history',
  })
  expect(rows).toEqual([])
})

test('TL-09 an activity across midnight matches both of its days', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const night = await addActivity(app, customer, novemberAt(19, '23:30'), {
    endAt: novemberAt(20, '00:30'),
  })
  const untilMidnight = await addActivity(app, customer, novemberAt(18, '23:00'), {
    endAt: novemberAt(19, '00:00'),
  })
  const on = (day: string) => idsOf(app, 'history', { from: day, to: day })
  expect(await on('2026-11-18')).toEqual([untilMidnight])
  expect(await on('2026-11-19')).toEqual([night])
  expect(await on('2026-11-20')).toEqual([night])
  expect(await on('2026-11-21')).toEqual([])
  expect(await idsOf(app, 'history', { from: '2026-11-20' })).toEqual([night])
  expect(await idsOf(app, 'history', { to: '2026-11-18' })).toEqual([untilMidnight])
})

test('TL-09 an end before the start is refused with its code', async () => {
  const app = await openTestWorkspace()
  await expect(
    idsOf(app, 'history', { from: '2026-11-20', to: '2026-11-19' }),
  ).rejects.toMatchObject({ code: 'E-FLT-RANGE' })
})

test('TL-11 a team is its members of today, with a switch for former ones; others are without', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const { id: karim } = await app.client.call('users.create', { firstName: 'Karim' })
  const { id: lea } = await app.client.call('users.create', { firstName: 'Léa' })
  const { id: teamId } = await app.client.call('teams.create', { name: 'Sud-Est' })
  for (const userId of [karim, lea])
    await app.client.call('teams.setMember', { teamId, userId, member: true })
  await app.client.call('teams.setMember', { teamId, userId: lea, member: false })
  const ofKarim = await addActivity(app, customer, novemberAt(20, '10:00'), { assigneeId: karim })
  const ofLea = await addActivity(app, customer, novemberAt(19, '10:00'), { assigneeId: lea })
  const mine = await addActivity(app, customer, novemberAt(18, '10:00'))
  expect(await idsOf(app, 'history', { teamIds: [teamId] })).toEqual([ofKarim])
  expect(await idsOf(app, 'history', { teamIds: [teamId], includeFormerMembers: true })).toEqual([
    ofKarim,
    ofLea,
  ])
  expect(await idsOf(app, 'history', { teamIds: ['none'] })).toEqual([ofLea, mine])
  expect(await idsOf(app, 'history', { teamIds: ['none', teamId] })).toEqual([ofKarim, ofLea, mine])
})

test('TL-12 the branches’ activities join those of the parent on demand, in one order', async () => {
  const app = await openTestWorkspace()
  const parent = await addCustomer(app, 'Norauto')
  const branch = await addCustomer(app, 'Norauto Lyon', parent)
  const atBranch = await addActivity(app, branch, novemberAt(19, '10:00'))
  const before = await addActivity(app, parent, novemberAt(18, '10:00'))
  const after = await addActivity(app, parent, novemberAt(20, '10:00'))
  expect(await idsOf(app, 'history', { customerId: parent })).toEqual([after, before])
  const filter = { customerId: parent, includeBranches: true }
  expect(await idsOf(app, 'history', filter)).toEqual([after, atBranch, before])
  const summary = await app.client.call('timeline.summary', {
    filter: { tz: 'Europe/Paris', ...filter },
  })
  expect(summary).toMatchObject({ total: 3, fromBranches: 1 })
})

test('TL-12 customers that name each other as parent end the walk', async () => {
  const app = await openTestWorkspace()
  const one = await addCustomer(app, 'Un')
  const two = await addCustomer(app, 'Deux', one)
  // No command writes this; two devices that sync can.
  app.backend.services.db.writer.raw
    .prepare('update customer set parent_id = ? where id = ?')
    .run(two, one)
  const activity = await addActivity(app, two, novemberAt(20, '10:00'))
  expect(await idsOf(app, 'history', { customerId: one, includeBranches: true })).toEqual([
    activity,
  ])
})

test('TL-13 text finds title, description and notes without accents, words by their beginning', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const other = await addCustomer(app, 'Midas')
  const described = await addActivity(app, customer, novemberAt(20, '10:00'), {}, 'Écart réglé')
  const titled = await addActivity(app, other, novemberAt(19, '10:00'), { title: 'Régler l’écart' })
  const noted = await addActivity(app, customer, novemberAt(18, '10:00'))
  await app.client.call('notes.create', {
    activityId: noted,
    body: [{ insert: 'Un écart, encore à régler\n' }],
  })
  expect(await idsOf(app, 'history', { text: 'ecart regl' })).toEqual([described, titled, noted])
  expect(await idsOf(app, 'history', { text: 'ÉCART', customerId: customer })).toEqual([
    described,
    noted,
  ])
  expect(await idsOf(app, 'history', { text: 'inconnu' })).toEqual([])
})

test('TL-13 œ is found as oe, and the text of a long word by any beginning', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const at = novemberAt(20, '10:00')
  const activity = await addActivity(app, customer, at, {}, 'Main-d’œuvre anticonstitutionnelle')
  for (const text of ['oeuvre', 'Œuv', 'a', 'ant', 'antic', 'anticonstitutionnelle'])
    expect(await idsOf(app, 'history', { text })).toEqual([activity])
  for (const text of ['oeuvres', 'constitution'])
    expect(await idsOf(app, 'history', { text })).toEqual([])
})

test('TL-06 TL-13 text finds what is awaited, ahead and undated in its own block', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const planned = { typeId: 'type-planned-visit', status: 'planned' } as const
  const overdue = await addActivity(app, customer, novemberAt(20, '10:00'), planned, 'Stock')
  const ahead = await addActivity(app, customer, novemberAt(26, '10:00'), planned, 'Stock')
  const done = await addActivity(app, customer, novemberAt(20, '11:00'), {}, 'Stock')
  const undated = await addActivity(app, customer, null, { status: 'draft' }, 'Stock')
  for (const assigneeIds of [[], [app.userId]]) {
    const filter = { text: 'stock', assigneeIds }
    expect(await idsOf(app, 'upcoming', filter)).toEqual([overdue, ahead])
    expect(await idsOf(app, 'history', filter)).toEqual([done])
    expect(await idsOf(app, 'undated', filter)).toEqual([undated])
  }
  await app.client.call('activities.update', { id: overdue, patch: { status: 'done' } })
  expect(await idsOf(app, 'upcoming', { text: 'stock' })).toEqual([ahead])
})

test('TL-09 TL-13 text and days narrow the list together', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  await addActivity(app, customer, novemberAt(18, '10:00'), {}, 'Stock')
  const match = await addActivity(app, customer, novemberAt(19, '10:00'), {}, 'Stock')
  await addActivity(app, customer, novemberAt(20, '10:00'), {}, 'Stock')
  const filter = { text: 'stock', from: '2026-11-19', to: '2026-11-19' }
  expect(await idsOf(app, 'history', filter)).toEqual([match])
  const { total, history } = await app.client.call('timeline.summary', {
    filter: { tz: 'Europe/Paris', ...filter },
  })
  expect({ total, history }).toEqual({ total: 1, history: 1 })
})

test('TL-13 quotes and operators in the text are looked for, not run', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const activity = await addActivity(
    app,
    customer,
    novemberAt(20, '10:00'),
    {},
    'Prix "net" OR rien',
  )
  for (const text of ['"net" OR', 'net* NEAR(', 'title:net', ') OR (', '-net', "l'net"])
    await expect(idsOf(app, 'history', { text })).resolves.toBeInstanceOf(Array)
  expect(await idsOf(app, 'history', { text: '"net" or' })).toEqual([activity])
})

test('TL-17 pages continue after the last row, in every block and with text', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const at = novemberAt(20, '10:00')
  for (let index = 0; index < 25; index++)
    await addActivity(app, customer, at - (index % 5) * 60_000, {}, 'Visite du stock')
  for (const text of ['', 'stock']) {
    const filter = { tz: 'Europe/Paris', customerId: customer, text }
    const whole = await app.client.call('timeline.page', { filter, block: 'history', limit: 500 })
    const paged: string[] = []
    let cursor: Cursor | null = null
    do {
      const page: TimelinePage = await app.client.call('timeline.page', {
        filter,
        block: 'history',
        cursor,
        limit: 4,
      })
      paged.push(...page.rows.map(({ id }) => id))
      cursor = page.next
    } while (cursor)
    expect(paged).toEqual(whole.rows.map(({ id }) => id))
    expect(paged).toHaveLength(25)
  }
})

test('TL-23 without a customer the timeline is that of all customers', async () => {
  const app = await openTestWorkspace()
  const [one, other] = [await addCustomer(app, 'Norauto'), await addCustomer(app, 'Midas')]
  const first = await addActivity(app, one, novemberAt(20, '10:00'))
  const second = await addActivity(app, other, novemberAt(20, '11:00'))
  expect(await idsOf(app, 'history')).toEqual([second, first])
})

test('TL-05 a row tells customer, branch, counts, status and the first line', async () => {
  const app = await openTestWorkspace()
  const parent = await addCustomer(app, 'Norauto')
  const branch = await addCustomer(app, 'Norauto Lyon', parent)
  const id = await addActivity(
    app,
    branch,
    novemberAt(20, '10:00'),
    {},
    'Visite du stock\nTout va bien',
  )
  await app.client.call('notes.create', { activityId: id, body: [{ insert: 'À rappeler\n' }] })
  const { rows } = await app.client.call('timeline.page', {
    filter: { tz: 'Europe/Paris' },
    block: 'history',
  })
  expect(rows).toEqual([
    {
      id,
      block: 'history',
      typeId: 'type-visit',
      customerId: branch,
      customerName: 'Norauto Lyon',
      parentName: 'Norauto',
      customerGone: false,
      title: null,
      startAt: novemberAt(20, '10:00'),
      endAt: novemberAt(20, '10:30'),
      tz: 'Europe/Paris',
      customerTz: null,
      status: 'done',
      overdue: false,
      assigneeId: app.userId,
      attachmentCount: 0,
      noteCount: 1,
      report: null,
      reportCount: 0,
      firstLine: 'Visite du stock',
      excerpt: 'Visite du stock\nTout va bien',
      lastNote: 'À rappeler',
      createdAt: testNow,
      may: { edit: null, delete: null },
      deletedAt: null,
      syncState: null,
      verification: null,
      news: [],
    },
  ])
})

test('TL-14 counts per value respect the other filters and not their own', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const { id: karim } = await app.client.call('users.create', { firstName: 'Karim' })
  await addActivity(app, customer, novemberAt(20, '10:00'), { typeId: 'type-call-in' })
  await addActivity(app, customer, novemberAt(20, '11:00'))
  await addActivity(app, customer, novemberAt(20, '12:00'), { assigneeId: karim })
  const { total, facets } = await app.client.call('timeline.summary', {
    filter: { tz: 'Europe/Paris', typeIds: ['type-visit'], assigneeIds: [karim] },
  })
  expect(total).toBe(1)
  expect(facets.types).toEqual([{ id: 'type-visit', count: 1 }])
  expect(facets.assignees).toEqual([
    { id: app.userId, count: 1 },
    { id: karim, count: 1 },
  ])
})

test('TL-17 every page runs down one index', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  await addActivity(app, customer, novemberAt(20, '10:00'))
  const plans: string[] = []
  const { reader } = app.backend.services.db
  const prepare = (sql: string) => reader.prepared(sql)
  Object.assign(reader, {
    all: (query: { compile(): { sql: string; parameters: readonly unknown[] } }) => {
      const { sql, parameters } = query.compile()
      const steps = prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]
      plans.push(steps.map(({ detail }) => detail).join(' | '))
      return prepare(sql).all(...parameters)
    },
  })
  for (const filter of [{}, { customerId: customer }])
    for (const block of ['history', 'upcoming'] as const) await idsOf(app, block, filter)
  expect(plans).toHaveLength(6)
  for (const plan of plans) {
    expect(plan).toMatch(/(SEARCH|SCAN) a USING INDEX activity_(history|awaiting|of_customer)/)
    expect(plan).not.toContain('TEMP B-TREE')
  }
})
