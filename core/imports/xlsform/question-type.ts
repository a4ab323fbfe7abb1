import type { FieldType } from '../../domain/forms/field-types.ts'

/** What a row of the survey sheet is. */
export type RowKind =
  | {
      readonly kind: 'question'
      readonly type: FieldType
      /** The name of its choices. */
      readonly list?: string
      /** What of its type is not there: another type was taken, or an addition left out. */
      readonly lost?: string
    }
  | { readonly kind: 'begin' | 'end'; readonly part: 'group' | 'repeat' }
  /** Has no equal here. */
  | { readonly kind: 'unknown' }

const types: Readonly<Record<string, FieldType>> = {
  ...{ text: 'text', string: 'text', integer: 'integer', int: 'integer', decimal: 'decimal' },
  ...{ date: 'date', time: 'time', datetime: 'dateTime', note: 'heading' },
  ...{ image: 'file', photo: 'file', audio: 'file', video: 'file', file: 'file' },
  ...{ acknowledge: 'boolean', trigger: 'boolean', barcode: 'text', range: 'decimal' },
}

const selectPattern =
  /^(select_one|select one from|select one|select_multiple|select all that apply from|select multiple from|select multiple)\s+([^\s$]\S*)(\s+or(?:[_ ]specify)?[_ ]other)?$/i

/** @param type as the row has it: `select_one brands`, `begin group` */
export function rowKindOf(type: string, appearance: string): RowKind {
  const text = type.trim().replace(/\s+/g, ' ')
  const select = selectPattern.exec(text)
  if (select) {
    const [, verb = '', list = '', other] = select
    return {
      ...{ kind: 'question', type: /one/i.test(verb) ? 'choice' : 'choices', list },
      ...(other && { lost: other.trim() }),
    }
  }
  const name = text.toLowerCase().replace(/_/g, ' ')
  // A loop is an old way to repeat a part, once for each choice of a list.
  const part = /^(begin|end) (?:(group)|repeat|loop(?: over .*)?)$/.exec(name)
  if (part) return { kind: part[1] as 'begin' | 'end', part: part[2] ? 'group' : 'repeat' }
  const found = Object.hasOwn(types, name) ? types[name] : undefined
  if (!found) return { kind: 'unknown' }
  const words = appearance.toLowerCase().split(/\s+/)
  if (found === 'text' && words.includes('multiline')) return { kind: 'question', type: 'longText' }
  if (name === 'image' && words.includes('signature'))
    return { kind: 'question', type: 'signature' }
  return { kind: 'question', type: found, ...(name === 'barcode' && { lost: text }) }
}

/** Words of an appearance that say nothing which is not so here. */
const understood: Readonly<Partial<Record<FieldType, readonly string[]>>> = {
  longText: ['multiline'],
  signature: ['signature'],
  rating: ['rating'],
}

/** What an appearance asks for beyond that. */
export function otherAppearance(appearance: string, type: FieldType): string {
  const known = understood[type] ?? []
  return appearance
    .split(/\s+/)
    .filter((word) => !known.includes(word.toLowerCase()))
    .join(' ')
}

/** `start=1 end=5 step=1`, in any of the ways in which it is written. */
export function parametersOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/([A-Za-z_-]+)\s*=\s*([^\s,;]+)/g)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value,
    ]),
  )
}
