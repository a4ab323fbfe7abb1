import type { ImportResult } from '../../core/contract/imports.ts'
import type { RowProblem } from '../../core/imports/row-problem.ts'
import type { RefusedRow } from './read/write-refused-rows.ts'

const shownProblems = 500

interface Found {
  readonly refused: readonly RefusedRow[]
  readonly warnings: readonly { readonly line: number; readonly problem: RowProblem }[]
}

/** What the wizard lists of a plan, in the order of the file. */
export function problemsOf({
  refused,
  warnings,
}: Found): Pick<ImportResult, 'problems' | 'problemCount'> {
  const all = [
    ...refused.flatMap(({ line, problems }) =>
      problems.map((problem) => ({ line, severity: 'refused' as const, problem })),
    ),
    ...warnings.map((each) => ({ ...each, severity: 'warning' as const })),
  ].sort((a, b) => a.line - b.line)
  return {
    problemCount: all.length,
    problems: all.slice(0, shownProblems).map(({ line, severity, problem }) => ({
      line,
      severity,
      problem: problem.code,
      field: problem.field,
      value: problem.value,
    })),
  }
}
