/** A part of a JSON Schema, or of a UI schema: anything may stand in it. */
export type Json = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const mostHops = 20

/** The schema itself where it refers to another part of the document; `undefined` for what is none. */
export function resolved(schema: unknown, root: Json): Json | undefined {
  let found: unknown = schema
  for (let hops = 0; hops < mostHops && isObject(found); hops++) {
    const { $ref, ...beside } = found
    if (typeof $ref !== 'string') return found
    const target = $ref.startsWith('#') ? partAt(root, segmentsOf($ref)) : undefined
    found = isObject(target) ? { ...target, ...beside } : undefined
  }
  return undefined
}

/** What a scope names: `#/properties/address/properties/city`. */
export interface ScopedSchema {
  readonly schema: Json
  /** The last name of the scope. */
  readonly name: string
  /** Whether the object that it stands in asks for it. */
  readonly isRequired: boolean
}

export function schemaAt(scope: string, root: Json): ScopedSchema | undefined {
  let schema = resolved(root, root)
  let [name, isRequired] = ['', false]
  const segments = segmentsOf(scope)
  for (let index = 0; index < segments.length; index += 2) {
    const [keyword, property = ''] = segments.slice(index, index + 2)
    const properties = schema?.properties
    if (keyword !== 'properties' || !isObject(properties)) return undefined
    isRequired = isList(schema?.required) && schema.required.includes(property)
    schema = Object.hasOwn(properties, property) ? resolved(properties[property], root) : undefined
    name = property
  }
  return schema && { schema, name, isRequired }
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** The one way to write a scope: `#//properties/a/` is `#/properties/a`. */
export function plainScope(scope: string): string {
  return segmentsOf(scope)
    .map((segment) => segment.replaceAll('~', '~0').replaceAll('/', '~1'))
    .reduce((whole, segment) => `${whole}/${segment}`, '#')
}

/** Scopes of the objects that a property stands in, the outermost first. */
export function scopesAround(scope: string): string[] {
  const segments = scope.split('/')
  return segments.flatMap((_, index) =>
    index % 2 === 0 && index < segments.length - 1 ? [segments.slice(0, index + 1).join('/')] : [],
  )
}

/** The scope of a property of the object that a scope names. */
export function scopeOf(scope: string, property: string): string {
  return `${scope}/properties/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function segmentsOf(pointer: string): string[] {
  return pointer
    .replace(/^#?\/?/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function partAt(root: unknown, segments: readonly string[]): unknown {
  return segments.reduce<unknown>(
    (part, segment) =>
      typeof part === 'object' && part !== null && Object.hasOwn(part, segment)
        ? (part as Json)[segment]
        : undefined,
    root,
  )
}

/** `firstName` as JSON Forms shows it: `First Name`. */
export function wordsOfName(name: string): string {
  const words = name
    .replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
    .replace(/[_-]+/g, ' ')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
