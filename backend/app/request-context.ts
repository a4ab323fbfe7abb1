/** What each connection brings. */
export interface RequestContext {
  /** Acts as this user instead of the person of this device (`npm run call -- … --as USER`). */
  readonly as?: string
}
