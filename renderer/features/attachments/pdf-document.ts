import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = workerUrl

export interface OpenPdf {
  readonly document: PDFDocumentProxy
  close(): void
}

/**
 * Reads a PDF in a worker of this origin. Scripts of the document never run, forms are only drawn,
 * and nothing is compiled at run time: neither `eval` nor WebAssembly is in the page's policy.
 *
 * @throws Error with the name `PasswordException` or `InvalidPDFException`
 */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>): Promise<OpenPdf> {
  // The library takes the buffer away from its owner.
  const task = getDocument({ data: bytes.slice(), useWasm: false, enableXfa: false })
  const close = (): void => void task.destroy()
  try {
    return { document: await task.promise, close }
  } catch (error) {
    close()
    throw error
  }
}
