import type { RejectedChange } from '../../../core/contract/sync.ts'

/** Fields that only machines read. */
const hidden = /^(createdAt|createdBy|updatedAt|updatedBy|deletedBy|id|.*Id|.*Ids)$/

/** What a change said, as lines of text: texts first, then short values, without what says nothing. */
export function readableCopy({ records }: Pick<RejectedChange, 'records'>): string {
  return records
    .map(({ fields }) =>
      Object.entries(fields)
        .filter(([name, value]) => !hidden.test(name) && typeof value === 'string' && value.trim())
        .map(([, value]) => String(value).trim())
        .join('\n'),
    )
    .filter((text) => text !== '')
    .join('\n\n')
}
