/** 20,000 customers are about 5 MB; beyond this size it is most likely another file. */
export const largestImportBytes = 50 * 1024 * 1024
