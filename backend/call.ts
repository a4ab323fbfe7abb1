// npm run -s call -- <operation> '<json>' --data DIR [--as USER]
// Runs one operation of the contract against a data folder and prints its JSON result. A stream
// prints its first answer, a job its result. `{"$file":"PATH"}` in the input stands for that file's
// bytes, `{"$bytes":"BASE64"}` for bytes; bytes in a result are printed as `{"$bytes":…}`.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { AppError } from '../core/contract/app-error.ts'
import { contract } from '../core/contract/contract.ts'
import { connect } from '../core/rpc/client.ts'
import { memoryChannelPair } from '../core/rpc/memory-channel.ts'
import type { Schedule } from '../core/rpc/schedule.ts'
import { createBackend } from './app/create-backend.ts'

const usage = "usage: npm run -s call -- <operation> '<json>' --data DIR [--as USER]"

const schedule: Schedule = (run, delayMs) => {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
}

async function main(): Promise<unknown> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' }, as: { type: 'string' } },
  })
  const [operation, json = '{}'] = positionals
  if (!operation || !values.data) throw new AppError('INVALID_INPUT', usage)
  const input = parseInput(json)
  const backend = await createBackend(values.data, { log: () => undefined })
  try {
    const [clientSide, serverSide] = memoryChannelPair()
    const connecting = connect(clientSide, contract, { schedule })
    backend.attach(serverSide, values.as ? { as: values.as } : {})
    const client = await connecting
    return await answer(client, operation, input)
  } finally {
    await backend.close()
  }
}

type Client = Awaited<ReturnType<typeof connect<typeof contract>>>

function answer(client: Client, operation: string, input: unknown): Promise<unknown> {
  const kind = Object.hasOwn(contract, operation)
    ? contract[operation as keyof typeof contract].kind
    : 'query'
  if (kind === 'job') return client.run(operation as never, input as never, {})
  if (kind !== 'stream')
    return client.call(operation as never, input as never, { timeoutMs: Infinity })
  return new Promise((resolve, reject) => {
    client.subscribe(operation as never, input as never, resolve, reject)
  })
}

function parseInput(json: string): unknown {
  try {
    return JSON.parse(json, (_key, value: unknown) => {
      if (!isTagged(value)) return value
      if (typeof value.$file === 'string') return new Uint8Array(readFileSync(value.$file))
      if (typeof value.$bytes === 'string')
        return new Uint8Array(Buffer.from(value.$bytes, 'base64'))
      return value
    })
  } catch (error) {
    throw new AppError('INVALID_INPUT', error instanceof Error ? error.message : usage)
  }
}

function isTagged(value: unknown): value is { $file?: unknown; $bytes?: unknown } {
  return typeof value === 'object' && value !== null && ('$file' in value || '$bytes' in value)
}

function print(value: unknown): void {
  const text = JSON.stringify(value ?? null, (_key, each: unknown) =>
    each instanceof Uint8Array ? { $bytes: Buffer.from(each).toString('base64') } : each,
  )
  process.stdout.write(`${text}\n`)
}

try {
  print(await main())
} catch (error) {
  print(
    error instanceof AppError
      ? error.toFailure()
      : { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) },
  )
  process.exitCode = 1
}
