/** The longest frame of the feed, in bytes of the decompressed message. */
export const maxFrameBytes = 4 * 1024 * 1024

/** The longest single Yjs update, in bytes. */
export const maxUpdateBytes = 1024 * 1024

/** The most structs and deleted ranges that one update may carry: each costs work when applied. */
export const maxStructsPerUpdate = 20_000

/** The largest document, in bytes of its whole state encoded as one update. */
export const maxDocumentBytes = 16 * 1024 * 1024

/** The most updates in one push and in one page. */
export const maxUpdatesPerFrame = 500

/**
 * The most update bytes in one page: leaves room in the frame for the other fields of its entries,
 * at most 210 bytes each.
 */
export const maxPageBytes = 3 * 1024 * 1024

/** The longest id of a document, in bytes of UTF-8; those of today have 78 at most. */
export const maxDocumentIdBytes = 128

/** The longest id of a user or an epoch, in bytes of UTF-8. */
export const maxIdBytes = 64

/** The longest access token, in bytes. */
export const maxTokenBytes = 4096

/** The most ids in one part of the catalogue: 20,000 of today's 78 bytes are 1.5 MB. */
export const maxCataloguePart = 20_000

/** The most documents that one fetch may ask for. */
export const maxDocumentsPerFetch = 500
