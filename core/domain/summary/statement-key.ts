import { folded } from '../extraction/folded-text.ts'

export type StatementSection = 'issue' | 'pending' | 'analysis'

/**
 * What judgements of the team go by: the same as long as the passage says the same, whatever else is
 * written and whichever engine quotes it.
 *
 * @param sourceId of the text or the task, or what the statement counts
 * @param passage its words; case, accents, blanks and invisible characters make no difference
 */
export function statementKey(section: StatementSection, sourceId: string, passage: string): string {
  const text = `${section}\u0000${sourceId}\u0000${folded(passage).replace(/\s+/g, ' ').trim()}`
  return hash(text, 0x811c9dc5) + hash(text, 0x1b873593)
}

/** FNV-1a of UTF-16 units, http://www.isthe.com/chongo/tech/comp/fnv/. */
function hash(text: string, basis: number): string {
  let value = basis
  for (let at = 0; at < text.length; at += 1)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return (value >>> 0).toString(16).padStart(8, '0')
}
