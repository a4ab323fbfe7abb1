import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { knownWritesOf } from './deletion.ts'
import { readTask } from './read-task.ts'
import { createRecord, findRecord, newerKeys, writeRecord } from './record.ts'
import { taskRecord } from './records/task-record.ts'
import { reviewsOf } from './review.ts'
import { completeTask, reopenTask, takeBackDeed } from './task-completion.ts'

/** One device of one person; deeds are named after both and counted. */
class Device {
  readonly doc = new Y.Doc()
  private readonly userId: string
  private deeds = 0

  constructor(userId: string, clientId: number) {
    this.userId = userId
    this.doc.clientID = clientId
  }

  get map(): Y.Map<unknown> {
    return findRecord(this.doc, taskRecord, 't1')!
  }

  complete(at: number): string {
    const deed = this.newDeed()
    completeTask(this.map, deed, { at, userId: this.userId })
    return deed
  }

  reopen(at: number): string {
    const deed = this.newDeed()
    reopenTask(this.map, deed, { at, userId: this.userId })
    return deed
  }

  takeBack(deed: string): void {
    takeBackDeed(this.map, deed, this.userId)
  }

  edit(title: string, at: number): void {
    writeRecord(taskRecord, this.map, { title, updatedAt: at, updatedBy: this.userId })
  }

  delete(at: number): void {
    writeRecord(taskRecord, this.map, {
      ...{ deletedAt: at, deletedBy: this.userId },
      deletedSeen: knownWritesOf(this.map),
    })
  }

  restore(): void {
    writeRecord(taskRecord, this.map, { deletedAt: null, deletedBy: null, deletedSeen: null })
  }

  /** `done by paul, camille since 5`, and what is to be reviewed. */
  seen(): string[] {
    const { title, status, completions, completedAt, deletedAt } = readTask(this.map)
    const by = completions.map((completion) => completion.by).join(', ')
    const reviews = reviewsOf(this.doc, taskRecord.root, this.map, 't1', [])
    return [
      title,
      status === 'done' ? `done by ${by} since ${completedAt}` : 'open',
      ...(deletedAt === null ? [] : [`deleted at ${deletedAt}`]),
      ...reviews.map(
        ({ kind, keptBy, keptAt, lostBy, lostAt }) =>
          `${kind}: ${keptBy} at ${keptAt}, ${lostBy} at ${lostAt}`,
      ),
    ]
  }

  private newDeed(): string {
    return `${this.userId}-${++this.deeds}`
  }
}

function meet({ doc: one }: Device, { doc: other }: Device): void {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
}

interface Case {
  /** What both know before they part; the deeds are given on. */
  readonly before?: (camille: Device, paul: Device) => string | undefined
  readonly camille: (device: Device, deed: string) => void
  readonly paul: (device: Device, deed: string) => void
  readonly expected: string[]
}

const doneByCamille = (camille: Device): string => camille.complete(2)
const reopenedByPaul = (camille: Device, paul: Device): string => {
  camille.complete(2)
  meet(camille, paul)
  return paul.reopen(3)
}

