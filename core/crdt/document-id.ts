/**
 * Ids of the Yjs documents of a workspace (`docs/architecture.md` lists what each holds):
 * `settings`, `directory`, `f/<formId>`, `c/<customerId>`, `a/<customerId>/<yyyy>[.n]`,
 * `u/<userId>`, `p/<customerId>/<userId>`, `e/<userId>`.
 */
export const settingsDocumentId = 'settings'
export const directoryDocumentId = 'directory'

export type DocumentKind =
  'settings' | 'directory' | 'form' | 'customer' | 'activities' | 'user' | 'positions' | 'evidence'

/** The document of a main customer, its branches and their contacts. */
export function customerDocumentId(mainCustomerId: string): string {
  return `c/${mainCustomerId}`
}

/** The document of a form: what is being designed, and all its published versions. */
export function formDocumentId(formId: string): string {
  return `f/${formId}`
}

/** The document of one person's saved views and preferences. */
export function userDocumentId(userId: string): string {
  return `u/${userId}`
}

/** Where one person was when they verified activities of a main customer (GPS-18). */
export function positionsDocumentId(mainCustomerId: string, userId: string): string {
  return `p/${mainCustomerId}/${userId}`
}

/** The keys of one person's devices, and how far the chains of their attempts reach (GPS-16). */
export function evidenceDocumentId(userId: string): string {
  return `e/${userId}`
}

/**
 * The documents of one main customer's activities of one year: `shard` 1 has no suffix, the next
 * ones are `.2`, `.3` and so on.
 */
export function activitiesDocumentId(mainCustomerId: string, year: number, shard = 1): string {
  return `a/${mainCustomerId}/${String(year).padStart(4, '0')}${shard > 1 ? `.${shard}` : ''}`
}

const patterns: readonly (readonly [DocumentKind, RegExp])[] = [
  ['settings', /^settings$/],
  ['directory', /^directory$/],
  ['form', /^f\/[\w-]{1,64}$/],
  ['customer', /^c\/[\w-]{1,64}$/],
  ['activities', /^a\/[\w-]{1,64}\/\d{4}(\.[1-9]\d{0,5})?$/],
  ['user', /^u\/[\w-]{1,64}$/],
  ['positions', /^p\/[\w-]{1,64}\/[\w-]{1,64}$/],
  ['evidence', /^e\/[\w-]{1,64}$/],
]

/** The kind of a document, or `undefined` when the id is not one of ours. */
export function documentKind(documentId: string): DocumentKind | undefined {
  return patterns.find(([, pattern]) => pattern.test(documentId))?.[0]
}

/** Whose document it is: the customer's, person's or form's id; empty where there is only one. */
export function subjectOf(documentId: string): string {
  return documentId.split('/')[1] ?? ''
}

/** Whose positions a document of positions holds. */
export function ownerOf(positionsId: string): string {
  return positionsId.split('/')[2] ?? ''
}

/** The shard number in an activities document's id; 1 without suffix. */
export function shardOf(documentId: string): number {
  return Number(/\.(\d+)$/.exec(documentId)?.[1] ?? 1)
}
