/** What a permalink leads to. */
export interface NoteAddress {
  readonly activityId: string
  readonly noteId: string
}

const form = /^wiseparts:\/activities\?activity=([\w-]{1,64})&note=([\w-]{1,64})$/

/**
 * The address of a note that is the same on every machine and in both shells (NOT-03): the browser
 * shell’s own address has a port and a key of one laptop.
 */
export function notePermalink({ activityId, noteId }: NoteAddress): string {
  return `wiseparts:/activities?activity=${activityId}&note=${noteId}`
}

/** What a text leads to that is a permalink and nothing else, white space around it aside. */
export function readPermalink(text: string): NoteAddress | undefined {
  const [, activityId, noteId] = form.exec(text.trim()) ?? []
  return activityId !== undefined && noteId !== undefined ? { activityId, noteId } : undefined
}
