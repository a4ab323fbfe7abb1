import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fakeSource } from '../backend/testing/fake-source.ts'
import { garageDoor, measuredAt } from '../backend/testing/measured.ts'
import { p50, p95 } from './measure.ts'
import { openClient } from './open-client.ts'
import type { Bench } from './run.ts'

const rounds = 100
const minute = 60_000

/**
 * From the fifth position that agrees to the verdict: through the contract of a real backend, with the
 * attempt signed and committed. A receiver adds what it needs to say that position.
 */
export const capture: Bench = async (report) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'wiseparts-bench-capture-'))
  const source = fakeSource('serial')
  const { backend, client } = await openClient(dataDir, { positionSources: () => [source] })
  const { call, run } = client
  try {
    await call('workspace.create', {
      ...{ organisationName: 'Bench', firstName: 'Camille', lastName: 'Roche' },
      ...{ tz: 'Europe/Paris', locale: 'fr' },
    })
    await call('organisation.update', { gpsEnabled: true, gpsReportRequired: false })
    await call('verification.consent', {})
    const { id: customerId } = await call('customers.create', { fields: { name: 'Garage' } })
    const location = { ...garageDoor, quality: 'surveyed', source: 'manual' } as const
    await call('customers.setLocation', { id: customerId, location })
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      const startAt = Date.now() - 5 * minute
      const { id: activityId } = await call('activities.create', {
        activity: { typeId: 'type-visit', customerId, startAt, endAt: startAt + minute },
      })
      const result = run('verification.capture', { captureId: `capture-${round}`, activityId }, {})
      while (!source.isOpen()) await new Promise(setImmediate)
      const position = (second: number) =>
        measuredAt(garageDoor, Date.now() + second, { monotonicMs: performance.now() }).fix
      source.report(position(0), position(1), position(2), position(3))
      await new Promise(setImmediate)
      const before = performance.now()
      source.report(position(4))
      const { outcome } = await result
      times.push(performance.now() - before)
      if (outcome !== 'verified') throw new Error(`a capture came to ${outcome}`)
    }
    report({ metric: 'fifth position to verdict, p50', value: p50(times), unit: 'ms' })
    report({ metric: 'fifth position to verdict, p95', value: p95(times), unit: 'ms' })
  } finally {
    await backend.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
