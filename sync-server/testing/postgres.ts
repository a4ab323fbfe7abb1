import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migratePostgres } from '../storage/migrate-postgres.ts'

const missing = 'no Postgres here: install postgresql, or name a server in WISEPARTS_POSTGRES'

/** A server to make databases on: the one that is named, or one that is started for a test file. */
const named = process.env['WISEPARTS_POSTGRES']
const binaries = findBinaries()
let server: string | undefined = named
let template: Promise<string> | undefined

/**
 * Describes what is tested on Postgres. Where there is none the tests are skipped and the run says
 * so; with `CI` set they fail instead.
 */
export function describeOnPostgres(name: string, tests: () => void | Promise<void>): void {
  if (named === undefined && binaries === undefined) {
    if (process.env['CI']) test(name, () => expect.fail(missing))
    else test.skip(`${name} (${missing})`)
    return
  }
  describe(name, async () => {
    useCluster()
    await tests()
  })
}

/** A database of its own with the server's tables, empty; answers with its URL. */
export async function emptyDatabase(): Promise<string> {
  // A copy is made faster than the tables are.
  template ??= blankDatabase().then(async (url) => {
    await migratePostgres(url)
    return new URL(url).pathname.slice(1)
  })
  return blankDatabase(await template)
}

/** A database without any tables, or a copy of another one; answers with its URL. */
export async function blankDatabase(copied = 'template1'): Promise<string> {
  const database = `wiseparts_${randomUUID().replaceAll('-', '')}`
  await onPostgres(server!, `create database ${database} template ${copied}`)
  const url = new URL(server!)
  url.pathname = `/${database}`
  return url.href
}

/** Runs SQL on a database, past the server under test. */
export async function onPostgres(url: string, statement: string, values: unknown[] = []) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement, values)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

function useCluster(): void {
  if (named !== undefined) return
  let cluster: Cluster | undefined
  beforeAll(async () => {
    cluster = await startCluster(binaries!)
    server = cluster.url
  })
  afterAll(() => cluster?.stop())
}

/** Also ends it when this process is killed; without asking anybody to finish. */
const untilInputEnds = '"$0" "$@" & cat > /dev/null; kill -QUIT $!; wait'

interface Cluster {
  readonly url: string
  stop(): Promise<void>
}

/** A server in a temporary folder, on a socket in that folder, that does not wait for the disk. */
async function startCluster(bin: string): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'wiseparts-pg-'))
  const user = unprivileged()
  if (user) chownSync(folder, user.uid, user.gid)
  // Not in a folder that the other user may not enter.
  const as = { ...user, cwd: folder }
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  const how = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
  execFileSync(join(bin, 'initdb'), [`--pgdata=${data}`, ...how], { ...as, stdio: 'pipe' })
  const settings = { listen_addresses: '', unix_socket_directories: folder, fsync: 'off' }
  const set = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const command = [join(bin, 'postgres'), '-D', data, ...set]
  const child = spawn('/bin/sh', ['-c', untilInputEnds, ...command], {
    ...as,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  await isReady(child)
  return {
    url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop: async () => {
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function isReady({ stderr }: ChildProcess): Promise<void> {
  let said = ''
  for await (const chunk of stderr!.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    said += String(chunk)
    if (said.includes('ready to accept connections')) {
      stderr!.resume()
      return
    }
  }
  throw new Error(`Postgres did not start: ${said}`)
}

/** Postgres does not run as root: then as the user of Debian's package. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres']))
  return { uid: id('-u'), gid: id('-g') }
}

/** The folder with `initdb` and `postgres`; Debian keeps them out of the PATH. */
function findBinaries(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const newest = globSync('/usr/lib/postgresql/*/bin').sort().reverse()
  return [...folders, ...newest].find((folder) => existsSync(join(folder, 'initdb')))
}
