import { type Ref, shallowReactive, shallowRef } from 'vue'
import type { FormDefinition } from '../../../core/contract/form-definition.ts'
import {
  type Answers,
  defaultAnswers,
  submittedAnswers,
} from '../../../core/domain/forms/answers.ts'
import type { AnswerProblemCode } from '../../../core/domain/forms/problem-codes.ts'
import { answerProblems } from '../../../core/domain/forms/validate-answer.ts'

export type ProblemsByField = Readonly<Record<string, AnswerProblemCode>>

export interface FormAnswers {
  /** By field id. A field follows its own answer only: a keystroke does not concern the others. */
  readonly answers: Answers
  /** Nothing until `check`; what it has found goes as the answers are corrected. */
  readonly problems: Readonly<Ref<ProblemsByField>>
  set(this: void, fieldId: string, answer: unknown): void
  /** @returns whether the answers can be submitted */
  check(this: void): boolean
  /** What would be submitted. */
  submitted(this: void): Record<string, unknown>
  /** Begins again, with what the form begins with unless other answers are given. */
  reset(this: void, answers?: Answers): void
}

/** Answers to a form while it is filled. */
export function useFormAnswers(
  definition: () => FormDefinition,
  initial: Answers = defaultAnswers(definition()),
): FormAnswers {
  const answers = shallowReactive<Record<string, unknown>>({ ...initial })
  const problems = shallowRef<ProblemsByField>({})

  const find = (): [string, AnswerProblemCode][] =>
    answerProblems(definition(), answers).map(({ fieldId, code }) => [fieldId, code])

  return {
    answers,
    problems,
    set(fieldId, answer) {
      answers[fieldId] = answer
      // What is found only now is said at its field when that is left, and by the next check.
      const known = problems.value
      if (Object.keys(known).length > 0)
        problems.value = Object.fromEntries(find().filter(([id]) => id in known))
    },
    check() {
      problems.value = Object.fromEntries(find())
      return Object.keys(problems.value).length === 0
    },
    submitted: () => submittedAnswers(definition(), answers),
    reset(next = defaultAnswers(definition())) {
      problems.value = {}
      for (const id of Object.keys(answers)) if (!(id in next)) answers[id] = null
      Object.assign(answers, next)
    },
  }
}
