// The sync server, run straight from source: Node 24 strips the types.
// usage: see below; `npm run server -- …` serves, `npm run -s server -- token …` prints a token.
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { AppError } from '../core/contract/app-error.ts'
import { createServer } from './app/create-server.ts'
import { backUp, restore, restorePostgres } from './commands/backup.ts'
import { mintToken } from './commands/token.ts'

const usage = `usage: npm run server -- --data DIR --port N [--host 127.0.0.1] [--metrics-token TOKEN] [--proxy NETWORK]…
       npm run -s server -- token --data DIR --user E-MAIL [--role member] --minutes N
       npm run -s server -- backup --data DIR --to FILE
       npm run -s server -- restore --data DIR --from FILE
with Postgres: --store postgres://USER:PASSWORD@HOST/DATABASE, or WISEPARTS_STORE in the environment;
       backup is pg_dump's then, and restore, without --from, follows pg_restore`
const exitCodes = { failed: 1, usage: 2, locked: 3, cannotListen: 4 } as const
const stopTimeoutMs = 10_000

const options = {
  data: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  'metrics-token': { type: 'string' },
  proxy: { type: 'string', multiple: true },
  user: { type: 'string' },
  role: { type: 'string' },
  minutes: { type: 'string' },
  to: { type: 'string' },
  from: { type: 'string' },
  store: { type: 'string' },
} as const
const { values, command } = readArguments()
// A password on the command line could be read by everybody on the machine.
const storeUrl = values.store ?? process.env['WISEPARTS_STORE']

try {
  if (command === 'serve') await serve()
  else if (command === 'token') {
    const minutes = Number(values.minutes)
    if (!(minutes > 0)) end(exitCodes.usage, usage)
    const email = required(values.user)
    console.log(await mintToken({ ...place(), email, role: values.role, minutes }))
  } else if (storeUrl !== undefined && command === 'backup')
    end(exitCodes.usage, 'a Postgres database is backed up by pg_dump: see docs/deployment.md')
  else if (storeUrl !== undefined && command === 'restore') {
    if (values.from !== undefined)
      end(exitCodes.usage, 'pg_restore brings the database back; then restore without --from')
    await restorePostgres(storeUrl)
  } else if (command === 'backup') await backUp(required(values.data), required(values.to))
  else if (command === 'restore') await restore(required(values.data), required(values.from))
  else end(exitCodes.usage, usage)
} catch (error) {
  end(exitCodeOf(error), error instanceof Error ? error.message : String(error))
}

async function serve(): Promise<void> {
  const port = Number(required(values.port))
  if (!Number.isInteger(port) || port < 0 || port > 65_535) end(exitCodes.usage, usage)
  // Lines for people go to stdout, the log to stderr.
  const log = pino(pino.destination(2))
  const { host, 'metrics-token': metricsToken, proxy: proxies } = values
  const server = await createServer({ ...place(), host, port, log, metricsToken, proxies })
  let isStopping = false
  const stop = async (): Promise<void> => {
    if (isStopping) return // Ctrl+C reaches a whole process group, and npm hands it on as well
    isStopping = true
    setTimeout(() => process.exit(exitCodes.failed), stopTimeoutMs).unref()
    await server.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
  console.log(`workspace: ${server.workspaceId}`)
  if (server.invitation) console.log(`invitation: ${server.invitation}`)
  console.log(`listening: http://${host.includes(':') ? `[${host}]` : host}:${server.port}`)
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options })
    if (positionals.length < 2) return { values, command: positionals[0] ?? 'serve' }
  } catch {
    // An unknown option: the usage says what there is.
  }
  end(exitCodes.usage, usage)
}

/** Where the server keeps what it has. */
function place() {
  return { dataDir: required(values.data), storeUrl }
}

function required(value: string | undefined): string {
  return value ?? end(exitCodes.usage, usage)
}

function exitCodeOf(error: unknown): number {
  if (error instanceof AppError && error.code === 'E-DB-LOCKED') return exitCodes.locked
  const isListening = error instanceof Error && 'syscall' in error && error.syscall === 'listen'
  return isListening ? exitCodes.cannotListen : exitCodes.failed
}

function end(code: number, sentence: string): never {
  console.error(sentence)
  process.exit(code)
}
