import { createHandlers } from '../backend/app/create-handlers.ts'
import { timelineFilterSchema } from '../core/contract/timeline.ts'
import { connectByHand, dataFolder, type DataSize } from './data-folder.ts'
import { interleave, reportAgainst, type Report } from './measure.ts'
import { openClient, type OpenClient } from './open-client.ts'
import { reportedFolder, reportsOfActivity } from './reported-folder.ts'
import { busiestCustomer, type View } from './timeline.ts'

const rounds = 500
const countRounds = 7
const warmUp = 300
const limit = 100

/** Pages and counts of a workspace with three reports an activity against the same without forms. */
export async function compareWithReports(
  report: Report,
  size: DataSize,
  viewsOf: (customerId: string) => readonly View[],
): Promise<void> {
  const [without, reported] = [await dataFolder(size), await reportedFolder(size)]
  const byHand = connectByHand(without)
  const customerId = busiestCustomer(byHand)
  byHand.close()
  const opened = { without: await openClient(without), reported: await openClient(reported) }
  const compare = async (
    metric: string,
    workOf: (opened: OpenClient) => () => unknown,
    count = rounds,
  ): Promise<void> => {
    const times = await interleave(
      { without: workOf(opened.without), reported: workOf(opened.reported) },
      { rounds: count, warmUp: Math.min(warmUp, count) },
    )
    const what = `${metric}, ${reportsOfActivity} reports an activity`
    reportAgainst(report, what, times.reported, 'without reports', times.without)
  }
  for (const { name, block, customerId: place } of viewsOf(customerId)) {
    const filter = timelineFilterSchema.parse({ tz: 'Europe/Paris', customerId: place })
    const input = { filter, block, limit, cursor: null }
    if (block === 'history') {
      const { rows } = await opened.reported.client.call('timeline.page', input)
      if (rows.length === 0 || rows.some(({ reportCount }) => reportCount !== reportsOfActivity))
        throw new Error(`not every activity of ${name} has ${reportsOfActivity} reports`)
    }
    await compare(`${name}, handler`, ({ backend }) => {
      const page = createHandlers(backend.services)['timeline.page']
      return () => page(input, {})
    })
    await compare(`${name}, contract`, ({ client }) => {
      return () => client.call('timeline.page', input)
    })
    if (block !== 'history') continue
    const counts = ({ client }: OpenClient) => {
      return () => client.call('timeline.summary', { filter })
    }
    await compare(`${name}, counts`, counts, countRounds)
  }
  for (const { backend } of Object.values(opened)) await backend.close()
}
