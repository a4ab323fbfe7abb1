import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { applyNotingLosses, type LostWrite } from './lost-writes.ts'
import { isLatestOfItsLine } from './field-history.ts'

/** A device that keeps what it wrote as the updates it would push. */
class Device {
  readonly doc = new Y.Doc()
  readonly losses: LostWrite[] = []
  readonly updates: Uint8Array[] = []

  constructor(clientId: number) {
    this.doc.clientID = clientId
  }

  get record(): Y.Map<unknown> {
    return this.doc.getMap<Y.Map<unknown>>('activities').get('a1')!
  }

  write(values: Record<string, unknown>): Uint8Array {
    return this.change(() => {
      for (const [key, value] of Object.entries(values)) this.record.set(key, value)
    })
  }

  change(work: () => void): Uint8Array {
    const made: Uint8Array[] = []
    const keep = (update: Uint8Array): void => void made.push(update)
    this.doc.on('update', keep)
    this.doc.transact(work)
    this.doc.off('update', keep)
    this.updates.push(...made)
    return made[0]!
  }

  receive(...updates: Uint8Array[]): void {
    for (const update of updates) this.losses.push(...applyNotingLosses(this.doc, update))
  }

  get told(): string[] {
    return this.losses.map(
      ({ field, lost, kept }) => `${field}: ${String(lost.value)} lost to ${String(kept.value)}`,
    )
  }
}

function devices(...clientIds: number[]): Device[] {
  const made = clientIds.map((id) => new Device(id))
  const base = made[0]!.change(() => {
    const record = new Y.Map<unknown>()
    made[0]!.doc.getMap('activities').set('a1', record)
    record.set('title', 'base')
    record.set('updatedAt', 1)
  })
  for (const device of made.slice(1)) device.receive(base)
  return made
}

describe.each([
  ['the lower', 1, 2, 'b'],
  ['the higher', 2, 1, 'a'],
])('SYN-03 with %s clientID on the first device', (_, idA, idB, winner) => {
  test('both devices find the same losing write', () => {
    const [a, b] = devices(idA, idB) as [Device, Device]
    const fromA = a.write({ title: 'a' })
    const fromB = b.write({ title: 'b' })
    a.receive(fromB)
    b.receive(fromA)
    expect(a.told).toEqual([winner === 'b' ? 'title: a lost to b' : 'title: b lost to a'])
    expect(b.losses).toEqual(a.losses)
    expect(a.losses[0]).toMatchObject({ root: 'activities', recordId: 'a1', field: 'title' })
  })

  test('SYN-04 what is delivered again changes nothing', () => {
    const [a, b] = devices(idA, idB) as [Device, Device]
    const fromA = a.write({ title: 'a' })
    b.write({ title: 'b' })
    b.receive(fromA, fromA, Y.encodeStateAsUpdate(a.doc))
    expect(b.told).toHaveLength(1)
  })

  test('of several writes in a row only the last is lost', () => {
    const [a, b] = devices(idA, idB) as [Device, Device]
    const first = a.write({ title: 'a0' })
    const second = a.write({ title: 'a' })
    const fromB = b.write({ title: 'b' })
    a.receive(fromB)
    b.receive(first, second)
    const lasting = (device: Device): LostWrite[] =>
      device.losses.filter(({ lost }) => isLatestOfItsLine(device.record, 'title', lost.id))
    expect(lasting(a)).toHaveLength(1)
    expect(lasting(b)[0]?.lost).toEqual(lasting(a)[0]?.lost)
  })

  test('updates that come in the wrong order are found when they apply', () => {
    const [a, b] = devices(idA, idB) as [Device, Device]
    const first = a.write({ locationText: 'Lyon' })
    const second = a.write({ title: 'a' })
    b.write({ title: 'b' })
    b.receive(second)
    expect(b.told).toEqual([])
    b.receive(first)
    expect(b.told).toHaveLength(1)
  })

  test('the same value on both sides is no conflict', () => {
    const [a, b] = devices(idA, idB) as [Device, Device]
    const fromA = a.write({ title: 'same' })
    const fromB = b.write({ title: 'same' })
    a.receive(fromB)
    b.receive(fromA)
    expect([...a.told, ...b.told]).toEqual([])
  })

  test('SYN-02 different fields merge without a question', () => {
    const [a, b] = devices(idA, idB) as [Device, Device]
    const fromA = a.write({ title: 'a', updatedAt: 2 })
    const fromB = b.write({ locationText: 'Lyon', updatedAt: 3 })
    a.receive(fromB)
    b.receive(fromA)
    expect([...a.told, ...b.told]).toEqual([])
  })

  test('an overwrite of what was seen is no conflict', () => {
    const [a, b] = devices(idA, idB) as [Device, Device]
    b.receive(a.write({ title: 'a' }))
    a.receive(b.write({ title: 'b' }))
    b.receive(a.write({ title: 'later' }))
    expect([...a.told, ...b.told]).toEqual([])
  })

  test('a field that was empty on both sides', () => {
    const [a, b] = devices(idA, idB) as [Device, Device]
    const fromA = a.write({ locationText: 'a' })
    const fromB = b.write({ locationText: 'b' })
    a.receive(fromB)
    b.receive(fromA)
    expect(a.told).toHaveLength(1)
    expect(b.losses).toEqual(a.losses)
  })
})

test('SYN-04 three devices find two losing writes, in whichever order they hear of them', () => {
  const [a, b, c] = devices(10, 20, 5) as [Device, Device, Device]
  const [fromA, fromB, fromC] = [a, b, c].map((device, at) =>
    device.write({ title: 'abc'[at] }),
  ) as [Uint8Array, Uint8Array, Uint8Array]
  a.receive(fromB, fromC)
  b.receive(fromC, fromA)
  c.receive(fromA, fromB)
  const lost = (device: Device): unknown[] =>
    [...new Set(device.losses.map((loss) => loss.lost.value))].sort()
  expect([a, b, c].map((device) => device.record.get('title'))).toEqual(['b', 'b', 'b'])
  expect([a, b, c].map(lost)).toEqual([
    ['a', 'c'],
    ['a', 'c'],
    ['a', 'c'],
  ])
})

test('a device that only relays sees the same loss', () => {
  const [a, b, relay] = devices(10, 20, 5) as [Device, Device, Device]
  const fromA = a.write({ title: 'a' })
  const fromB = b.write({ title: 'b' })
  relay.receive(fromB, fromA)
  b.receive(fromA)
  expect(relay.losses).toEqual(b.losses)
})
