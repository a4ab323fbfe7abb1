import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { RoomLink } from './room-link.ts'

test('NOT-05 a room from which nothing comes counts as lost', async () => {
  const silent = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => silent.close())
  await once(silent, 'listening')
  const link = new RoomLink({
    server: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    ...{ workspaceId: 'acme', documentId: 'a/norauto/2026', accessToken: 'token' },
    silenceMs: 20,
    opened: () => undefined,
    heard: () => undefined,
  })
  expect((await link.ended).code).toBe(1006)
})
