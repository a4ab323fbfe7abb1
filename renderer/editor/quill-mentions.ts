import Quill, { Delta, type Range } from 'quill/core'
import { mentionSign, mentionsOf } from '../../core/richtext/mentions.ts'
import { typedMention, type Person } from './mention-query.ts'
import type { SharedHistory } from './shared-history.ts'

/** A mention that is being typed. */
export interface MentionQuery {
  /** Where its sign stands. */
  readonly start: number
  readonly end: number
  readonly query: string
}

/** The mention that is being typed at the caret, if one is. */
export function mentionQueryAt(quill: Quill): MentionQuery | undefined {
  const range = caretOf(quill)
  if (!range) return undefined
  const end = range.index
  const [, offset] = quill.getLine(end)
  const query = typedMention(quill.getText(end - offset, offset))
  if (query === undefined) return undefined
  const start = end - query.length - mentionSign.length
  const isDone = quill.getFormat(start, mentionSign.length)['mention'] !== undefined
  return isDone ? undefined : { start, end, query }
}

/** Puts a person’s name in the place of what was typed, and the caret behind it. */
export function insertMention(quill: Quill, { start, end }: MentionQuery, person: Person): void {
  const text = mentionSign + person.name
  const isSpaced = /^[^\S\n]/.test(quill.getText(end, 1))
  // Ctrl+Z first takes the name back, then what was typed.
  ;(quill.getModule('history') as SharedHistory).cutoff()
  quill.updateContents(
    new Delta()
      .retain(start)
      .delete(end - start)
      .insert(text, { mention: person.id })
      .insert(isSpaced ? '' : ' '),
    Quill.sources.USER,
  )
  quill.setSelection(start + text.length + 1, 0, Quill.sources.USER)
}

/** Deletes the mention that the key would take a letter of; a mention goes as a whole. */
export function deleteMention(quill: Quill, key: 'Backspace' | 'Delete'): boolean {
  const caret = caretOf(quill)?.index
  if (caret === undefined) return false
  const taken = key === 'Backspace' ? caret - 1 : caret
  const mention = mentionsOf(quill.getContents().ops).find(
    ({ index, text }) => index <= taken && taken < index + text.length,
  )
  if (!mention) return false
  quill.deleteText(mention.index, mention.text.length, Quill.sources.USER)
  quill.setSelection(mention.index, 0, Quill.sources.USER)
  return true
}

function caretOf(quill: Quill): Range | undefined {
  const range = quill.hasFocus() ? quill.getSelection() : null
  return range?.length === 0 ? range : undefined
}
