import type { Schedule } from '../../core/rpc/schedule.ts'

export const schedule: Schedule = (run, delayMs) => {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
}
