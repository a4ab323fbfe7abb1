// A laptop that writes activities and notes without pause while it exchanges, and prints the id of
// each one after it was acknowledged, and `live` when it is; for `killed-laptop.test.ts`, which kills it.
// Arguments: data folder, name of the round.
import { createBackend } from '../../backend/app/create-backend.ts'
import { contract } from '../../core/contract/contract.ts'
import { connect } from '../../core/rpc/client.ts'
import { memoryChannelPair } from '../../core/rpc/memory-channel.ts'

const [dataDir = '', round = ''] = process.argv.slice(2)
const backend = await createBackend(dataDir, { log: () => undefined, coalesceMs: 0 })
const [clientSide, serverSide] = memoryChannelPair()
const connecting = connect(clientSide, contract, { schedule: () => () => undefined })
backend.attach(serverSide)
const client = await connecting
// Waits for the reader where the pipe is full; `writeSync` would throw EAGAIN.
const print = (line: string): boolean => process.stdout.write(`${line}\n`)

client.subscribe(
  'sync.watch',
  {},
  (status) => status.state === 'shared' && status.connection === 'live' && print('live'),
  (error) => console.error(error),
)
const { rows } = await client.call('customers.search', {})
for (let count = 0; ; count++) {
  const startAt = 1_795_000_000_000 + count * 3_600_000
  const { id } = await client.call('activities.create', {
    activity: {
      typeId: 'type-visit',
      customerId: rows[count % rows.length]!.id,
      title: `${round} ${count}`,
      ...{ startAt, endAt: startAt + 1_800_000 },
    },
    description: [{ insert: `Visite ${count}\n` }],
  })
  print(`activity ${id}`)
  const note = await client.call('notes.create', { activityId: id, body: [{ insert: 'Vu\n' }] })
  print(`note ${note.id}`)
  // The exchange has its turn, as between two messages of a window.
  await new Promise(setImmediate)
}
