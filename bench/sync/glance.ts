/** How far a laptop is with its first sync. */
export interface Glance {
  /** Since it began to join, or since it was started again. */
  readonly ms: number
  /** Processor time of its process in that time. */
  readonly cpuMs: number
  readonly rowsOfPage: number
  /** Tells one first page of the timeline from another. */
  readonly page: string
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly memoryMB: number
  /** Activities, once it has everything. */
  readonly rows: number | null
}
