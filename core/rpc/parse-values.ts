import type { z } from 'zod'
import { AppError } from '../contract/app-error.ts'

/** @throws AppError INVALID_INPUT with the first issue: `path` such as `filter.types.0`, `reason` */
export function parseInput(schema: z.ZodType, input: unknown): unknown {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const { path, reason } = firstIssue(parsed.error)
  throw new AppError('INVALID_INPUT', `${path || 'input'}: ${reason}`, { path, reason })
}

/** @throws Error when a handler's value is not what the contract says */
export function assertOutput(schema: z.ZodType, value: unknown): void {
  const parsed = schema.safeParse(value)
  if (parsed.success) return
  const { path, reason } = firstIssue(parsed.error)
  throw new Error(`output does not fit the contract: ${path || 'output'}: ${reason}`)
}

function firstIssue({ issues }: z.ZodError): { path: string; reason: string } {
  const [issue] = issues
  return { path: issue?.path.map(String).join('.') ?? '', reason: issue?.message ?? 'invalid' }
}
