import { dayMs } from '../../core/domain/time/instant.ts'
import type { Services } from '../app/services.ts'

const keptMs = 7 * dayMs

/**
 * Removes contents that nothing refers to: files that were staged for a form which was then given
 * up. Links that were removed still count, since they can be brought back, and so do drafts. Files of
 * the last seven days stay in any case.
 *
 * @returns how many were removed
 */
export function sweepContent({
  db,
  content,
  now,
}: Pick<Services, 'db' | 'content' | 'now'>): number {
  const isLinked = db.reader.prepared('select 1 from attachment where hash = ? limit 1')
  const isInDraft = db.reader.prepared('select 1 from draft where instr(payload, ?) limit 1')
  return content.sweep(
    (hash) => isLinked.get(hash) !== undefined || isInDraft.get(hash) !== undefined,
    now() - keptMs,
  )
}
