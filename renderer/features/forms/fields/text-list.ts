/** An answer that is a list of texts; anything else is an empty one. */
export function textList(answer: unknown): readonly string[] {
  return Array.isArray(answer) && answer.every((each) => typeof each === 'string') ? answer : []
}
