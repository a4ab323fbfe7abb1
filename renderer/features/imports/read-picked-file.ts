import { AppError } from '../../../core/contract/app-error.ts'
import type { PickedFile } from '../../../core/host/host-contract.ts'
import { largestImportBytes } from '../../../core/imports/largest-import.ts'

/** What goes to `imports.open`. */
export interface ImportFile {
  readonly fileName: string
  readonly content: Uint8Array
}

/**
 * The bytes of a file that was chosen or dropped.
 *
 * @throws AppError `E-IMP-TOO-LARGE` before anything is read, `E-IMP-NOT-TEXT` for a folder or a
 * file that the system does not let us read
 */
export async function readPickedFile(file: PickedFile): Promise<ImportFile> {
  if (file.size > largestImportBytes)
    throw new AppError('E-IMP-TOO-LARGE', 'the file is too large', {
      size: file.size,
      max: largestImportBytes,
    })
  try {
    return { fileName: file.name, content: await file.bytes() }
  } catch (error) {
    throw new AppError('E-IMP-NOT-TEXT', `the file cannot be read: ${String(error)}`)
  }
}

/** A file as the browser gives it: dropped, or copied in the file manager and pasted. */
export const readBrowserFile = (file: File): Promise<ImportFile> =>
  readPickedFile({
    name: file.name,
    mime: file.type,
    size: file.size,
    bytes: async () => new Uint8Array(await file.arrayBuffer()),
  })

/**
 * What was pasted: a file, or cells copied in a spreadsheet, which arrive as text with tabs.
 * `undefined` when the clipboard holds neither.
 *
 * @param fileName for text, which has none
 */
export async function readPasted(
  clipboard: DataTransfer,
  fileName: string,
): Promise<ImportFile | undefined> {
  const file = clipboard.files[0]
  if (file) return readBrowserFile(file)
  const text = clipboard.getData('text/plain')
  if (text.trim() === '') return undefined
  return { fileName, content: new TextEncoder().encode(text) }
}
