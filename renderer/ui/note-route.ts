import type { NoteAddress } from '../../core/domain/notes/permalink.ts'

/** Where a note is shown: its activity, with the note marked (NOT-03). */
export const noteRoute = ({
  activityId,
  noteId,
}: NoteAddress): { path: string; query: Record<string, string> } => ({
  path: '/activities',
  query: { activity: activityId, note: noteId },
})
