/**
 * Pinned notes that one activity takes (NOT-03). It refuses a further one; notes that several people
 * pinned without knowing of each other all stay.
 */
export const maxPinnedNotes = 3