/** Every pair of things that two can do without knowing of each other. */
const cases: Readonly<Record<string, Case>> = {
  'completed and completed: done once, both recorded': {
    camille: (device) => device.complete(7),
    paul: (device) => device.complete(5),
    expected: ['Rappeler', 'done by paul, camille since 5'],
  },
  'completed and edited: both': {
    camille: (device) => device.complete(5),
    paul: (device) => device.edit('Rappeler lundi', 6),
    expected: ['Rappeler lundi', 'done by camille since 5'],
  },
  'completed and deleted: done, to be reviewed': {
    camille: (device) => device.complete(5),
    paul: (device) => device.delete(6),
    expected: [
      'Rappeler',
      'done by camille since 5',
      'deletedAndCompleted: camille at 5, paul at 6',
    ],
  },
  'completed, and reopened by one who knew another completion: done by the one': {
    camille: (device) => device.complete(6),
    paul: (device) => {
      device.complete(4)
      device.reopen(5)
    },
    expected: ['Rappeler', 'done by camille since 6'],
  },
  'completed, and a completion taken back: done by the one': {
    camille: (device) => device.complete(6),
    paul: (device) => device.takeBack(device.complete(4)),
    expected: ['Rappeler', 'done by camille since 6'],
  },
  'completed again, and a reopening taken back: both completions stand': {
    before: reopenedByPaul,
    camille: (device) => device.complete(6),
    paul: (device, reopening) => device.takeBack(reopening),
    expected: ['Rappeler', 'done by camille, camille since 2'],
  },
  'completed and restored: done': {
    before: (camille) => void camille.delete(3),
    camille: (device) => device.complete(6),
    paul: (device) => device.restore(),
    expected: ['Rappeler', 'done by camille since 6'],
  },
  'reopened and reopened: open': {
    before: doneByCamille,
    camille: (device) => device.reopen(5),
    paul: (device) => device.reopen(6),
    expected: ['Rappeler', 'open'],
  },
  'reopened and edited: both': {
    before: doneByCamille,
    camille: (device) => device.reopen(5),
    paul: (device) => device.edit('Rappeler lundi', 6),
    expected: ['Rappeler lundi', 'open'],
  },
  'reopened and deleted: open, to be reviewed': {
    before: doneByCamille,
    camille: (device) => device.reopen(5),
    paul: (device) => device.delete(6),
    expected: ['Rappeler', 'open', 'deletedAndEdited: camille at 1, paul at 6'],
  },
  'reopened, and its completion taken back: open': {
    before: doneByCamille,
    camille: (device, completion) => device.takeBack(completion),
    paul: (device) => device.reopen(6),
    expected: ['Rappeler', 'open'],
  },
  'reopened, and the same reopening of another taken back: open': {
    before: doneByCamille,
    camille: (device) => device.takeBack(device.reopen(5)),
    paul: (device) => device.reopen(6),
    expected: ['Rappeler', 'open'],
  },
  'done, and taken back by somebody else: done': {
    before: doneByCamille,
    camille: (device) => device.edit('Rappeler lundi', 6),
    paul: (device, completion) => device.takeBack(completion),
    expected: ['Rappeler lundi', 'done by camille since 2'],
  },
  'reopened and restored: open': {
    before: (camille) => {
      camille.complete(2)
      camille.delete(3)
      return undefined
    },
    camille: (device) => device.reopen(6),
    paul: (device) => device.restore(),
    expected: ['Rappeler', 'open'],
  },
  'a completion taken back, and edited: both': {
    before: doneByCamille,
    camille: (device, completion) => device.takeBack(completion),
    paul: (device) => device.edit('Rappeler lundi', 6),
    expected: ['Rappeler lundi', 'open'],
  },
  'a completion taken back, and deleted: deleted': {
    before: doneByCamille,
    camille: (device, completion) => device.takeBack(completion),
    paul: (device) => device.delete(6),
    expected: ['Rappeler', 'open', 'deleted at 6'],
  },
  'edited and deleted: there, to be reviewed': {
    camille: (device) => device.edit('Rappeler lundi', 5),
    paul: (device) => device.delete(6),
    expected: ['Rappeler lundi', 'open', 'deletedAndEdited: camille at 5, paul at 6'],
  },
  'edited and restored: both': {
    before: (camille) => void camille.delete(3),
    camille: (device) => device.edit('Rappeler lundi', 5),
    paul: (device) => device.restore(),
    expected: ['Rappeler lundi', 'open'],
  },
  'deleted and deleted: deleted': {
    camille: (device) => device.delete(6),
    paul: (device) => device.delete(6),
    expected: ['Rappeler', 'open', 'deleted at 6'],
  },
}

const pairs = Object.entries(cases).flatMap(([name, each]) =>
  (
    [
      [1, 2],
      [2, 1],
    ] as const
  ).map((clientIds) => ({ name, clientIds, ...each })),
)

test.each(pairs)(
  'TSK-04 $name, on both devices, whichever writes last ($clientIds)',
  ({ clientIds, before, camille: byCamille, paul: byPaul, expected }) => {
    const [camille, paul] = [new Device('camille', clientIds[0]), new Device('paul', clientIds[1])]
    createRecord(camille.doc, taskRecord, 't1', {
      ...{ title: 'Rappeler', customerId: 'c1', createdAt: 1, createdBy: 'camille' },
      ...{ updatedAt: 1, updatedBy: 'camille' },
    })
    meet(camille, paul)
    const deed = before?.(camille, paul) ?? ''
    meet(camille, paul)
    byCamille(camille, deed)
    byPaul(paul, deed)
    meet(camille, paul)
    expect(camille.seen()).toEqual(expected)
    expect(paul.seen()).toEqual(expected)
  },
)

function oneDevice(): Device {
  const device = new Device('camille', 1)
  createRecord(device.doc, taskRecord, 't1', { title: 'Rappeler', customerId: 'c1' })
  return device
}

test('TSK-03 a reopened task is completed anew; the first completion stays recorded, undone', () => {
  const device = oneDevice()
  device.complete(5)
  device.reopen(6)
  device.complete(7)
  expect(device.seen()).toEqual(['Rappeler', 'done by camille since 7'])
  expect(device.map.get('completed/camille-1')).toEqual({ by: 'camille', at: 5 })
  expect(device.map.get('reopened/camille-2')).toMatchObject({ undoes: ['camille-1'] })
})

test('TSK-03 what is done or open already is not recorded again', () => {
  const device = oneDevice()
  expect(reopenTask(device.map, 'd1', { at: 4, userId: 'camille' })).toBe(false)
  device.complete(5)
  expect(completeTask(device.map, 'd2', { at: 6, userId: 'paul' })).toBe(false)
  expect([device.map.has('reopened/d1'), device.map.has('completed/d2')]).toEqual([false, false])
})

test('TSK-04 what cannot be read as a completion completes nothing', () => {
  const device = oneDevice()
  for (const [key, value] of Object.entries({
    a: true,
    b: { by: 5, at: 5 },
    c: { by: 'x', at: -1 },
  }))
    device.map.set(`completed/${key}`, value)
  device.map.set('reopened/r', { undoes: 'everything' })
  expect(device.seen()).toEqual(['Rappeler', 'open'])
})

test('SYN-14 completions and reopenings are of no newer version', () => {
  const device = oneDevice()
  device.complete(5)
  device.reopen(6)
  expect(newerKeys(taskRecord, device.map)).toEqual([])
})
