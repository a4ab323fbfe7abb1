type Part = Readonly<Record<string, unknown>>

type Joined<Parts extends readonly Part[]> = Parts extends readonly [
  infer First,
  ...infer Rest extends readonly Part[],
]
  ? First & Joined<Rest>
  : unknown

/**
 * Joins the operations of several domains, or their handlers, into one record.
 *
 * @throws Error when two parts share a name: spreading them would silently keep the last
 */
export function joinParts<const Parts extends readonly Part[]>(...parts: Parts): Joined<Parts> {
  const joined: Record<string, unknown> = {}
  for (const [name, value] of parts.flatMap((part) => Object.entries(part))) {
    if (Object.hasOwn(joined, name)) throw new Error(`the operation ${name} is there twice`)
    joined[name] = value
  }
  return joined as Joined<Parts>
}
