import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chainStart, nextChain, sha256 } from '../../core/sync/hash-chain.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'
import { BrokenChain, type LogStore, type NewLogEntry } from './log-store.ts'

/** A fresh, empty log in some database. */
export interface StoreUnderTest {
  /** Opens the log; again after `close`, with all that it holds. */
  open(): Promise<LogStore>
  /** Does to the stored entry what no `LogStore` does, past it. */
  damage(seq: number, damage: Damage): Promise<void>
}

export const damages = ['change update', 'change author', 'remove'] as const
export type Damage = (typeof damages)[number]

const seed = Number(process.env['LOG_SEED'] ?? 15)
const unlimited = { maxUpdates: 1000, maxBytes: 1_000_000 }
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

function entry(documentId: string, ...update: number[]): NewLogEntry {
  return { documentId, userId: 'marie', at: 1_795_522_800_123, update: new Uint8Array(update) }
}

/** The chain as `nextChain` describes it, over a whole log. */
function chainOf(entries: readonly LogEntry[]): Uint8Array {
  return entries.reduce(
    (chain, { update, ...rest }) => nextChain(chain, { ...rest, updateSha256: sha256(update) }),
    chainStart,
  )
}

/** What every `LogStore` must do; `prepare` begins an empty log in the database under test. */
export function describeLogStore(name: string, prepare: () => Promise<StoreUnderTest>): void {
  describe(`log store: ${name}`, () => {
    async function opened(): Promise<{ store: LogStore; underTest: StoreUnderTest }> {
      const underTest = await prepare()
      const store = await underTest.open()
      onTestFinished(() => store.close().catch(() => undefined))
      return { store, underTest }
    }

    test('an empty log has its epoch, the beginning of the chain and no page', async () => {
      const { store } = await opened()
      const head = await store.head()
      expect(head).toEqual({ epoch: head.epoch, seq: 0, chain: chainStart })
      expect(head.epoch).not.toBe('')
      expect(await store.since(0, unlimited)).toEqual({ entries: [], to: 0, chain: chainStart })
      expect(await store.verify()).toEqual(head)
    })

    test('entries get places from 1 on and come back as they were', async () => {
      const { store } = await opened()
      const [a, b, c] = [entry('settings', 1), entry('c/norauto', 2, 3), entry('settings', 4)]
      expect(await store.append([a, b])).toEqual([1, 2])
      expect(await store.append([c])).toEqual([3])
      const entries = [
        { ...a, seq: 1 },
        { ...b, seq: 2 },
        { ...c, seq: 3 },
      ]
      const chain = chainOf(entries)
      expect(await store.since(0, unlimited)).toEqual({ entries, to: 3, chain })
      expect(await store.entriesOf('settings')).toEqual([entries[0], entries[2]])
      expect(await store.entriesOf('c/midas')).toEqual([])
      expect(await store.head()).toMatchObject({ seq: 3, chain })
    })

    test('SYN-13 an update that the document already has keeps its place and its author', async () => {
      const { store } = await opened()
      await store.append([entry('settings', 1)])
      const again = { ...entry('settings', 1), userId: 'paul', at: 0 }
      const twice = entry('settings', 2)
      expect(await store.append([again, twice, twice, entry('directory', 1)])).toEqual([1, 2, 2, 3])
      expect(await store.entriesOf('settings')).toEqual([
        { ...entry('settings', 1), seq: 1 },
        { ...twice, seq: 2 },
      ])
      expect((await store.verify()).seq).toBe(3)
    })

    test('the place of an update is found by document and hash', async () => {
      const { store } = await opened()
      await store.append([entry('settings', 1), entry('directory', 2)])
      const key = (documentId: string, byte: number) => ({
        documentId,
        sha256: sha256(new Uint8Array([byte])),
      })
      expect(
        await store.placesOf([key('directory', 2), key('directory', 1), key('settings', 1)]),
      ).toEqual([2, undefined, 1])
      expect(await store.placesOf([])).toEqual([])
    })

    test('SYN-15 a log opened again goes on where it was', async () => {
      const { store, underTest } = await opened()
      await store.append([entry('settings', 1), entry('settings', 2)])
      const head = await store.head()
      await store.close()
      const again = await underTest.open()
      onTestFinished(() => again.close())
      expect(await again.head()).toEqual(head)
      expect(await again.append([entry('settings', 2), entry('settings', 3)])).toEqual([2, 3])
      expect(await again.verify()).toEqual(await again.head())
    })

    test('a cursor fits when the chain at its place is the same', async () => {
      const { store } = await opened()
      await store.append([entry('settings', 1), entry('settings', 2)])
      const first = { ...entry('settings', 1), seq: 1 }
      expect(await store.chainAt(0)).toEqual(chainStart)
      expect(await store.chainAt(1)).toEqual(chainOf([first]))
      expect(await store.chainAt(2)).toEqual((await store.head()).chain)
      expect(await store.chainAt(3)).toBeUndefined()
      await expect(store.since(3, unlimited)).rejects.toThrow(RangeError)
    })

    test('a page ends at either limit, and a long update comes alone', async () => {
      const { store } = await opened()
      const bytes = (length: number, fill: number): number[] => Array<number>(length).fill(fill)
      await store.append([1, 2, 3, 4].map((fill) => entry('settings', ...bytes(10, fill))))
      await store.append([entry('settings', ...bytes(100, 5)), entry('settings', 6)])
      const seqs = async (cursor: number, maxUpdates: number, maxBytes: number) =>
        (await store.since(cursor, { maxUpdates, maxBytes })).entries.map(({ seq }) => seq)
      expect(await seqs(0, 3, 1000)).toEqual([1, 2, 3])
      expect(await seqs(0, 9, 20)).toEqual([1, 2])
      expect(await seqs(0, 9, 29)).toEqual([1, 2])
      expect(await seqs(4, 9, 20)).toEqual([5])
      expect(await seqs(5, 9, 20)).toEqual([6])
    })

    test('pages of any size, one after the other, are the log', async () => {
      const { store } = await opened()
      const written = fc.array(fc.record({ doc: fc.nat(2), byte: fc.nat(40), size: fc.nat(20) }), {
        minLength: 1,
        maxLength: 12,
      })
      const model: LogEntry[] = []
      await fc.assert(
        fc.asyncProperty(
          written,
          fc.integer({ min: 1, max: 7 }),
          fc.nat(60),
          async (batch, max, bytes) => {
            const entries = batch.map(({ doc, byte, size }) =>
              entry(`c/${doc}`, ...Array<number>(size).fill(byte)),
            )
            const seqs = await store.append(entries)
            for (const [index, made] of entries.entries())
              if (seqs[index] === model.length + 1) model.push({ ...made, seq: seqs[index] })
            expect(seqs.map((seq) => hex(model[seq - 1]!.update))).toEqual(
              entries.map(({ update }) => hex(update)),
            )
            const read: LogEntry[] = []
            for (let cursor = 0; cursor < model.length;) {
              const page = await store.since(cursor, { maxUpdates: max, maxBytes: bytes })
              expect(page.chain).toEqual(await store.chainAt(page.to))
              expect(page.to).toBeGreaterThan(cursor)
              read.push(...page.entries)
              cursor = page.to
            }
            expect(read).toEqual(model)
          },
        ),
        { seed, numRuns: 25 },
      )
      expect(await store.verify()).toMatchObject({ seq: model.length, chain: chainOf(model) })
    })

    test('what is quarantined leaves pages and documents, not the chain', async () => {
      const { store, underTest } = await opened()
      await store.append([1, 2, 3].map((byte) => entry('settings', byte)))
      const head = await store.head()
      await store.quarantine(3, 'throws when applied', 77)
      await store.quarantine(2, 'throws when applied', 78)
      await store.quarantine(2, 'another reason', 79)
      const kept = { ...entry('settings', 1), seq: 1 }
      expect(await store.entriesOf('settings')).toEqual([kept])
      expect(await store.since(0, unlimited)).toEqual({ entries: [kept], to: 3, chain: head.chain })
      expect(await store.since(1, { maxUpdates: 1, maxBytes: 9 })).toMatchObject({
        entries: [],
        to: 2,
      })
      expect(await store.verify()).toEqual(head)
      await store.close()
      const again = await underTest.open()
      onTestFinished(() => again.close())
      const reason = 'throws when applied'
      expect(await again.quarantined()).toEqual([
        { ...entry('settings', 2), seq: 2, reason, quarantinedAt: 78 },
        { ...entry('settings', 3), seq: 3, reason, quarantinedAt: 77 },
      ])
    })

    test('SYN-16 folded entries are one at the place of the last, and the chain stays', async () => {
      const { store, underTest } = await opened()
      const written = [1, 2, 3, 4].map((byte) => entry('settings', byte))
      await store.append([...written.slice(0, 3), entry('c/norauto', 9), written[3]!])
      await store.quarantine(2, 'throws when applied', 77)
      const head = await store.head()
      await store.fold('settings', 1, new Uint8Array([1, 1]))
      await store.fold('settings', 3, new Uint8Array([1, 3]))
      const folded = { ...entry('settings', 1, 3), userId: 'server', seq: 3 }
      const last = { ...written[3]!, seq: 5 }
      const check = async (of: LogStore): Promise<void> => {
        expect(await of.entriesOf('settings')).toEqual([folded, last])
        expect((await of.since(0, unlimited)).entries).toEqual([
          folded,
          { ...entry('c/norauto', 9), seq: 4 },
          last,
        ])
        expect(await of.since(0, { maxUpdates: 1, maxBytes: 9 })).toMatchObject({
          entries: [],
          to: 1,
        })
        expect(await of.quarantined()).toMatchObject([{ seq: 2, update: new Uint8Array([2]) }])
        expect(await of.verify()).toEqual(head)
        // What was pushed once is known for ever.
        expect(await of.append([written[0]!, written[2]!])).toEqual([1, 3])
      }
      await check(store)
      await store.close()
      const again = await underTest.open()
      onTestFinished(() => again.close())
      await check(again)
    })

    test('the documents are listed in their order, from any of them on', async () => {
      const { store } = await opened()
      const ids = ['settings', 'c/b', 'a/b/2026', 'c/a', 'c/b']
      await store.append(ids.map((id, index) => entry(id, index + 1)))
      expect(await store.documentIds('', 9)).toEqual(['a/b/2026', 'c/a', 'c/b', 'settings'])
      expect(await store.documentIds('c/a', 1)).toEqual(['c/b'])
      expect(await store.documentIds('settings', 9)).toEqual([])
    })

    test.each(damages)(
      'a log is not verified after someone did this to an entry: %s',
      async (damage) => {
        const { store, underTest } = await opened()
        await store.append([1, 2, 3, 4].map((byte) => entry('settings', byte)))
        await underTest.damage(2, damage)
        const broken: unknown = await store.verify().catch((error: unknown) => error)
        expect(broken).toBeInstanceOf(BrokenChain)
        expect(broken).toMatchObject({ seq: 2 })
      },
    )

    test.each<[Damage, number]>([
      ['change update', 3],
      ['change author', 3],
      ['remove', 2],
    ])('a log is not opened after someone did this near its end: %s', async (damage, seq) => {
      const { store, underTest } = await opened()
      await store.append([1, 2, 3].map((byte) => entry('settings', byte)))
      await store.close()
      await underTest.damage(seq, damage)
      await expect(underTest.open()).rejects.toMatchObject({ name: 'BrokenChain', seq: 3 })
    })
  })
}
