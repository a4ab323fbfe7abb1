import { AppError } from '../../../core/contract/app-error.ts'

/** A customer file of this size has some 500,000 rows; beyond, the file is most likely another. */
export const maxImportBytes = 100 * 1024 * 1024

export interface PickedFile {
  fileName: string
  content: Uint8Array
}

/**
 * The bytes of a file that was chosen or dropped.
 *
 * @throws AppError `E-IMP-TOO-LARGE` before anything is read, `E-IMP-NOT-TEXT` for a folder or a
 * file that the system does not let us read
 */
export async function readPickedFile(file: File): Promise<PickedFile> {
  if (file.size > maxImportBytes)
    throw new AppError('E-IMP-TOO-LARGE', 'the file is too large', {
      sizeBytes: file.size,
      maxBytes: maxImportBytes,
    })
  try {
    return { fileName: file.name, content: new Uint8Array(await file.arrayBuffer()) }
  } catch (error) {
    throw new AppError('E-IMP-NOT-TEXT', `the file cannot be read: ${String(error)}`)
  }
}

/**
 * What was pasted: a file copied in the file manager, or cells copied in a spreadsheet, which arrive
 * as text with tabs. `undefined` when the clipboard holds neither.
 *
 * @param fileName for text, which has none
 */
export async function readPasted(
  clipboard: DataTransfer,
  fileName: string,
): Promise<PickedFile | undefined> {
  const file = clipboard.files[0]
  if (file) return readPickedFile(file)
  const text = clipboard.getData('text/plain')
  if (text.trim() === '') return undefined
  return { fileName, content: new TextEncoder().encode(text) }
}
