// Hocuspocus with its defaults, a file for each document; a contender of `sync-rooms`. Argument: folder.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Server } from '@hocuspocus/server'
import * as Y from 'yjs'

const [dataDir = ''] = process.argv.slice(2)
const server = new Server({
  address: '127.0.0.1',
  quiet: true,
  onStoreDocument: ({ documentName, document }) =>
    writeFile(join(dataDir, encodeURIComponent(documentName)), Y.encodeStateAsUpdate(document)),
})
// 0 would be taken for none given.
server.configuration.port = 0
await server.listen()
console.log(`listening on ${server.address.port}`)
