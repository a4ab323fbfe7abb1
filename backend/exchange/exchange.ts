import { AppError } from '../../core/contract/app-error.ts'
import { maxUpdateBytes } from '../../core/sync/limits.ts'
import { updateFault } from '../../core/sync/update-fault.ts'
import type { Services } from '../app/services.ts'
import { PoisonUpdate } from '../documents/document-store.ts'
import { type CarriedChange, decodeChanges, encodeChanges } from './carried-changes.ts'
import { seal, unseal } from './sealed-file.ts'

/** What one file may hold: it passes through memory, and e-mail takes less. */
const maxFileBytes = 100 * 1024 * 1024
const changesAtOnce = 50

export interface Imported {
  readonly added: number
  readonly known: number
  readonly skipped: number
}

/**
 * A sealed file of this device's changes: those that the server does not have, or all that are in its
 * log since an instant.
 *
 * @param since UTC milliseconds; `null` for what is not shared yet
 * @throws AppError `E-SRV-NOT-SHARED`, `E-XCH-NOTHING`, `E-XCH-TOO-LARGE`
 */
export async function exportChanges(
  { session, syncLog, log, documents, team }: Services,
  passphrase: string,
  since: number | null,
): Promise<{ content: Uint8Array; changes: number }> {
  const { workspaceId } = requireShared(session.shared())
  const rows =
    since === null
      ? syncLog.unpushed({ maxUpdates: Number.MAX_SAFE_INTEGER, maxBytes: maxFileBytes + 1 })
      : documents
          .ids()
          .filter((id) => team.access(id) !== 'none')
          .flatMap((id) => log.entriesOf(id).filter(({ at }) => at >= since))
  const changes = rows.filter(({ update }) => update.length <= maxUpdateBytes)
  if (changes.length === 0) throw new AppError('E-XCH-NOTHING', 'no change to export')
  const bytes = changes.reduce((sum, { update }) => sum + update.length, 0)
  if (bytes > maxFileBytes) throw new AppError('E-XCH-TOO-LARGE', `changes of ${bytes} bytes`)
  const content = await seal(encodeChanges({ workspaceId, changes }), passphrase)
  return { content, changes: changes.length }
}

/**
 * Takes in a sealed file of another device of the same workspace. What this person may write is passed
 * on to the server as if it had been written here: later changes build on it. The order of files does
 * not matter, nor how often one is taken in.
 *
 * @throws AppError `E-SRV-NOT-SHARED`, `E-XCH-FILE`, `E-XCH-PASSPHRASE`, `E-XCH-OTHER-WORKSPACE`;
 *   nothing is taken in then
 */
export async function importChanges(
  { session, documents, log, team, syncLog, fetchList }: Services,
  file: Uint8Array,
  passphrase: string,
): Promise<Imported> {
  const { workspaceId } = requireShared(session.shared())
  const carried = decodeChanges(await unseal(file, passphrase))
  if (carried.workspaceId !== workspaceId)
    throw new AppError('E-XCH-OTHER-WORKSPACE', 'changes of another workspace')
  const imported = { added: 0, known: 0, skipped: 0 }
  const isNew = ({ documentId, update }: CarriedChange): boolean => {
    if (team.access(documentId) === 'none' || updateFault(update)) imported.skipped++
    else if (log.has(documentId, update)) imported.known++
    else return true
    return false
  }
  // On a device that is still to get what there was before, everything would be.
  const isNews = syncLog.place().cursor > 0 && fetchList.count() === 0
  const receive = (changes: readonly CarriedChange[]): void => {
    try {
      documents.receive(
        changes.map((change) => ({ ...change, seq: 0 })),
        () => undefined,
        { isNews, originOf: (id) => (team.access(id) === 'rw' ? 'local' : 'remote') },
      )
      imported.added += changes.length
    } catch (error) {
      if (!(error instanceof PoisonUpdate)) throw error
      imported.skipped++
      receive(changes.filter(({ update }) => update !== error.entry.update))
    }
  }
  const fresh = carried.changes.filter(isNew)
  for (let start = 0; start < fresh.length; start += changesAtOnce) {
    receive(fresh.slice(start, start + changesAtOnce))
    await new Promise(setImmediate)
  }
  return imported
}

function requireShared<T>(shared: T | undefined): T {
  if (shared === undefined) throw new AppError('E-SRV-NOT-SHARED', 'this workspace is not shared')
  return shared
}
