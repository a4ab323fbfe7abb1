import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { isUnreadable } from '../contract/activity-history.ts'
import { fold, foldAfterMs } from '../sync/folding.ts'
import { serverUserId } from '../sync/log-entry.ts'
import { activityHistories } from './activity-history.ts'
import type { HistoryEntry } from '../contract/activity-history.ts'
import type { HistoryUpdate } from './record-history.ts'
import { createRecord, findRecord, textOf, writeRecord } from './record.ts'
import { activityRecord } from './records/activity-record.ts'

const minute = 60_000

/** A device, and the log that it keeps. */
class Device {
  readonly doc = new Y.Doc()
  readonly log: HistoryUpdate[] = []
  private readonly userId: string

  constructor(userId: string, clientId: number) {
    this.userId = userId
    this.doc.clientID = clientId
  }

  get record(): Y.Map<unknown> {
    return findRecord(this.doc, activityRecord, 'a1')!
  }

  get text(): Y.Text {
    return textOf(this.record, 'description')!
  }

  change(at: number, work: () => void): HistoryUpdate {
    const made: Uint8Array[] = []
    const keep = (update: Uint8Array): void => void made.push(update)
    this.doc.on('update', keep)
    this.doc.transact(work)
    this.doc.off('update', keep)
    return this.append({ at, update: made[0]!, userId: this.userId })
  }

  create(at: number, id = 'a1'): HistoryUpdate {
    return this.change(at, () => {
      createRecord(this.doc, activityRecord, id, {
        ...{ typeId: 'type-visit', customerId: 'c1', title: 'Visite', assigneeId: 'camille' },
        ...{ status: 'done', startAt: 1000, contactIds: ['p1'] },
        ...{ createdAt: at, createdBy: this.userId, updatedAt: at, updatedBy: this.userId },
      })
    })
  }

  write(at: number, patch: Parameters<typeof writeRecord<typeof activityRecord>>[2]) {
    return this.change(at, () =>
      writeRecord(activityRecord, this.record, {
        ...patch,
        // The log tells who it was, whatever an update says.
        ...{ updatedAt: at + 7, updatedBy: 'somebody' },
      }),
    )
  }

  type(at: number, text: string): HistoryUpdate {
    return this.change(at, () => this.text.insert(this.text.length, text))
  }

  receive(...entries: HistoryUpdate[]): this {
    for (const entry of entries) {
      Y.applyUpdate(this.doc, entry.update)
      this.append(entry)
    }
    return this
  }

  append(entry: Omit<HistoryUpdate, 'seq' | 'isFolded'>): HistoryUpdate {
    const row = { ...entry, isFolded: entry.userId === serverUserId, seq: this.log.length + 1 }
    this.log.push(row)
    return row
  }
}

function devices(): [camille: Device, paul: Device] {
  const made: [Device, Device] = [new Device('camille', 20), new Device('paul', 10)]
  made[1].receive(made[0].create(0))
  return made
}

const historyOf = (log: readonly HistoryUpdate[]): readonly HistoryEntry[] =>
  activityHistories(log).get('a1') ?? []

/** Sets by their members, texts without marks, nothing as a dash. */
function worded(value: unknown): string {
  if (isUnreadable(value)) return 'newer'
  const parts: unknown[] = Array.isArray(value) ? value : [value ?? '']
  const isOp = (part: unknown): part is { insert: string } => typeof part === 'object'
  return parts.map((part) => (isOp(part) ? part.insert : String(part))).join('') || '–'
}

const linesOf = ({ userId, at, changes }: HistoryEntry): string[] =>
  changes.map(({ field, before, after, isKept }) => {
    const values = `${worded(before)} → ${worded(after)}`
    return `${at} ${userId} ${field}: ${values}${isKept ? '' : ' lost'}`
  })

/** Every change but those of the creation. */
const told = (log: readonly HistoryUpdate[]): string[] =>
  historyOf(log)
    .filter(({ kind }) => kind !== 'created')
    .flatMap(linesOf)

test('TL-21 a creation is one entry, without its stamps', () => {
  const [camille] = devices()
  expect(historyOf(camille.log)).toMatchObject([{ kind: 'created', at: 0, userId: 'camille' }])
  expect(historyOf(camille.log)[0]!.changes.map(({ field, after }) => [field, after])).toEqual([
    ['typeId', 'type-visit'],
    ['customerId', 'c1'],
    ['title', 'Visite'],
    ['assigneeId', 'camille'],
    ['status', 'done'],
    ['startAt', 1000],
    ['contactIds', ['p1']],
  ])
})

