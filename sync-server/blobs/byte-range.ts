export interface ByteRange {
  readonly start: number
  /** Included. */
  readonly end: number
}

/**
 * The one range of a `Range` header within `size` bytes; `undefined` for the whole: without a header,
 * and for several ranges or other units, which RFC 9110 lets a server pass over. `none` where there
 * is nothing.
 */
export function byteRange(
  header: string | undefined,
  size: number,
): ByteRange | 'none' | undefined {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  // The other way round is not a range at all.
  if (first !== '' && last !== '' && Number(last) < start) return undefined
  return start > end ? 'none' : { start, end }
}
