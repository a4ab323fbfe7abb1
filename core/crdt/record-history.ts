import * as Y from 'yjs'
import { type FieldChange, type HistoryEntry, unreadable } from '../contract/activity-history.ts'
import { sanitiseDelta } from '../richtext/sanitise-delta.ts'
import { isLatestOfItsLine, writesOf } from './field-history.ts'
import { type Histories, isNoChange, unknownField } from './history-entry.ts'
import { sameValue } from './lost-writes.ts'
import { type AnyRecordKind, fieldOfKey, isNewerValue, textOf } from './record.ts'
import {
  hasSeveralAuthors,
  newWriteIn,
  type TouchedRecord,
  touchedRecords,
} from './touched-records.ts'
import { goesOn, isOnlyTyping, openTypingEntry } from './typing-entry.ts'
import { WaitingUpdates } from './waiting-updates.ts'

/** An update of the log, in its order. */
export interface HistoryUpdate {
  readonly seq: number
  readonly update: Uint8Array
  /** In UTC milliseconds, and by whom: as the log has it, whatever the update itself says. */
  readonly at: number
  readonly userId: string
  /** Many updates in one, by whoever folded them. */
  readonly isFolded: boolean
}

export interface HistoryOptions {
  /** Keys of records that are no news: stamps, and what follows from other fields. */
  readonly ignored: ReadonlySet<string>
  /** What is known from before: the steps of updates that have been folded since. */
  readonly kept?: Histories
  /** Updates up to this `seq` are told by `kept`. */
  readonly keptTo?: number
  /** Tells only this record. */
  readonly only?: string
}

/**
 * What happened to each record of a document: its updates are replayed one by one into an empty
 * document, and what each changes is noted with the author and time of the update. Updates that Yjs
 * cannot apply are left out.
 *
 * @param updates all of the document, in the order of the log
 */
export function recordHistories(
  kind: AnyRecordKind,
  updates: readonly HistoryUpdate[],
  options: HistoryOptions,
): Histories {
  const poison = new Set<HistoryUpdate>()
  for (;;) {
    const replay = new Replay(kind, options)
    const broken = updates.find((update) => !poison.has(update) && !replay.apply(update))
    if (!broken) return replay.finish()
    // Half of it may be in the document already.
    poison.add(broken)
  }
}

/** An entry about a text whose latest state was not read yet: that is done once, when it stays. */
interface OpenText {
  readonly recordId: string
  readonly field: string
  readonly entry: HistoryEntry
}

class Replay {
  private readonly kind: AnyRecordKind
  private readonly options: HistoryOptions
  private readonly doc = new Y.Doc({ gc: false })
  private readonly root: Y.Map<unknown>
  private readonly histories = new Map<string, HistoryEntry[]>()
  private readonly known = new Map<string, Map<string, unknown>>()
  private readonly openTexts = new Map<string, OpenText>()
  private readonly waiting = new WaitingUpdates<HistoryUpdate>()
  private current: HistoryUpdate | undefined
  private count = 0

