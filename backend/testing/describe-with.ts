import { describe, expect, test } from 'vitest'
import { programPath } from './child-program.ts'

/**
 * For tests: describes what needs these programs. Where one is missing the tests are skipped and the
 * run says so; with `CI` set they fail instead.
 */
export function describeWith(
  programs: readonly string[],
  name: string,
  tests: () => void | Promise<void>,
): void {
  const missing = programs.filter((program) => !programPath(program))
  const what = `not installed: ${missing.join(', ')}`
  if (missing.length === 0) describe(name, tests)
  else if (process.env['CI']) test(name, () => expect.fail(what))
  else test.skip(`${name} (${what})`)
}
