import { richText } from '../../contract/scalars.ts'
import { deltaToText } from '../../richtext/delta-to-text.ts'
import { sanitiseDelta } from '../../richtext/sanitise-delta.ts'
import type { Answers } from '../forms/answers.ts'

const dayOrTime = /^(\d{4}-\d{2}-\d{2}|\d{2}:\d{2})$/
const recordId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * What a report says in words, for the full text (TL-13): texts, references, addresses, and options by
 * their values, which are made of their labels. By the answers alone: their form may not be on this device
 * yet, and a rebuild has to give the same. Days, times, ids and files are left out.
 */
export function answersText(answers: Answers): string {
  return Object.values(answers).flatMap(wordsOf).join('\n')
}

function wordsOf(answer: unknown): string[] {
  if (typeof answer === 'string') return isWords(answer) ? [answer] : []
  if (!Array.isArray(answer)) return []
  const delta = richText.safeParse(answer)
  if (delta.success && answer.length > 0) return [deltaToText(sanitiseDelta(delta.data)).trim()]
  return answer.filter((entry): entry is string => typeof entry === 'string' && isWords(entry))
}

function isWords(text: string): boolean {
  return text.trim() !== '' && !dayOrTime.test(text) && !recordId.test(text)
}
