import type { AppContract } from '../../core/contract/contract.ts'
import type { TaskPriority } from '../../core/contract/tasks.ts'
import { toWallTime } from '../../core/domain/time/wall-time.ts'
import type { Client } from '../../core/rpc/client.ts'
import { timezoneId } from '../shell.ts'
import { addSampleForm, addSampleReport } from './sample-form.ts'
import type { Language } from './screens.ts'
import { parisDay } from './workspace.ts'

/** Records of the demonstration workspace that screens are shown on. */
export interface DemoRecords {
  /** The customer with the most branches, and its latest activity. */
  customerId: string
  activityId: string
  /** A form with every type of field; its draft differs from the version that visits offer. */
  formId: string
  /** Of the activity, filled with that form. */
  reportId: string
  /** Of the activity: one over that form, and a free one that is to be reviewed. */
  conversationId: string
  freeConversationId: string
  /** Whose day has the most visits: `day=2026-11-24&person=…`. */
  busiestDay: string
}

/** Work for `seed`: makes the demonstration workspace as the first screen does, and tasks and forms to look at. */
export async function createDemo(
  client: Client<AppContract>,
  locale: Language,
): Promise<DemoRecords> {
  const { call, run } = client
  await run('workspace.createDemo', { tz: timezoneId, locale })
  const { rows: customers } = await call('customers.search', { limit: 500 })
  const [customer] = customers.toSorted((a, b) => b.branchCount - a.branchCount)
  if (!customer) throw new Error('The demonstration workspace has no customer')
  const { rows: activities } = await call('timeline.page', {
    filter: { customerId: customer.id, tz: timezoneId },
    block: 'history',
    limit: 1,
  })
  const [activity] = activities
  if (!activity) throw new Error(`${customer.name} has no activity`)
  const followed = { customerId: customer.id, activityId: activity.id }
  const create = (title: string, day: string | null, priority: TaskPriority = 'normal') =>
    call('tasks.create', {
      task: { ...followed, title, due: day === null ? null : { day }, priority },
    })
  const [overdue, planned, done] = titles[locale]
  await create(overdue, parisDay(-4), 'high')
  await create(planned, parisDay(5))
  const { id } = await create(done, null)
  await call('tasks.setDone', { id, done: true })
  const formId = await addSampleForm(client)
  await call('forms.link', { typeId: activity.typeId, formIds: [formId] })
  const reportId = await addSampleReport(client, followed.activityId, formId)
  await call('forms.edit', {
    id: formId,
    edits: [
      { kind: 'field', id: 'q_integer', patch: { required: true } },
      { kind: 'setRemoved', part: 'field', id: 'q_time', removed: true },
      { kind: 'field', id: 'q_text', patch: { help: null } },
    ],
  })
  await call('forms.create', { title: { fr: 'Audit du rayon', en: 'Audit of the shelf' } })
  const talk = async (given: string | null, replies: readonly string[]): Promise<string> => {
    const { id: talkId } = await call('conversations.start', {
      ...{ activityId: activity.id, mode: given === null ? 'dynamic' : 'form', formId: given },
      reportId: crypto.randomUUID(),
    })
    for (const text of replies)
      await call('conversations.reply', { id: talkId, text, via: 'typed' })
    return talkId
  }
  const conversationId = await talk(formId, spoken[locale])
  const freeConversationId = await talk(null, told[locale])
  return {
    ...{ ...followed, formId, reportId, conversationId, freeConversationId },
    busiestDay: await busiestDay(client),
  }
}

/** Over the sample form: what is sure, what waits for a yes. */
const spoken: Readonly<Record<Language, readonly string[]>> = {
  fr: [
    'Paul Martin, chef d’atelier',
    'Commande, satisfaction 4 sur 5, livraison le 15 janvier 2027',
  ],
  en: [
    'Paul Martin, workshop manager',
    'Order, satisfaction 4 out of 5, delivery on 15 January 2027',
  ],
}
const told: Readonly<Record<Language, readonly string[]>> = {
  fr: [
    'Visite du magasin avec Paul Martin, le chef d’atelier',
    'Le rayon freinage est à moitié vide',
    'Les livraisons arrivent en retard',
    'On passe à deux livraisons par semaine. Je rappelle le dépôt le 18 janvier 2027',
    'Faire le point sur les livraisons, le 15 février 2027',
  ],
  en: [
    'Visit of the shop with Paul Martin, the workshop manager',
    'The brake shelf is half empty',
    'Deliveries are late',
    'We move to two deliveries a week. I will call the depot on 18 January 2027',
    'Review the deliveries on 15 February 2027',
  ],
}

async function busiestDay({ call }: Client<AppContract>): Promise<string> {
  const { rows } = await call('timeline.page', {
    filter: { typeIds: ['type-visit'], tz: timezoneId },
    block: 'history',
    limit: 200,
  })
  const days = Map.groupBy(rows, ({ startAt, assigneeId }) => {
    const { date } = toWallTime(startAt!, timezoneId)
    return `day=${date}&person=${assigneeId}`
  })
  const [busiest] = [...days].sort(([, a], [, b]) => b.length - a.length)
  if (!busiest) throw new Error('The demonstration workspace has no visit')
  return busiest[0]
}

const titles = {
  fr: [
    'Envoyer le devis des plaquettes',
    'Confirmer la date de l’animation',
    'Reprendre l’invendu',
  ],
  en: ['Send the quote for brake pads', 'Confirm the date of the event', 'Take back unsold stock'],
} as const satisfies Record<Language, readonly [string, string, string]>
