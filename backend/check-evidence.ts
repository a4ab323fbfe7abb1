// npm run -s check-evidence -- DATA_DIR [HEADS.json]
// Reads all attempts to verify visits in a data folder again (GPS-16), against the heads in a file that
// the application exported, if one is given. Prints a line for each fault and how many were read; ends
// with 1 if there is a fault, and with 2 if it could not look.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { chainHeadSchema } from '../core/contract/evidence.ts'
import { contract } from '../core/contract/contract.ts'
import { connect } from '../core/rpc/client.ts'
import { memoryChannelPair } from '../core/rpc/memory-channel.ts'
import { createBackend } from './app/create-backend.ts'

const usage = 'usage: npm run -s check-evidence -- DATA_DIR [HEADS.json]'
const headsFile = z.object({ heads: z.array(chainHeadSchema) })

async function main(): Promise<number> {
  const [dataDir, headsPath] = process.argv.slice(2)
  if (!dataDir) throw new Error(usage)
  const heads = headsPath ? headsFile.parse(JSON.parse(readFileSync(headsPath, 'utf8'))).heads : []
  const backend = await createBackend(dataDir, { log: () => undefined })
  try {
    const [clientSide, serverSide] = memoryChannelPair()
    const connecting = connect(clientSide, contract, { schedule: () => () => undefined })
    backend.attach(serverSide)
    const client = await connecting
    const { chains, findings } = await client.run('evidence.check', { heads })
    for (const { fault, chainId, seq, attemptId } of findings)
      console.log(`${fault}: attempt ${seq} of chain ${chainId} (${attemptId ?? 'not there'})`)
    const attempts = chains.reduce((count, chain) => count + chain.attempts, 0)
    console.log(`${attempts} attempts in ${chains.length} chains, ${findings.length} faults`)
    return findings.length > 0 ? 1 : 0
  } finally {
    await backend.close()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
