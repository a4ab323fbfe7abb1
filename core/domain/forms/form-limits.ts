/** How large a form may be. A larger one is refused when it is imported or published. */
export const formLimits = {
  fields: 1000,
  sections: 100,
  options: 1000,
  lists: 200,
  /** Operators and values of one rule. */
  ruleNodes: 200,
  ruleDepth: 20,
  patternLength: 200,
  textLength: 20_000,
  /** Entries of one answer: choices, files, people. */
  entries: 100,
} as const
