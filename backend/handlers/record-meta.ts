import type { Author } from '../documents/document-store.ts'

/** Meta fields of a record made now. */
export function newRecordMeta({ at, userId }: Author): {
  createdAt: number
  createdBy: string
  updatedAt: number
  updatedBy: string
} {
  return { createdAt: at, createdBy: userId, updatedAt: at, updatedBy: userId }
}

/** Meta fields of a record changed now. */
export function touchedMeta({ at, userId }: Author): { updatedAt: number; updatedBy: string } {
  return { updatedAt: at, updatedBy: userId }
}

/** Tombstone, or its removal; not a change of content, so `updatedAt` stays. */
export function deletedMeta(
  { at, userId }: Author,
  deleted: boolean,
): { deletedAt: number | null; deletedBy: string | null } {
  return { deletedAt: deleted ? at : null, deletedBy: deleted ? userId : null }
}
