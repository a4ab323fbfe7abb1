// Writes activities and notes without pause and prints the id of each one after it was acknowledged;
// for `kill.test.ts`, which kills it. Arguments: data folder, name of the round.
import { contract } from '../../core/contract/contract.ts'
import { connect } from '../../core/rpc/client.ts'
import { memoryChannelPair } from '../../core/rpc/memory-channel.ts'
import { createBackend } from '../app/create-backend.ts'

const [dataDir = '', round = ''] = process.argv.slice(2)
const backend = await createBackend(dataDir)
const [clientSide, serverSide] = memoryChannelPair()
const connecting = connect(clientSide, contract, { schedule: () => () => undefined })
backend.attach(serverSide)
const client = await connecting
// Waits for the reader where the pipe is full; `writeSync` would throw EAGAIN.
const acknowledged = (kind: string, id: string): boolean => process.stdout.write(`${kind} ${id}\n`)

const { rows } = await client.call('customers.search', {})
for (let count = 0; ; count++) {
  const { id } = await client.call('activities.create', {
    activity: {
      typeId: 'type-visit',
      customerId: rows[count % rows.length]!.id,
      title: `${round} ${count}`,
      startAt: 1_795_000_000_000 + count * 3_600_000,
      endAt: 1_795_000_000_000 + count * 3_600_000 + 1_800_000,
    },
    description: [{ insert: `Visite ${count}\n` }],
  })
  acknowledged('activity', id)
  const note = await client.call('notes.create', { activityId: id, body: [{ insert: 'Vu\n' }] })
  acknowledged('note', note.id)
  if (count % 3 === 0) {
    await client.call('activities.update', { id, patch: { status: 'cancelled' } })
    acknowledged('cancelled', id)
  }
}
