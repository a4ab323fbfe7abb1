import { RE2JS } from 're2js'

/** Matches the whole of a text, in time proportional to its length, whatever the expression. */
export interface Pattern {
  matches(this: void, text: string): boolean
}

const known = new Map<string, Pattern | undefined>()
const mostKnown = 500

/**
 * An expression in RE2's syntax (https://github.com/google/re2/wiki/Syntax), which has no
 * look-arounds and no back-references; `undefined` for one that is not.
 */
export function patternOf(source: string): Pattern | undefined {
  if (known.has(source)) return known.get(source)
  if (known.size >= mostKnown) known.clear()
  const pattern = compile(source)
  known.set(source, pattern)
  return pattern
}

function compile(source: string): Pattern | undefined {
  try {
    const compiled = RE2JS.compile(source)
    return { matches: (text) => compiled.matches(text) }
  } catch {
    return undefined
  }
}
