import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { applyNotingLosses, type LostWrite } from '../../core/crdt/lost-writes.ts'
import { conflictsOf } from '../../core/crdt/records/conflict-record.ts'
import { noteConflicts } from './note-conflicts.ts'

interface Row {
  update: Uint8Array
  origin: 'local' | 'remote'
  userId: string
  at: number
}

/** A device with its log, as the store keeps it. */
class Device {
  readonly doc = new Y.Doc()
  readonly log: Row[] = []
  private readonly losses: LostWrite[] = []
  private readonly userId: string

  constructor(userId: string, clientId: number) {
    this.userId = userId
    this.doc.clientID = clientId
  }

  write(values: Record<string, unknown>, at: number): Row {
    const before = Y.encodeStateVector(this.doc)
    this.doc.transact(() => {
      const records = this.doc.getMap<Y.Map<unknown>>('activities')
      if (!records.has('a1')) records.set('a1', new Y.Map())
      const stamps = { updatedAt: at, updatedBy: this.userId }
      for (const [key, value] of Object.entries({ ...values, ...stamps }))
        records.get('a1')!.set(key, value)
    })
    const update = Y.encodeStateAsUpdate(this.doc, before)
    const row: Row = { update, origin: 'local', userId: this.userId, at }
    this.log.push(row)
    return row
  }

  /** The server's time is not the author's. */
  receive(row: Row): this {
    this.losses.push(...applyNotingLosses(this.doc, row.update))
    this.log.push({ ...row, origin: 'remote', at: row.at + 5000 })
    return this
  }

  note(): ReturnType<typeof conflictsOf> {
    noteConflicts('a/c1/2026', this.doc, this.losses, this.log)
    return conflictsOf(this.doc)
  }
}

function devices(): [Device, Device, Device] {
  const made = [new Device('camille', 20), new Device('paul', 10), new Device('zoe', 5)] as [
    Device,
    Device,
    Device,
  ]
  const base = made[0].write({ title: 'base' }, 1)
  made[1].receive(base)
  made[2].receive(base)
  return made
}

test('SYN-04 both authors write the same conflict, with the times of the authors', () => {
  const [camille, paul] = devices()
  const fromCamille = camille.write({ title: 'Tarifs' }, 100)
  const fromPaul = paul.write({ title: 'Garantie' }, 200)
  // Nothing of Paul's stamp is left in Camille's document.
  const later = camille.write({ locationText: 'Lyon' }, 300)
  const seen = camille.receive(fromPaul).note()
  expect(paul.receive(fromCamille).receive(later).note()).toEqual(seen)
  expect(seen).toEqual([
    [
      expect.stringMatching(/^[0-9a-f]{32}$/),
      {
        root: 'activities',
        recordId: 'a1',
        field: 'title',
        write: [10, expect.any(Number)],
        lost: 'Garantie',
        lostBy: 'paul',
        lostAt: 200,
        kept: 'Tarifs',
        keptBy: 'camille',
        keptAt: 100,
      },
    ],
  ])
})

test('a device of neither author leaves it to theirs', () => {
  const [camille, paul, zoe] = devices()
  const fromCamille = camille.write({ title: 'Tarifs' }, 100)
  const fromPaul = paul.write({ title: 'Garantie' }, 200)
  expect(zoe.receive(fromCamille).receive(fromPaul).note()).toEqual([])
})

test('SYN-04 a value that its author had written over before the other arrived is not asked about', () => {
  const [camille, paul] = devices()
  const fromCamille = camille.write({ title: 'Tarifs' }, 100)
  const first = paul.write({ title: 'Garanti' }, 200)
  const second = paul.write({ title: 'Garantie' }, 201)
  const lost = (seen: ReturnType<typeof conflictsOf>): unknown[] => seen.map(([, { lost }]) => lost)
  expect(lost(camille.receive(first).receive(second).note())).toEqual(['Garantie'])
  expect(lost(paul.receive(fromCamille).note())).toEqual(['Garantie'])
})
