/** Some of the fields; a field that is `undefined` counts as left out. */
export type Patch<T> = { [K in keyof T]?: T[K] | undefined }
