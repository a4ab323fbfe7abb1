import * as Y from 'yjs'
import type { Reader } from './coerce.ts'

type Readers = Readonly<Record<string, Reader<unknown>>>

/**
 * How one kind of record lies in its document: `Y.Map`s of scalars by id in the root map `root`.
 * Members of a set are keys `<set>/<member>` of the record itself, so that two devices never create
 * a nested map under one key and lose one of them. Texts are `Y.Text`s created with the record.
 */
export interface RecordKind<F extends Readers, S extends string, T extends string> {
  readonly root: string
  readonly fields: F
  readonly sets: readonly S[]
  readonly texts: readonly T[]
  /** Names of what lies under `<name>/<id>` with values of its own, read by a module of its own. */
  readonly keyed: readonly string[]
}

export type AnyRecordKind = RecordKind<Readers, string, string>

export type RecordOf<K> =
  K extends RecordKind<infer F, infer S, string>
    ? { [N in keyof F]: ReturnType<F[N]> } & Record<S, string[]>
    : never

export type PatchOf<K> = { [N in keyof RecordOf<K>]?: RecordOf<K>[N] | undefined }

export function defineRecord<
  F extends Readers,
  const S extends string = never,
  const T extends string = never,
>(kind: {
  root: string
  fields: F
  sets?: readonly S[]
  texts?: readonly T[]
  keyed?: readonly string[]
}): RecordKind<F, S, T> {
  return { sets: [], texts: [], keyed: [], ...kind }
}

/** Who created a record and when; who changed what since is in the update log. */
export interface Stamp {
  readonly at: number
  readonly userId: string
}

/** The record's map, or `undefined` when it is absent or another type was put in its place. */
export function findRecord(
  doc: Y.Doc,
  kind: AnyRecordKind,
  id: string,
): Y.Map<unknown> | undefined {
  const value = doc.getMap(kind.root).get(id)
  return value instanceof Y.Map ? (value as Y.Map<unknown>) : undefined
}

/** Reads a record with every value coerced; unknown keys are ignored and stay where they are. */
export function readRecord<K extends AnyRecordKind>(kind: K, map: Y.Map<unknown>): RecordOf<K> {
  const record: Record<string, unknown> = {}
  for (const [name, read] of Object.entries(kind.fields)) record[name] = read(map.get(name))
  for (const set of kind.sets) record[set] = []
  if (kind.sets.length > 0)
    for (const [key, value] of map.entries()) {
      const slash = key.indexOf('/')
      const members = slash > 0 ? record[key.slice(0, slash)] : undefined
      if (value === true && Array.isArray(members)) members.push(key.slice(slash + 1))
    }
  for (const set of kind.sets) (record[set] as string[]).sort()
  return record as RecordOf<K>
}

/** Creates a record with its texts. Call inside a transaction of the document. */
export function createRecord<K extends AnyRecordKind>(
  doc: Y.Doc,
  kind: K,
  id: string,
  values: PatchOf<K>,
): Y.Map<unknown> {
  const map = new Y.Map<unknown>()
  doc.getMap(kind.root).set(id, map)
  writeRecord(kind, map, values)
  for (const name of kind.texts) map.set(name, new Y.Text())
  return map
}

/**
 * Writes what differs, key by key, so that concurrent edits of other fields merge. A value that reads
 * as the one to be written stays as it is: it may be of a newer version, which means more by it.
 */
export function writeRecord<K extends AnyRecordKind>(
  kind: K,
  map: Y.Map<unknown>,
  patch: PatchOf<K>,
): void {
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined) continue
    if (kind.sets.includes(name)) writeSet(map, name, value as readonly string[])
    else if (!reads(kind, name, map.get(name), value)) map.set(name, value)
  }
}

function writeSet(map: Y.Map<unknown>, set: string, members: readonly string[]): void {
  const wanted = new Set(members)
  const prefix = `${set}/`
  for (const key of [...map.keys()])
    if (key.startsWith(prefix) && !wanted.delete(key.slice(prefix.length))) map.delete(key)
  for (const member of wanted) map.set(prefix + member, true)
}

/** Puts one member into a set and leaves the others, known here or not, as they are. */
export function addMember(map: Y.Map<unknown>, set: string, member: string): void {
  const key = `${set}/${member}`
  if (map.get(key) !== true) map.set(key, true)
}

/** The text of a record, or `undefined` when something else stands there. */
export function textOf(map: Y.Map<unknown>, name: string): Y.Text | undefined {
  const value = map.get(name)
  return value instanceof Y.Text ? value : undefined
}

function reads(kind: AnyRecordKind, name: string, stored: unknown, value: unknown): boolean {
  if (sameValue(stored, value)) return true
  const read = kind.fields[name]
  return stored !== undefined && read !== undefined && sameValue(read(stored), value)
}

/**
 * Keys of a record that this version does not know, and those whose value it cannot read: a newer
 * version wrote them (SYN-14).
 */
export function newerKeys(kind: AnyRecordKind, map: Y.Map<unknown>): string[] {
  return [...map.entries()]
    .flatMap(([key, stored]) =>
      fieldOfKey(kind, key) === undefined || isNewerValue(kind, key, stored) ? [key] : [],
    )
    .sort()
}

/** The field, set, keyed value or text that a key of a record belongs to; `undefined` for one of a newer version. */
export function fieldOfKey(kind: AnyRecordKind, key: string): string | undefined {
  if (Object.hasOwn(kind.fields, key) || kind.texts.includes(key)) return key
  const set = key.slice(0, Math.max(key.indexOf('/'), 0))
  return [...kind.sets, ...kind.keyed].includes(set) ? set : undefined
}

/** Whether a newer version wrote a value that is read as another one here. */
export function isNewerValue(kind: AnyRecordKind, key: string, stored: unknown): boolean {
  const read = kind.fields[key]
  return read !== undefined && isScalar(stored) && stored !== '' && !sameValue(read(stored), stored)
}

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value)

function sameValue(stored: unknown, value: unknown): boolean {
  if (stored === value || (stored === undefined && value === null)) return true
  return (
    typeof value === 'object' && value !== null && JSON.stringify(stored) === JSON.stringify(value)
  )
}