  constructor(kind: AnyRecordKind, options: HistoryOptions) {
    this.kind = kind
    this.options = options
    this.root = this.doc.getMap(kind.root)
    for (const [id, entries] of options.kept ?? []) this.histories.set(id, [...entries])
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => this.note(transaction))
  }

  /** Answers whether Yjs could apply it. */
  apply(update: HistoryUpdate): boolean {
    this.current = update
    this.count = 0
    const isTyping =
      this.openTexts.size > 0 && !this.waiting.areThere && isOnlyTyping(update.update)
    this.settle(({ entry }) => !isTyping || !goesOn(entry, update))
    try {
      Y.applyUpdate(this.doc, update.update)
    } catch {
      return false
    }
    this.waiting.applied(this.doc, update)
    return true
  }

  finish(): Histories {
    this.settle(() => true)
    this.doc.destroy()
    return new Map(
      [...this.histories].map(([id, entries]) => [
        id,
        entries.filter(({ changes }) => !changes.every(isNoChange)),
      ]),
    )
  }

  private note(transaction: Y.Transaction): void {
    const { current, waiting, root, options } = this
    if (!current) return
    const isState = current.isFolded || (!waiting.areThere && hasSeveralAuthors(transaction))
    for (const [recordId, touched] of touchedRecords(transaction, root)) {
      const map = root.get(recordId)
      if (!(map instanceof Y.Map) || (options.only ?? recordId) !== recordId) continue
      this.noteRecord(recordId, map as Y.Map<unknown>, touched, transaction, isState)
    }
  }

  private noteRecord(
    recordId: string,
    map: Y.Map<unknown>,
    { keys: changedKeys, texts, isNew }: TouchedRecord,
    transaction: Y.Transaction,
    isState: boolean,
  ): void {
    const isCreated = isNew && !this.known.has(recordId)
    const creator = isNew ? this.root._map.get(recordId) : undefined
    const keys = isNew ? [...map.keys(), ...this.valuesOf(recordId).keys()] : [...changedKeys]
    const typed = new Set([...texts, ...keys.filter((key) => this.isText(key))])
    // A text that is written together with other keys was restored or made, not typed. Of whoever goes
    // on typing the state before was not read: it stays their entry.
    const isOpen = (text: string): boolean => this.openTexts.has(textKey(recordId, text))
    const isTold = isNew || isState || (changedKeys.size > 0 && !this.waiting.areThere)
    const told = [...typed].filter((text) => isTold && !isOpen(text))

    const changes = new Map<HistoryUpdate, FieldChange[]>()
    const add = (owner: HistoryUpdate, change: FieldChange): void => {
      if (!isNoChange(change)) changes.set(owner, [...(changes.get(owner) ?? []), change])
    }
    for (const [field, key] of this.fieldsOf(keys)) {
      const owner = this.ownerOf(() => creator ?? map._map.get(key))
      add(owner, this.changeOf(recordId, map, field, key))
    }
    const teller = this.ownerOf(() => creator)
    for (const text of told) add(teller, this.changeOf(recordId, map, text, text))
    if (!isState)
      for (const key of changedKeys)
        for (const { change, item } of this.lostIn(map, key, transaction)) {
          const loser = this.ownerOf(() => item)
          add(loser, change)
        }

    for (const [owner, ofOwner] of changes) {
      this.settle((open) => open.recordId === recordId && !typed.has(open.field))
      const entryKind = isState ? 'state' : isCreated ? 'created' : 'changed'
      this.push(recordId, this.entry(owner, entryKind, ofOwner))
    }
    for (const text of typed)
      if (!told.includes(text)) {
        const owner = this.ownerOf(() => newWriteIn(textOf(map, text), transaction))
        this.noteTyping(recordId, text, owner)
      }
  }

  /** Fields worth telling, each with one of the keys that were touched of it. */
  private fieldsOf(keys: readonly string[]): Map<string, string> {
    return new Map(
      keys
        .filter((key) => !this.options.ignored.has(key) && !this.isText(key))
        .map((key) => [fieldOfKey(this.kind, key) ?? unknownField, key]),
    )
  }

  private changeOf(recordId: string, map: Y.Map<unknown>, field: string, key: string): FieldChange {
    if (field === unknownField) return { field, before: null, after: unreadable, isKept: true }
    const values = this.valuesOf(recordId)
    const before = values.get(field) ?? null
    const isNewer = isNewerValue(this.kind, key, map.get(key))
    const after = isNewer ? unreadable : this.read(map, field)
    values.set(field, after)
    return { field, before, after, isKept: true }
  }

  /** Values of this update that lost at once against one that was there. */
  private lostIn(
    map: Y.Map<unknown>,
    key: string,
    { beforeState }: Y.Transaction,
  ): { change: FieldChange; item: Y.Item }[] {
    const read = Object.hasOwn(this.kind.fields, key) ? this.kind.fields[key] : undefined
    if (!read || this.options.ignored.has(key)) return []
    const valueOf = (item: Y.Item | undefined): unknown => read(item?.content.getContent().at(-1))
    const [current, ...older] = writesOf(map, key)
    return older.flatMap((item) => {
      const isNew = item.id.clock >= (beforeState.get(item.id.client) ?? 0)
      if (!isNew || !isLatestOfItsLine(map, key, item.lastId)) return []
      const after = valueOf(item)
      if (sameValue(after, valueOf(current))) return []
      return [{ change: { field: key, before: null, after, isKept: false }, item }]
    })
  }

  private noteTyping(recordId: string, field: string, owner: HistoryUpdate): void {
    const entries = this.histories.get(recordId) ?? []
    const at = openTypingEntry(entries, this.kind, field, owner)
    const [former] = at >= 0 ? entries.splice(at, 1) : []
    const before = this.valuesOf(recordId).get(field) ?? null
    const entry: HistoryEntry = former
      ? { ...former, at: Math.max(former.at, owner.at) }
      : this.entry(owner, 'changed', [{ field, before, after: null, isKept: true }])
    this.push(recordId, entry)
    this.openTexts.set(textKey(recordId, field), { recordId, field, entry })
  }

  /** Reads what those texts have become by whoever typed in them. */
  private settle(isToSettle: (open: OpenText) => boolean): void {
    for (const [key, open] of [...this.openTexts]) {
      if (!isToSettle(open)) continue
      this.openTexts.delete(key)
      const { recordId, field, entry } = open
      const map = this.root.get(recordId)
      const after = map instanceof Y.Map ? this.read(map as Y.Map<unknown>, field) : null
      this.valuesOf(recordId).set(field, after)
      const entries = this.histories.get(recordId) ?? []
      const at = entries.indexOf(entry)
      const [change] = entry.changes
      if (at >= 0 && change) entries[at] = { ...entry, changes: [{ ...change, after }] }
    }
  }

  private push(recordId: string, entry: HistoryEntry): void {
    if (this.current!.seq <= (this.options.keptTo ?? 0)) return
    const entries = this.histories.get(recordId) ?? []
    this.histories.set(recordId, entries)
    entries.push(entry)
  }

  private entry(
    { at, userId }: HistoryUpdate,
    kind: HistoryEntry['kind'],
    changes: FieldChange[],
  ): HistoryEntry {
    return { id: `${this.current!.seq}.${this.count++}`, kind, at, userId, changes }
  }

  /** The update that a write came with. */
  private ownerOf(write: () => Y.Item | undefined): HistoryUpdate {
    const { current, waiting } = this
    const item = waiting.areThere ? write() : undefined
    return (item && waiting.ownerOf(item.lastId)) ?? current!
  }

  private valuesOf(recordId: string): Map<string, unknown> {
    const values = this.known.get(recordId) ?? new Map<string, unknown>()
    this.known.set(recordId, values)
    return values
  }

  private read(map: Y.Map<unknown>, field: string): unknown {
    if (this.kind.sets.includes(field))
      return [...map]
        .filter(([key, member]) => member === true && fieldOfKey(this.kind, key) === field)
        .map(([key]) => key.slice(field.length + 1))
        .sort()
    if (this.isText(field)) return sanitiseDelta(textOf(map, field)?.toDelta())
    return this.kind.fields[field]?.(map.get(field)) ?? null
  }

  private isText(field: string): boolean {
    return this.kind.texts.includes(field)
  }
}

const textKey = (recordId: string, field: string): string => `${recordId}/${field}`
