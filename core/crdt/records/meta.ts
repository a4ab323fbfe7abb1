import { instant, requiredInstant, requiredText, text } from '../coerce.ts'

/** Fields that every synced record carries. */
export const meta = {
  createdAt: requiredInstant,
  createdBy: requiredText(64),
  updatedAt: requiredInstant,
  updatedBy: requiredText(64),
  deletedAt: instant,
  deletedBy: text(64),
} as const
