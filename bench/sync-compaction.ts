import * as Y from 'yjs'
import { interleave, p50, type Report, type Times } from './measure.ts'
import type { Bench } from './run.ts'

const typedUpdates = 20_000
const setUpdates = 5_000
const rounds = 3

/**
 * Making one update of many: Yjs's own way without a document, against loading them in one transaction
 * and encoding the document, as both sides of the product do.
 */
export const syncCompaction: Bench = async (report) => {
  await reportFolding(report, `a text of ${typedUpdates} updates`, typing(typedUpdates))
  await reportFolding(report, `one field written ${setUpdates} times`, setting(setUpdates))
}

async function reportFolding(
  report: Report,
  what: string,
  updates: readonly Uint8Array[],
): Promise<void> {
  const sizes = new Map<string, number>()
  const noting = (name: string, fold: () => Uint8Array) => () => void sizes.set(name, fold().length)
  const times = await interleave(
    {
      load: noting('load', () => Y.encodeStateAsUpdate(loaded(updates))),
      merge: noting('merge', () => Y.mergeUpdates([...updates])),
    },
    { rounds, warmUp: 0 },
  )
  const ms = (all: Times): string => `${Math.round(p50(all))} ms`
  report({
    metric: `${what}: load and encode`,
    value: p50(times.load),
    unit: 'ms',
    against: `Y.mergeUpdates ${ms(times.merge)}`,
    ratio: p50(times.load) / p50(times.merge),
  })
  report({
    metric: `${what}: size afterwards`,
    value: sizes.get('load')! / 1e6,
    unit: 'MB',
    against: `Y.mergeUpdates ${(sizes.get('merge')! / 1e6).toPrecision(3)} MB`,
    ratio: sizes.get('load')! / sizes.get('merge')!,
  })
}

function loaded(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

function updatesOf(edit: (doc: Y.Doc) => void): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  edit(doc)
  return updates
}

/** Letter by letter, every fourth key a correction, in sessions of three hundred. */
function typing(count: number): Uint8Array[] {
  return updatesOf((doc) => {
    const text = doc.getText('description')
    let at = 0
    for (let key = 0; key < count; key++) {
      if (key % 300 === 0) {
        doc.clientID = key + 1
        at = (key * 7919) % (text.length + 1)
      }
      if (key % 4 === 3 && at > 0) text.delete(--at, 1)
      else text.insert(at++, 'abcdefgh '[key % 9]!)
    }
  })
}

function setting(count: number): Uint8Array[] {
  return updatesOf((doc) => {
    for (let time = 0; time < count; time++) doc.getMap('customers').set('remark', `note ${time}`)
  })
}
