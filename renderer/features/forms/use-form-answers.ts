import { type Ref, shallowReactive, shallowRef, toRaw } from 'vue'
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
  /** All answers as they are now, hidden ones among them. */
  now(this: void): Record<string, unknown>
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

  const find = (concerns?: (fieldId: string) => boolean): ProblemsByField =>
    Object.fromEntries(
      answerProblems(definition(), toRaw(answers), concerns).map((each) => [
        each.fieldId,
        each.code,
      ]),
    )

  return {
    answers,
    problems,
    set(fieldId, answer) {
      answers[fieldId] = answer
      // What is found only now is said at its field when that is left, and by the next check.
      const known = problems.value
      if (Object.keys(known).length === 0) return
      const left = find((id) => id in known)
      if (!isSame(known, left)) problems.value = left
    },
    check() {
      problems.value = find()
      return Object.keys(problems.value).length === 0
    },
    now: () => ({ ...toRaw(answers) }),
    submitted: () => submittedAnswers(definition(), toRaw(answers)),
    reset(next = defaultAnswers(definition())) {
      problems.value = {}
      for (const id of Object.keys(answers)) if (!(id in next)) answers[id] = null
      Object.assign(answers, next)
    },
  }
}

function isSame(a: ProblemsByField, b: ProblemsByField): boolean {
  const ids = Object.keys(a)
  return ids.length === Object.keys(b).length && ids.every((id) => a[id] === b[id])
}
