/** Characters that a preview shows; more would only make the window slow. */
export const maxPreviewCharacters = 500_000

/**
 * The text of a file for reading: UTF-8 or UTF-16 by their marks, UTF-8 when it is valid, else
 * Windows-1252, which many French programs still write.
 */
export function decodeText(bytes: Uint8Array<ArrayBuffer>): { text: string; isCut: boolean } {
  // No encoding takes more than four bytes for a character.
  const part = bytes.subarray(0, maxPreviewCharacters * 4)
  const text = decoderFor(part).decode(part)
  const isCut = part.length < bytes.length || text.length > maxPreviewCharacters
  return { text: text.slice(0, maxPreviewCharacters), isCut }
}

function decoderFor(bytes: Uint8Array<ArrayBuffer>): TextDecoder {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le')
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be')
  try {
    // The end may be in the middle of a character.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return new TextDecoder('utf-8')
  } catch {
    return new TextDecoder('windows-1252')
  }
}
