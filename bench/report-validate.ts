import * as Y from 'yjs'
import type { FormDefinition } from '../core/contract/form-definition.ts'
import { createRecord, findRecord, readRecord } from '../core/crdt/record.ts'
import { reportRecord } from '../core/crdt/records/report-record.ts'
import { fieldOf, formOf, listOf } from '../core/domain/forms/sample-form.ts'
import { answerProblems } from '../core/domain/forms/validate-answer.ts'
import { p50, takeTurns } from './measure.ts'
import type { Bench } from './run.ts'

const reports = 10_000
const reportsPerDocument = 500
const fields = 40
const rounds = 10

/**
 * All stored reports, read from their documents in memory and checked against the version they were
 * filled with; against parsing their answers from JSON, which is the least that anybody has to do. One
 * in ten has a wrong answer, which has to be found.
 */
export const reportValidate: Bench = async (report) => {
  const form = formOfAllKinds()
  const answers = Array.from({ length: reports }, (_, index) => answersOf(form, index))
  const documents = documentsWith(answers)
  const texts = answers.map((each) => JSON.stringify(each))
  const wrong = answers.filter((_, index) => index % 10 === 0).length
  const times = await takeTurns(
    {
      validate: () =>
        timed(() => {
          let found = 0
          for (const { doc, ids } of documents)
            for (const id of ids) {
              const map = findRecord(doc, reportRecord, id)!
              const problems = answerProblems(form, readRecord(reportRecord, map).answers ?? {})
              found += problems.length
            }
          if (found !== wrong) throw new Error(`${found} wrong answers instead of ${wrong}`)
        }),
      parse: () => timed(() => texts.forEach((text) => void JSON.parse(text))),
    },
    { rounds },
  )
  const [validate, parse] = [p50(times.validate), p50(times.parse)]
  report({
    metric: `reports of ${fields} fields validated`,
    value: reports / (validate / 1000),
    unit: 'rows/s',
    against: `parsing their JSON ${Math.round(reports / (parse / 1000))} rows/s`,
    ratio: validate / parse,
  })
}

function timed(work: () => void): Promise<number> {
  const startedAt = performance.now()
  work()
  return Promise.resolve(performance.now() - startedAt)
}

function formOfAllKinds(): FormDefinition {
  const kinds = [
    ...(['text', 'longText', 'choice', 'choices', 'boolean'] as const),
    ...(['integer', 'decimal', 'date', 'rating', 'time'] as const),
  ]
  const all = Array.from({ length: fields }, (_, index) =>
    fieldOf({
      ...{ id: `q_${index}`, type: kinds[index % kinds.length]!, required: index % 3 === 0 },
      ...{ list: 'l', min: index % kinds.length === 7 ? '2020-01-01' : 0 },
      ...(index % kinds.length === 0 && { pattern: '[A-Z]{2}-\\d+' }),
      ...(index > 0 && index % 8 === 0 && { visibleIf: { '==': [{ var: 'q_2' }, 'order'] } }),
    }),
  )
  return formOf(all, { l: listOf('order', 'quote', 'nothing') })
}

function answersOf(form: FormDefinition, index: number): Record<string, unknown> {
  const given = form.sections[0]!.fields.map(({ id, type }): [string, unknown] => {
    switch (type) {
      case 'choice':
        return [id, index % 2 === 0 ? 'order' : 'quote']
      case 'choices':
        return [id, ['order', 'nothing']]
      case 'boolean':
        return [id, index % 2 === 0]
      case 'date':
        return [id, '2026-11-24']
      case 'time':
        return [id, '09:30']
      case 'rating':
        return [id, 1 + (index % 5)]
      case 'integer':
      case 'decimal':
        return [id, index]
      default:
        return [id, `BP-${index}`]
    }
  })
  const answers = Object.fromEntries(given)
  return index % 10 === 0 ? { ...answers, q_6: -1 } : answers
}

function documentsWith(answers: readonly Record<string, unknown>[]) {
  return Array.from({ length: reports / reportsPerDocument }, (_, page) => {
    const doc = new Y.Doc()
    const ids = Array.from({ length: reportsPerDocument }, (_each, n) => {
      const index = page * reportsPerDocument + n
      const id = `r${index}`
      createRecord(doc, reportRecord, id, {
        ...{ activityId: `a${index}`, formId: 'visit', versionId: 'v1' },
        answers: answers[index] as Record<string, string>,
      })
      return id
    })
    return { doc, ids }
  })
}
