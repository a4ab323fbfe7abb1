import { statSync } from 'node:fs'
import { join } from 'node:path'
import { generateCustomers } from '../backend/demo/generate-customers.ts'
import places from '../backend/demo/places.json' with { type: 'json' }
import { seededRandom } from '../core/seeded-random.ts'
import { v7 } from 'uuid'
import { inTemporaryFolder } from './data-folder.ts'
import { p95 } from './measure.ts'
import { openClient, type OpenClient } from './open-client.ts'
import type { Bench } from './run.ts'

/** The pause of somebody who types fast; also what a window leaves between two questions. */
const pauseMs = 5

/**
 * A file of customers through the contract, and how long a search for customers takes meanwhile: the
 * import has to give way often enough for a window to answer within 100 ms.
 */
export const importBench: Bench = (report, { customers = 20_000 }) =>
  inTemporaryFolder(async (dataDir) => {
    const opened = await openClient(dataDir)
    const { client, backend } = opened
    await client.call('workspace.create', {
      organisationName: 'Distribution Pièces Auto',
      firstName: 'Camille',
      lastName: 'Roche',
      tz: 'Europe/Paris',
      locale: 'fr',
    })
    const content = new TextEncoder().encode(customerFile(customers))
    const file = await timed(() =>
      client.call('imports.open', { fileName: 'clients.csv', content }, { timeoutMs: Infinity }),
    )
    const { importId, mapping } = file.result
    report({ metric: 'reading the file', value: file.ms, unit: 'ms' })
    for (const operation of ['imports.dryRun', 'imports.run'] as const) {
      const searches = searchAllTheTime(opened)
      const run = await timed(() =>
        client.run(operation, { importId, mapping, defaultCountry: 'FR' }),
      )
      const times = await searches.stop()
      const written = operation === 'imports.run'
      const what = written ? 'import' : 'dry run'
      if (run.result.refused > 0 || (written && run.result.created !== customers))
        throw new Error(`the ${what} gave ${JSON.stringify({ ...run.result, problems: [] })}`)
      report({ metric: what, value: (customers / run.ms) * 1000, unit: 'rows/s' })
      report({ metric: `a search during the ${what}, p95`, value: p95(times), unit: 'ms' })
      report({ metric: `a search during the ${what}, longest`, value: times.at(-1)!, unit: 'ms' })
    }
    const wal = statSync(`${join(dataDir, 'workspace.db')}-wal`).size
    report({ metric: 'journal after the import', value: wal / 1e6, unit: 'MB' })
    report({ metric: 'memory of the process', value: process.memoryUsage().rss / 1e6, unit: 'MB' })
    await backend.close()
  })

/** Columns as a French export names them. */
function customerFile(count: number): string {
  const rows = generateCustomers({
    random: seededRandom(1),
    newId: v7,
    ...places,
    count,
    salespersonIds: [''],
  })
  const lines = ['Code client;Nom;Adresse;Code postal;Ville;Pays;Téléphone;Contact']
  for (const { fields, contacts } of rows)
    lines.push(
      [
        fields.code,
        fields.name,
        fields.addressLine1,
        fields.postcode,
        fields.city,
        'France',
        fields.phone,
        contacts[0]?.name,
      ]
        .map((cell) => `"${cell ?? ''}"`)
        .join(';'),
    )
  return `${lines.join('\r\n')}\r\n`
}

/** One search after the other, for another beginning each time. */
function searchAllTheTime({ client }: OpenClient): { stop(): Promise<readonly number[]> } {
  const texts = ['', 'no', 'norauto', 'lyon', 'a', 'mid', 'garage', '01']
  const times: number[] = []
  let isOn = true
  const running = (async () => {
    for (let count = 0; isOn; count++) {
      const text = texts[count % texts.length]!
      times.push((await timed(() => client.call('customers.search', { text }))).ms)
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  })()
  return {
    async stop() {
      isOn = false
      await running
      return times.sort((a, b) => a - b)
    },
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const startedAt = performance.now()
  const result = await work()
  return { result, ms: performance.now() - startedAt }
}
