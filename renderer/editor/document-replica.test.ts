import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { AppError } from '../../core/contract/app-error.ts'
import { fakeSchedule } from '../../core/rpc/fake-schedule.ts'
import type { BackendClient } from '../data/use-backend.ts'
import { DocumentReplica, type ReplicaState } from './document-replica.ts'

/** A backend that holds one document and answers each `documents.apply` when the test says so. */
function start() {
  const time = fakeSchedule()
  const onDisk = new Y.Doc()
  onDisk.getText('body').insert(0, 'Bonjour')
  const states: ReplicaState[] = []
  const applied: { update: Uint8Array; answer: PromiseWithResolvers<object> }[] = []
  const streams: { next: (value: { update: Uint8Array }) => void; fail: (e: AppError) => void }[] =
    []
  let ended = 0
  const backend = {
    subscribe: (_name: string, _input: object, next: never, fail: never) => {
      streams.push({ next, fail })
      return () => void (ended += 1)
    },
    call: (_name: string, { update }: { update: Uint8Array }) => {
      const answer = Promise.withResolvers<object>()
      applied.push({ update, answer })
      return answer.promise
    },
  } as unknown as BackendClient
  const replica = new DocumentReplica({
    documentId: 'a/1/2026',
    backend,
    schedule: time.schedule,
    onState: (state) => states.push(state),
  })
  const text = replica.doc.getText('body')
  return {
    ...{ time, onDisk, states, applied, streams, replica, text },
    ended: () => ended,
    send: () => streams.at(-1)!.next({ update: Y.encodeStateAsUpdate(onDisk) }),
    accept: async () => {
      const { update, answer } = applied.at(-1)!
      Y.applyUpdate(onDisk, update)
      answer.resolve({})
      await turns()
    },
    refuse: async (code: AppError['code']) => {
      applied.at(-1)!.answer.reject(new AppError(code, 'refused'))
      await turns()
    },
    written: () => onDisk.getText('body').toJSON(),
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

test('NOT-05 the document arrives first, then what others write', () => {
  const { replica, send, text, onDisk } = start()
  expect(replica.state.isLoaded).toBe(false)
  send()
  expect(replica.state).toEqual({ isLoaded: true, saving: 'saved', error: undefined })
  onDisk.getText('body').insert(7, ' Paul')
  send()
  expect(text.toJSON()).toBe('Bonjour Paul')
})

test('NOT-05 what is typed within 250 ms goes out as one update and is saved when acknowledged', async () => {
  const { replica, send, text, time, applied, accept, written } = start()
  send()
  text.insert(7, ' P')
  time.advance(200)
  text.insert(9, 'aul')
  expect(applied).toHaveLength(0)
  expect(replica.state.saving).toBe('saving')
  time.advance(50)
  expect(applied).toHaveLength(1)
  expect(replica.state.saving).toBe('saving')
  await accept()
  expect(replica.state.saving).toBe('saved')
  expect(written()).toBe('Bonjour Paul')
  expect(time.delays()).toEqual([])
})

test('NOT-05 what comes from others is not sent back', () => {
  const { send, time, applied } = start()
  send()
  time.advance(1_000)
  expect(applied).toHaveLength(0)
})

test('NOT-05 what is typed while an update is on its way follows it', async () => {
  const { replica, send, text, time, applied, accept, written } = start()
  send()
  text.insert(7, ' A')
  time.advance(250)
  text.insert(9, 'B')
  await accept()
  expect(applied).toHaveLength(2)
  expect(replica.state.saving).toBe('saving')
  await accept()
  expect(replica.state.saving).toBe('saved')
  expect(written()).toBe('Bonjour AB')
})

test('NOT-05 after the backend was gone everything unacknowledged is sent again with the stream', async () => {
  const { replica, send, text, time, applied, accept, refuse, written } = start()
  send()
  text.insert(7, ' A')
  time.advance(250)
  await refuse('BACKEND_GONE')
  expect(replica.state).toMatchObject({ saving: 'waiting', error: { code: 'BACKEND_GONE' } })
  text.insert(9, 'B')
  expect(applied).toHaveLength(1)
  send()
  expect(applied).toHaveLength(2)
  await accept()
  expect(written()).toBe('Bonjour AB')
  expect(replica.state).toEqual({ isLoaded: true, saving: 'saved', error: undefined })
})

test('NOT-05 a full disk is tried again every two seconds', async () => {
  const { send, text, time, applied, accept, refuse, written } = start()
  send()
  text.insert(7, ' A')
  time.advance(250)
  await refuse('E-DISK-FULL')
  expect(time.delays()).toEqual([2_000])
  time.advance(2_000)
  expect(applied).toHaveLength(2)
  await accept()
  expect(written()).toBe('Bonjour A')
})

test('ACT-04 a refused update is not repeated, and goes with the next change', async () => {
  const { replica, send, text, time, applied, accept, refuse, written } = start()
  send()
  text.insert(7, ' too long')
  time.advance(250)
  await refuse('E-DOC-TOO-LARGE')
  expect(replica.state).toMatchObject({ saving: 'refused', error: { code: 'E-DOC-TOO-LARGE' } })
  time.advance(60_000)
  expect(applied).toHaveLength(1)
  text.delete(11, 5)
  time.advance(250)
  await accept()
  expect(written()).toBe('Bonjour too')
  expect(replica.state.error).toBeUndefined()
})

test('NOT-05 a flush sends at once and waits for the acknowledgement', async () => {
  const { replica, send, text, applied, accept } = start()
  send()
  await replica.flush()
  expect(applied).toHaveLength(0)
  text.insert(7, ' A')
  const flushed: string[] = []
  void replica.flush().then(() => flushed.push(replica.state.saving))
  await turns()
  expect(applied).toHaveLength(1)
  expect(flushed).toEqual([])
  await accept()
  expect(flushed).toEqual(['saved'])
})

test('NOT-05 a flush that the backend cannot take now ends, and says so', async () => {
  const { replica, send, text, refuse } = start()
  send()
  text.insert(7, ' A')
  const flushed = replica.flush()
  await refuse('BACKEND_GONE')
  await flushed
  expect(replica.state.saving).toBe('waiting')
})

test('NOT-05 a document that cannot be opened says why and can be opened again', () => {
  const { replica, send, streams, ended } = start()
  streams[0]!.fail(new AppError('E-NOT-FOUND', 'no such document'))
  expect(replica.state).toMatchObject({ isLoaded: false, error: { code: 'E-NOT-FOUND' } })
  replica.retry()
  expect(streams).toHaveLength(2)
  expect(ended()).toBe(1)
  send()
  expect(replica.state).toEqual({ isLoaded: true, saving: 'saved', error: undefined })
})

test('NOT-05 an unreadable update from the backend is an error, not a crash', () => {
  const { replica, streams } = start()
  streams[0]!.next({ update: new Uint8Array([1, 255, 3, 9]) })
  expect(replica.state).toMatchObject({ isLoaded: false, error: { code: 'E-DOC-MALFORMED' } })
})

test('NOT-05 a destroyed replica ends its stream and sends nothing more', () => {
  const { replica, send, text, time, applied, ended } = start()
  send()
  text.insert(0, 'x')
  replica.destroy()
  time.advance(10_000)
  expect(ended()).toBe(1)
  expect(applied).toHaveLength(0)
})
