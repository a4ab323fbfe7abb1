/** What an expression of an XLSForm says: the part of XPath that has an equal in rules and limits. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number }
  /** `${name}` */
  | { readonly kind: 'field'; readonly name: string }
  /** `.`, the answer itself */
  | { readonly kind: 'self' }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[] }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] }
  | {
      readonly kind: 'comparison'
      readonly operator: Comparison
      readonly left: Expression
      readonly right: Expression
    }
  | {
      readonly kind: 'arithmetic'
      readonly operator: '+' | '-' | '*' | '/'
      readonly operands: readonly Expression[]
    }

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

interface Token {
  readonly kind: 'text' | 'number' | 'field' | 'name' | 'sign'
  readonly value: string
}

const mostTokens = 2000
const deepest = 50

const tokenPattern =
  /\s*(?:\$\{\s*([^{}\s]+)\s*\}|'([^']*)'|"([^"]*)"|(\d+(?:\.\d*)?|\.\d+)|([\p{L}_][\p{L}\d_-]*)|(!=|<=|>=|[=<>+\-*(),.]))/uy

/**
 * Reads an expression (https://docs.getodk.org/form-operators-functions/); `undefined` for one that is
 * not understood: paths, unknown signs, or more than any form needs.
 */
export function parseExpression(text: string): Expression | undefined {
  const tokens = tokensOf(text)
  if (!tokens || tokens.length === 0) return undefined
  const reader = { tokens, at: 0, depth: 0 }
  const expression = parseAny(reader)
  return reader.at === tokens.length ? expression : undefined
}

/** Names of the fields that an expression asks for, each once. */
export function fieldsOfExpression(expression: Expression): string[] {
  const names = new Set<string>()
  const visit = (each: Expression): void => {
    if (each.kind === 'field') names.add(each.name)
    else if (each.kind === 'comparison') [each.left, each.right].forEach(visit)
    else if ('operands' in each) each.operands.forEach(visit)
  }
  visit(expression)
  return [...names]
}

function tokensOf(text: string): Token[] | undefined {
  // Spreadsheets turn straight quotes into these while one types.
  const source = text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').trim()
  const tokens: Token[] = []
  tokenPattern.lastIndex = 0
  while (tokenPattern.lastIndex < source.length) {
    const match = tokenPattern.exec(source)
    if (!match || tokens.length >= mostTokens) return undefined
    const [, field, single, double, number, name, sign] = match
    if (field !== undefined) tokens.push({ kind: 'field', value: field })
    else if (number !== undefined) tokens.push({ kind: 'number', value: number })
    else if (name !== undefined) tokens.push({ kind: 'name', value: name })
    else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign })
    else tokens.push({ kind: 'text', value: single ?? double ?? '' })
  }
  return tokens
}

interface Reader {
  readonly tokens: readonly Token[]
  at: number
  depth: number
}

/** Takes the next token when it is a sign or word of these. */
function take(reader: Reader, kind: 'sign' | 'name', values: readonly string[]) {
  const token = reader.tokens[reader.at]
  if (token?.kind !== kind || !values.includes(token.value)) return undefined
  reader.at += 1
  return token.value
}

function parseAny(reader: Reader): Expression | undefined {
  if (reader.depth >= deepest) return undefined
  reader.depth += 1
  const expression = parseJoined(reader, 'or', () =>
    parseJoined(reader, 'and', () => parseComparison(reader)),
  )
  reader.depth -= 1
  return expression
}

function parseJoined(
  reader: Reader,
  kind: 'and' | 'or',
  parseOperand: () => Expression | undefined,
): Expression | undefined {
  const operands: Expression[] = []
  do {
    const operand = parseOperand()
    if (!operand) return undefined
    operands.push(operand)
  } while (take(reader, 'name', [kind]))
  return operands.length === 1 ? operands[0] : { kind, operands }
}

/** One comparison; XPath lets them follow each other, which nobody means. */
function parseComparison(reader: Reader): Expression | undefined {
  const left = parseSum(reader)
  if (!left) return undefined
  const operator = take(reader, 'sign', ['=', '!=', '<', '<=', '>', '>=']) as Comparison | undefined
  if (!operator) return left
  const right = parseSum(reader)
  return right && { kind: 'comparison', operator, left, right }
}

function parseSum(reader: Reader): Expression | undefined {
  let sum = parseProduct(reader)
  for (;;) {
    const operator = sum && (take(reader, 'sign', ['+', '-']) as '+' | '-' | undefined)
    if (!sum || !operator) return sum
    const operand = parseProduct(reader)
    sum = operand && { kind: 'arithmetic', operator, operands: [sum, operand] }
  }
}

function parseProduct(reader: Reader): Expression | undefined {
  let product = parseSigned(reader)
  for (;;) {
    const operator = product && (take(reader, 'sign', ['*']) ?? take(reader, 'name', ['div']))
    if (!product || !operator) return product
    const operand = parseSigned(reader)
    const operands = operand && [product, operand]
    product = operands && { kind: 'arithmetic', operator: operator === '*' ? '*' : '/', operands }
  }
}

function parseSigned(reader: Reader): Expression | undefined {
  if (!take(reader, 'sign', ['-'])) return parseOne(reader)
  const operand = parseOne(reader)
  if (operand?.kind === 'literal' && typeof operand.value === 'number')
    return { kind: 'literal', value: -operand.value }
  return operand && { kind: 'arithmetic', operator: '-', operands: [operand] }
}

function parseOne(reader: Reader): Expression | undefined {
  const token = reader.tokens[reader.at]
  reader.at += 1
  switch (token?.kind) {
    case 'text':
      return { kind: 'literal', value: token.value }
    case 'number':
      return { kind: 'literal', value: Number(token.value) }
    case 'field':
      return { kind: 'field', name: token.value }
    case 'name':
      return parseCall(reader, token.value)
    case 'sign': {
      if (token.value === '.') return { kind: 'self' }
      if (token.value !== '(') return undefined
      const inner = parseAny(reader)
      return inner && take(reader, 'sign', [')']) ? inner : undefined
    }
    case undefined:
      return undefined
  }
}

function parseCall(reader: Reader, name: string): Expression | undefined {
  if (!take(reader, 'sign', ['('])) return undefined
  const operands: Expression[] = []
  if (take(reader, 'sign', [')'])) return { kind: 'call', name, operands }
  do {
    const operand = parseAny(reader)
    if (!operand) return undefined
    operands.push(operand)
  } while (take(reader, 'sign', [',']))
  return take(reader, 'sign', [')']) ? { kind: 'call', name, operands } : undefined
}
