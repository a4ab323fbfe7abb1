import type { Backend } from '../backend/app/create-backend.ts'
import { connectByHand, dataFolder } from './data-folder.ts'
import { interleave, reportAgainst } from './measure.ts'
import { openClient } from './open-client.ts'
import type { Bench } from './run.ts'

const rounds = 30

/** The directory of people is read at the start; it grows with the team, not with its activities. */
function peopleIn(dataDir: string): number {
  const database = connectByHand(dataDir)
  const people = database.prepare('select count(distinct assignee_id) from activity').pluck().get()
  database.close()
  return people as number
}

/**
 * From nothing to the first answer about the workspace, with many activities and with few, in turn.
 * The files are in the operating system's cache, the modules are loaded.
 */
export const startup: Bench = async (report, options) => {
  const { customers = 20_000, activities = 1_000_000 } = options
  const large = await dataFolder({ customers, activities }, options.data)
  const small = await dataFolder({ customers: 20, activities: 1000, people: peopleIn(large) })
  let started: Backend | undefined
  const start = async (dataDir: string): Promise<void> => {
    const { backend, client } = await openClient(dataDir)
    started = backend
    await new Promise<void>((resolve, reject) => {
      client.subscribe('workspace.watch', {}, () => resolve(), reject)
    })
  }
  const times = await interleave(
    { large: () => start(large), small: () => start(small) },
    { rounds, after: () => started?.close() },
  )
  const metric = `start with ${activities} activities`
  reportAgainst(report, metric, times.large, 'with 1000 and as many people', times.small)
}