test('TL-21 each change tells its fields, by the author and the time of the log', () => {
  const [camille, paul] = devices()
  camille.receive(paul.write(1, { title: 'Tarifs', locationText: 'Lyon' }))
  camille.write(2, { contactIds: ['p2', 'p1'] })
  camille.write(3, { locationText: null })
  expect(told(camille.log)).toEqual([
    '1 paul title: Visite → Tarifs',
    '1 paul locationText: – → Lyon',
    '2 camille contactIds: p1 → p1p2',
    '3 camille locationText: Lyon → –',
  ])
})

test('TL-21 stamps alone are no entry', () => {
  const [camille] = devices()
  camille.write(1, {})
  expect(told(camille.log)).toEqual([])
})

test('TL-21 another record of the document is another history', () => {
  const [camille] = devices()
  camille.create(1, 'a2')
  expect([...activityHistories(camille.log).keys()]).toEqual(['a1', 'a2'])
  expect([...activityHistories(camille.log, { only: 'a2' }).keys()]).toEqual(['a2'])
})

describe.each([
  ['the first', 20, 10, ['camille title: Visite → a', 'paul title: – → b lost']],
  ['the second', 10, 20, ['camille title: Visite → a', 'paul title: a → b']],
])('TL-21 SYN-03 of two values written at once Yjs keeps %s', (_, idA, idB, expected) => {
  test('the history tells both', () => {
    const [camille, paul] = devices()
    camille.doc.clientID = idA
    paul.doc.clientID = idB
    const fromPaul = paul.write(2, { title: 'b' })
    camille.write(1, { title: 'a' })
    camille.receive(fromPaul)
    expect(told(camille.log).map((line) => line.slice(2))).toEqual(expected)
  })
})

test('TL-21 SYN-03 the same value on both sides is told once', () => {
  const [camille, paul] = devices()
  const fromPaul = paul.write(2, { title: 'a' })
  camille.write(1, { title: 'a' })
  camille.receive(fromPaul)
  expect(told(camille.log)).toEqual(['1 camille title: Visite → a'])
})

test('TL-21 a deletion and a restoration are entries', () => {
  const [camille] = devices()
  camille.change(5, () => {
    writeRecord(activityRecord, camille.record, { deletedAt: 5, deletedBy: 'camille' })
  })
  camille.change(6, () => {
    writeRecord(activityRecord, camille.record, { deletedAt: null, deletedBy: null })
  })
  expect(told(camille.log)).toEqual(['5 camille deletedAt: – → 5', '6 camille deletedAt: 5 → –'])
})

describe('TL-21 a text', () => {
  test('typed in many updates is one entry an author, until a pause', () => {
    const [camille, paul] = devices()
    for (const letter of 'Stock') camille.type(10, letter)
    camille.type(4 * minute, ' vu')
    camille.type(20 * minute, '.')
    camille.receive(...paul.receive(...camille.log.slice(1)).log.slice(-1))
    camille.receive(paul.type(21 * minute, ' Merci'))
    expect(told(camille.log)).toEqual([
      `${4 * minute} camille description: – → Stock vu`,
      `${20 * minute} camille description: Stock vu → Stock vu.`,
      `${21 * minute} paul description: Stock vu. → Stock vu. Merci`,
    ])
  })

  test('that two type at once is one entry each', () => {
    const [camille, paul] = devices()
    for (const [camilles, pauls] of ['ab', 'cd', 'ef']) {
      paul.receive(camille.type(1, camilles!))
      camille.receive(paul.type(2, pauls!))
    }
    expect(told(camille.log)).toEqual([
      '1 camille description: – → abcde',
      '2 paul description: a → abcdef',
    ])
  })

  test('ends its entry where another field is changed', () => {
    const [camille] = devices()
    camille.type(1, 'a')
    camille.write(2, { title: 'Tarifs' })
    camille.type(3, 'b')
    expect(told(camille.log)).toEqual([
      '1 camille description: – → a',
      '2 camille title: Visite → Tarifs',
      '3 camille description: a → ab',
    ])
  })

  test('that was restored right after somebody typed is an entry of its own', () => {
    const [camille] = devices()
    camille.type(1, 'Stock')
    camille.change(2, () => {
      camille.text.delete(0, 5)
      writeRecord(activityRecord, camille.record, { updatedAt: 2 })
    })
    expect(told(camille.log)).toEqual([
      '1 camille description: – → Stock',
      '2 camille description: Stock → –',
    ])
  })

  test('that is as it was is no entry', () => {
    const [camille] = devices()
    camille.type(1, 'a')
    camille.change(2, () => camille.text.delete(0, 1))
    expect(told(camille.log)).toEqual([])
  })
})

