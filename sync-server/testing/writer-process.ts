// Takes in updates of several people without pause and prints document, SHA-256 and place of each one
// after it was acknowledged; for `kill.test.ts`, which kills it. Arguments: data folder, name of the
// round.
import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { sha256 } from '../../core/sync/hash-chain.ts'
import type { Claims } from '../../core/sync/policy.ts'
import { Ingest } from '../ingest/ingest.ts'
import { openSqliteLog } from '../log/sqlite-log-store.ts'

const people = 8
const documents = 12

const [dataDir = '', round = ''] = process.argv.slice(2)
const store = await openSqliteLog({ dataDir, now: Date.now, newId: randomUUID })
const ingest = new Ingest({ store, now: Date.now, log: (message) => console.error(message) })

async function write(person: number): Promise<never> {
  const claims: Claims = { userId: `person-${person}`, roles: ['rep'], territory: 'everything' }
  for (let count = 0; ; count++) {
    const documentId = `c/customer-${(person + count) % documents}`
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    const key = `${round} ${person} ${count}`
    for (const text of ['Vu', 'Vu le magasinier']) doc.getMap('customers').set(key, text)
    const results = await ingest.push(
      claims,
      updates.map((update) => ({ documentId, update })),
    )
    for (const [index, result] of results.entries()) {
      if (!('seq' in result)) throw new Error(`refused: ${result.refusal}`)
      const hash = Buffer.from(sha256(updates[index]!)).toString('hex')
      // Waits for the reader where the pipe is full; `writeSync` would throw EAGAIN.
      process.stdout.write(`${documentId} ${hash} ${result.seq}\n`)
    }
  }
}

await Promise.all(Array.from({ length: people }, (_, person) => write(person)))
