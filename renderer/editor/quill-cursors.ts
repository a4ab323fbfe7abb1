import imported from 'quill-cursors/core'

type Library = typeof imported

/** The package is CommonJS, and bundlers differ in what they take for its default. */
export const QuillCursors: Library =
  'default' in imported ? (imported.default as Library) : imported