describe('TL-21 updates in the wrong order', () => {
  test('are told when they apply, by their own authors', () => {
    const [camille, paul] = devices()
    const first = camille.write(1, { title: 'a' })
    paul.receive(first)
    const second = paul.write(2, { title: 'b' })
    const third = paul.type(3, 'Texte')
    const reader = new Device('zoe', 5)
    reader.receive(camille.log[0]!, third, second, first)
    // What waited is in the document with what it had waited for: there was no step between.
    expect(told(reader.log)).toEqual(['2 paul title: Visite → b', '3 paul description: – → Texte'])
  })
})

test('TL-21 SYN-14 what a newer version wrote is told, and not read', () => {
  const [camille] = devices()
  camille.change(1, () => camille.record.set('mood', 'good'))
  camille.change(2, () => camille.record.set('status', 'postponed'))
  camille.write(3, { status: 'done' })
  expect(told(camille.log)).toEqual([
    '1 camille : – → newer',
    '2 camille status: done → newer',
    '3 camille status: newer → done',
  ])
})

test('TL-21 an update that cannot be applied is left out', () => {
  const [camille] = devices()
  camille.append({ at: 1, userId: 'paul', update: new Uint8Array([1, 2, 3, 250]) })
  camille.write(2, { title: 'Tarifs' })
  expect(told(camille.log)).toEqual(['2 camille title: Visite → Tarifs'])
})

describe('TL-21 SYN-16 what came folded', () => {
  test('is one entry with what is known from then on', () => {
    const [camille] = devices()
    camille.write(1, { title: 'Tarifs' })
    const reader = new Device('zoe', 5)
    reader.receive({
      ...camille.log[1]!,
      ...{ userId: serverUserId, update: Y.encodeStateAsUpdate(camille.doc) },
    })
    reader.receive(camille.write(2, { title: 'Garantie' }))
    const [state, ...later] = historyOf(reader.log)
    expect(state).toMatchObject({ kind: 'state', at: 1, userId: serverUserId })
    expect(state!.changes.find(({ field }) => field === 'title')?.after).toBe('Tarifs')
    expect(later.flatMap(linesOf)).toEqual(['2 camille title: Tarifs → Garantie'])
  })

  test('is the same from a laptop that hands on what others had written', () => {
    const [camille, paul] = devices()
    camille.receive(paul.write(1, { title: 'Tarifs' }))
    const reader = new Device('zoe', 5)
    reader.receive({ ...camille.log[1]!, update: Y.encodeStateAsUpdate(camille.doc) })
    expect(historyOf(reader.log).map(({ kind }) => kind)).toEqual(['state'])
  })

  test('what is folded here reads as before, with the steps that were kept', () => {
    const [camille, paul] = devices()
    for (let step = 1; step <= 300; step++) {
      const author = step % 7 === 0 ? paul : camille
      const other = step % 7 === 0 ? camille : paul
      const at = step * minute
      other.receive(
        step % 3 === 0 ? author.type(at, `${step} `) : author.write(at, { title: `Titre ${step}` }),
      )
    }
    for (let step = 301; step <= 320; step++) paul.receive(camille.type(step * minute, '.'))
    const before = activityHistories(paul.log)
    for (const cut of [250, 311]) {
      const folding = fold(paul.log.slice(0, cut), foldAfterMs)!
      const { seq } = folding.last
      const kept = activityHistories(paul.log.slice(0, cut))
      const folded: HistoryUpdate = {
        ...folding.last,
        ...{ update: folding.state, userId: serverUserId, isFolded: true },
      }
      const after = activityHistories([folded, ...paul.log.slice(cut)], { kept, keptTo: seq })
      expect(after).toEqual(before)
    }
  })
})
