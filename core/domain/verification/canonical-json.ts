/** What canonical JSON is made of; `undefined` in an object counts as absent. */
export type CanonicalValue =
  | null
  | boolean
  | number
  | string
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined }

/**
 * The one text of a JSON value, to be hashed (RFC 8785, JSON Canonicalization Scheme): no spaces, keys
 * in the order of their UTF-16 code units, numbers and strings as ECMAScript writes them.
 *
 * @throws RangeError for a number that JSON has no text for
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError('no JSON for a number that is not finite')
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key]
      return member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`]
    })
  return `{${members.join(',')}}`
}

const isList = (value: object): value is readonly CanonicalValue[] => Array.isArray(value)
