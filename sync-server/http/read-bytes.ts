import type { IncomingMessage } from 'node:http'
import { AppError } from '../../core/contract/app-error.ts'

/**
 * The body of a request.
 *
 * @throws AppError `E-DOC-TOO-LARGE` above `maxBytes`
 */
export async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = Number(request.headers['content-length'] ?? 0)
  if (length <= maxBytes) {
    length = 0
    for await (const chunk of request.iterator({
      destroyOnReturn: false,
    }) as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > maxBytes) break
      chunks.push(chunk)
    }
  }
  if (length <= maxBytes) return Buffer.concat(chunks)
  // Read to its end unseen, so that the answer arrives.
  request.resume()
  throw new AppError('E-DOC-TOO-LARGE', `a body has at most ${maxBytes} bytes`)
}
