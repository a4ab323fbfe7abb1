import { describe, expect, test } from 'vitest'
import { AppError } from '../../../core/contract/app-error.ts'
import type { ImportResult } from '../../../core/contract/imports.ts'
import { createFakeBackend, withBackend } from '../../testing/fake-backend.ts'
import { useJob } from './use-job.ts'

const result: ImportResult = {
  rows: 10,
  created: 4,
  updated: 0,
  unchanged: 0,
  refused: 0,
  contacts: 0,
  problems: [],
  problemCount: 0,
  cancelled: false,
}
const input = { importId: 'i1', mapping: ['name'], defaultCountry: 'FR' }

describe('GEN-02 a long run shows its progress and can be stopped', () => {
  test('progress and result are shown', async () => {
    const finish = Promise.withResolvers<ImportResult>()
    const backend = createFakeBackend({
      jobs: {
        'imports.run': (_input, { progress }) => {
          progress({ done: 3, total: 10 })
          return finish.promise
        },
      },
    })
    const { result: job } = withBackend(backend, () => useJob('imports.run'))
    const ended = job.start(input)
    expect(job.isRunning.value).toBe(true)
    expect(job.progress.value).toEqual({ done: 3, total: 10 })
    finish.resolve(result)
    await ended
    expect(job.isRunning.value).toBe(false)
    expect(job.result.value).toEqual(result)
  })

  test('after stop, what was done so far is the result', async () => {
    const backend = createFakeBackend({
      jobs: {
        'imports.run': (_input, { signal }) =>
          new Promise((resolve) =>
            signal.addEventListener('abort', () =>
              resolve({ ...result, rows: 4, cancelled: true }),
            ),
          ),
      },
    })
    const { result: job } = withBackend(backend, () => useJob('imports.run'))
    const ended = job.start(input)
    job.stop()
    expect(job.isStopping.value).toBe(true)
    await ended
    expect(job.isStopping.value).toBe(false)
    expect(job.result.value).toMatchObject({ rows: 4, cancelled: true })
  })

  test('a refusal is kept for the screen, a plain cancel is none', async () => {
    const answers = [new AppError('E-DISK-FULL', 'full'), new AppError('CANCELLED', 'stopped')]
    const backend = createFakeBackend({
      jobs: { 'imports.run': () => Promise.reject(answers.shift()!) },
    })
    const { result: job } = withBackend(backend, () => useJob('imports.run'))
    await job.start(input)
    expect(job.failure.value?.code).toBe('E-DISK-FULL')
    await job.start(input)
    expect(job.failure.value).toBeUndefined()
  })

  test('a run does not outlive its screen', async () => {
    let signal: AbortSignal | undefined
    const backend = createFakeBackend({
      jobs: {
        'imports.run': (_input, control) => {
          signal = control.signal
          return new Promise(() => undefined)
        },
      },
    })
    const { result: job, stop } = withBackend(backend, () => useJob('imports.run'))
    void job.start(input)
    await Promise.resolve()
    stop()
    expect(signal?.aborted).toBe(true)
  })
})
