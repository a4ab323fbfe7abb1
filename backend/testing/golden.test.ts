import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentOf } from './golden-content.ts'
import { sampleWorkspace } from './sample-workspace.ts'
import { openTestBackend } from './test-backend.ts'

/** Documents as versions of the past wrote them, and what this app has to make of them for ever. */
const folder = join(import.meta.dirname, 'golden')

interface Golden {
  /** Whole documents as Yjs updates in base64, by their ids. */
  readonly documents: Readonly<Record<string, string>>
  /** Rows of the read tables. */
  readonly content: Record<string, unknown[]>
}

/** GOLDEN_WRITE=0002 writes what the present version makes, for the versions to come. */
const written = process.env['GOLDEN_WRITE']
if (written)
  test('SYN-14 a golden workspace of this version is written', async () => {
    const backend = await sampleWorkspace()
    const { documents } = backend.backend.services
    const states = documents
      .ids()
      .map((id) => [id, documents.read(id, (doc) => Y.encodeStateAsUpdate(doc))] as const)
    const golden: Golden = {
      documents: Object.fromEntries(
        states.map(([id, state]) => [id, Buffer.from(state).toString('base64')]),
      ),
      content: contentOf(backend),
    }
    writeFileSync(join(folder, `${written}.json`), `${JSON.stringify(golden, null, 2)}\n`, {
      flag: 'wx',
    })
  })

test.each(readdirSync(folder).sort())(
  'SYN-14 documents of an earlier version are read as they were written: %s',
  async (file) => {
    const golden = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden
    const opened = await openTestBackend()
    const { documents } = opened.backend.services
    documents.receive(
      Object.entries(golden.documents).map(([documentId, base64]) => ({
        documentId,
        seq: 0,
        userId: 'server',
        at: 0,
        update: new Uint8Array(Buffer.from(base64, 'base64')),
      })),
      () => undefined,
    )
    // Columns that were added since may be there.
    expect(contentOf(opened)).toMatchObject(golden.content)
  },
)

test('SYN-14 a golden workspace was checked in', () => {
  expect(readdirSync(folder)).toContain('0001.json')
})
