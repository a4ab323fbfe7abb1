import { expect, test } from 'vitest'
import { effectScope } from 'vue'
import { type JobOptions, useRunningJob } from './use-running-job.ts'

function start(options?: { outlivesScreen: boolean }) {
  const scope = effectScope()
  const job = scope.run(() => useRunningJob(options))!
  const end = Promise.withResolvers<string>()
  let given: JobOptions | undefined
  const outcome = job.run((options) => {
    given = options
    return end.promise
  })
  return { ...{ scope, job, end, outcome }, given: given! }
}

test('a job tells its progress until it ends', async () => {
  const { job, given, end, outcome } = start()
  expect(job.progress.value).toEqual({ done: 0, total: 0 })
  given.onProgress({ done: 3, total: 10 })
  expect(job.progress.value).toEqual({ done: 3, total: 10 })
  end.resolve('done')
  expect(await outcome).toBe('done')
  expect(job.progress.value).toBeUndefined()
})

test('a job that fails is over, and whoever started it is told', async () => {
  const { job, end, outcome } = start()
  end.reject(new Error('full'))
  await expect(outcome).rejects.toThrow('full')
  expect(job.progress.value).toBeUndefined()
})

test('a job is stopped by hand', () => {
  const { job, given } = start()
  job.stop()
  expect(given.signal.aborted).toBe(true)
})

test.each([
  ['stops with its screen', false],
  ['goes on where it takes its screen away itself', true],
])('a job %s', (_, outlivesScreen) => {
  const { scope, given } = start({ outlivesScreen })
  scope.stop()
  expect(given.signal.aborted).toBe(!outlivesScreen)
})
