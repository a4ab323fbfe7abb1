import type { SuggestedTask } from '../../contract/conversations.ts'
import type { SlotField } from '../extraction/slot-field.ts'
import { linesOf } from '../reports/free-report.ts'
import type { LocalReader, ReadingContext } from './read-reply.ts'

const dayField: SlotField = { key: 'day', type: 'date', label: { fr: 'Date', en: 'Date' } }
const longestTitle = 200

/** Who says "je" does it themself; who is named, by first name or whole, does it. */
const ownWords = /\b(?:je|j['’]|moi|I|I['’]ll)(?=\W)/i

/**
 * The actions of a free report as tasks (AIR-07): who and when are read in the same words; the title is
 * what was said.
 *
 * @param answer of the question for actions
 * @param me who speaks
 */
export function suggestedTasks(
  answer: unknown,
  me: string,
  reader: LocalReader,
  { people, extraction }: ReadingContext,
): SuggestedTask[] {
  return linesOf(answer).map((line) => {
    const { day } = reader.extract(line, [dayField], dayField.key, extraction)
    const named = people.users.filter(({ name }) => isNamed(line, name))
    const [only] = named
    return {
      title: line.slice(0, longestTitle),
      assigneeId: named.length === 1 && only ? only.id : ownWords.test(line) ? me : null,
      dueOn: day?.status === 'filled' && typeof day.value === 'string' ? day.value : null,
    }
  })
}

function isNamed(line: string, name: string): boolean {
  const words = new Set(plain(line).split(/[^\p{L}]+/u))
  const [first = ''] = plain(name).split(' ')
  return first !== '' && words.has(first)
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
