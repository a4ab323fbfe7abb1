import type { Locale } from '../../../core/contract/scalars.ts'
import { isKnownTimeZone } from '../../../core/domain/time/zoned.ts'

/** What the first screen asks for a new workspace. */
export interface WelcomeForm {
  organisationName: string
  firstName: string
  lastName: string
  tz: string
  locale: Locale
}

export type WelcomeField = Exclude<keyof WelcomeForm, 'locale'>
/** Keys of `welcome.problems`. */
type WelcomeProblem = 'required' | 'tooLong' | 'unknownZone'

const maxLength = { organisationName: 120, firstName: 80, lastName: 80 } as const

/** What stands in the way of creating the workspace, by field; empty when nothing does. */
export function welcomeProblems(form: WelcomeForm): Partial<Record<WelcomeField, WelcomeProblem>> {
  const problems: Partial<Record<WelcomeField, WelcomeProblem>> = {}
  for (const field of ['organisationName', 'firstName', 'lastName'] as const) {
    const { length } = form[field].trim()
    if (length === 0 && field !== 'lastName') problems[field] = 'required'
    else if (length > maxLength[field]) problems[field] = 'tooLong'
  }
  if (!isKnownTimeZone(form.tz)) problems.tz = 'unknownZone'
  return problems
}
