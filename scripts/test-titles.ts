import ts from 'typescript'

export interface TestTitle {
  /** The literal parts of the title; what a template computes is left out. */
  title: string
  kind: 'test' | 'describe'
}

const testNames = new Set(['test', 'it'])
const groupNames = new Set(['describe', 'suite'])
const silenced = new Set(['skip', 'todo', 'fixme'])

/**
 * The titles of the tests and groups of one test file, in order: string and template literals that
 * are the first argument of `test()`, `it()`, `test.each(…)()`, `describe()`, `test.describe()` and
 * their kin. Comments, other strings, and tests that never run (`skip`, `todo`, `fixme` and all
 * inside them, groups without a test) are not listed.
 */
export function testTitles(source: string): TestTitle[] {
  const file = ts.createSourceFile('file.ts', source, ts.ScriptTarget.Latest)
  return titlesWithin(file)
}

function titlesWithin(node: ts.Node): TestTitle[] {
  const call = ts.isCallExpression(node) ? describeCall(node) : undefined
  if (call?.silenced) return []
  const inner: TestTitle[] = []
  ts.forEachChild(node, (child) => void inner.push(...titlesWithin(child)))
  if (!call) return inner
  const own: TestTitle = { title: call.title, kind: call.kind }
  if (call.kind === 'test') return [own, ...inner]
  return inner.some(({ kind }) => kind === 'test') ? [own, ...inner] : []
}

function describeCall(call: ts.CallExpression): (TestTitle & { silenced: boolean }) | undefined {
  const words = calleeWords(call.expression)
  const [root] = words
  const title = call.arguments[0] && literalText(call.arguments[0])
  // `test.skip(condition, reason)` inside a test has no title, and `test.step` is no test.
  if (!root || title === undefined || call.arguments.length < 2) return undefined
  const group = words.find((word) => groupNames.has(word))
  if (!group && (!testNames.has(root) || words.includes('step'))) return undefined
  return {
    title,
    kind: group ? 'describe' : 'test',
    silenced: words.some((word) => silenced.has(word)),
  }
}

/** `test.each(rows)` in `test.each(rows)('title', …)` gives `['test', 'each']`. */
function calleeWords(callee: ts.Expression): string[] {
  if (ts.isIdentifier(callee)) return [callee.text]
  if (ts.isPropertyAccessExpression(callee))
    return [...calleeWords(callee.expression), callee.name.text]
  if (ts.isCallExpression(callee)) return calleeWords(callee.expression)
  if (ts.isTaggedTemplateExpression(callee)) return calleeWords(callee.tag)
  return []
}

function literalText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')
  return undefined
}
