/** Why something of an imported form is not, or is otherwise, in the form that was made of it. */
export const notImportedReasons = [
  /** A kind of question that forms do not have; the question is left out. */
  'type',
  /** Inside a part that can be repeated, which forms do not have; left out with it. */
  'repeat',
  /** A rule, limit or other expression that has no equal here; its question is there without it. */
  'expression',
  /** A rule that asks for a question which is not there, comes later or is named twice. */
  'reference',
  /** A default that is computed, or is no valid answer. */
  'default',
  /** A property that forms do not have. */
  'setting',
  /** A text in a language that the application does not have. */
  'language',
  /** A sheet that is not read. */
  'sheet',
  /** A list that no question offers. */
  'unused',
  /** Switched off in the file. */
  'disabled',
  /** A second entry of the same name where there can be only one. */
  'duplicate',
  /** Something is missing that it cannot do without: a name, a type, a list. */
  'incomplete',
  /** A cell with an error, a formula without a result, a line that cannot be read. */
  'broken',
  /** Longer than forms allow; left out. */
  'limit',
  // What follows is there, but not as the file has it.
  /** Has another key. */
  'renamed',
  /** A part inside a part became a section of its own. */
  'flattened',
  /** Text was cut. */
  'shortened',
  /** Another type or language was taken. */
  'replaced',
  /** A limit that is less strict than in the file. */
  'loosened',
] as const
export type NotImportedReason = (typeof notImportedReasons)[number]

export interface NotImportedPart {
  /** The sheet, row and name as the file has them. */
  readonly where: string
  readonly what: string
  readonly reason: NotImportedReason
}

/** Collects what was not imported; what concerns many places is told once, with the first of them. */
export interface NotImportedList {
  /** @param name of the question or part; what has none is told once for all its places */
  add(reason: NotImportedReason, what: string, place: string, name?: string): void
  list(): NotImportedPart[]
}

const mostPlaces = 10
const longestText = 300

export function notImportedList(): NotImportedList {
  const parts: { reason: NotImportedReason; what: string; places: string[]; count: number }[] = []
  const known = new Map<string, (typeof parts)[number]>()
  return {
    add(reason, what, place, name) {
      const text = what.length > longestText ? `${what.slice(0, longestText)}…` : what
      const where = name ? `${place} ${name}` : place
      const key = name === undefined ? `${reason} ${text}` : `${reason} ${text} ${where}`
      const same = known.get(key)
      if (!same) {
        const part = { reason, what: text, places: [where], count: 1 }
        known.set(key, part)
        parts.push(part)
      } else if (!same.places.includes(where)) {
        same.count += 1
        if (same.places.length < mostPlaces) same.places.push(where)
      }
    },
    list: () =>
      parts.map(({ reason, what, places, count }) => ({
        ...{ where: count > places.length ? `${places.join(', ')}…` : places.join(', ') },
        ...{ what, reason },
      })),
  }
}
