/** Author of what the server writes itself, and of what it has folded from many updates. */
export const serverUserId = 'server'

/** One update as the server's log holds it and as the feed carries it. */
export interface LogEntry {
  readonly documentId: string
  /** Place in the log of the workspace: 1, 2, 3, … without gaps. */
  readonly seq: number
  /** Who wrote it, by the claims of the connection it came from. */
  readonly userId: string
  /** When the server accepted it, in UTC milliseconds. */
  readonly at: number
  readonly update: Uint8Array
}
