import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { inTemporaryFolder } from './data-folder.ts'
import { p50, type Report } from './measure.ts'
import type { Bench } from './run.ts'
import type { Glance } from './sync/glance.ts'
import { type OurServer, startOurServer } from './sync/server-process.ts'
import { invitationTo, serverFolder } from './sync/team-folder.ts'

const rounds = 2
const fullPage = 100
/** How far a laptop is when it is killed. */
const cutAt = 0.5

interface FirstSync {
  readonly glances: readonly Glance[]
  /** Everything that its processes used, killed ones too. */
  readonly cpuMs: number
  readonly ms: number
}

/**
 * A new laptop joins a team by invitation: when it shows the first page of the timeline, when that page
 * is the one that stays, and when it has everything. The same with a laptop that is killed half-way and
 * started again, in turn. Laptop and server are processes of their own.
 */
export const syncBootstrap: Bench = async (report, options) => {
  const { customers = 1000, activities = 50_000 } = options
  const source = await serverFolder({ customers, activities })
  await inTemporaryFolder(async (folder) => {
    const server = await startOurServer(join(folder, 'server'))
    const whole: FirstSync[] = []
    const cut: FirstSync[] = []
    let serverCpuMs = 0
    for (let round = 0; round < rounds; round++) {
      const before = server.cpuMs()
      whole.push(await inTemporaryFolder((dataDir) => firstSync(server, dataDir, `whole-${round}`)))
      serverCpuMs += server.cpuMs() - before
      cut.push(await inTemporaryFolder((dataDir) => cutSync(server, dataDir, `cut-${round}`)))
    }
    await server.stop()
    for (const sync of [...whole, ...cut])
      if (sync.glances.at(-1)!.rows !== activities)
        throw new Error(`${sync.glances.at(-1)!.rows} activities came instead of ${activities}`)
    reportWhole(report, whole, activities, serverCpuMs / rounds)
    reportCut(report, cut, whole)
  }, source)
}

function reportWhole(
  report: Report,
  syncs: readonly FirstSync[],
  activities: number,
  serverCpuMs: number,
): void {
  const what = `first sync of ${activities} activities`
  const seconds = (of: (sync: FirstSync) => number): number => middle(syncs, of) / 1000
  const until = (isThere: (glance: Glance, last: Glance) => boolean): number =>
    seconds(({ glances }) => glances.find((each) => isThere(each, glances.at(-1)!))!.ms)
  report({
    metric: `${what}, until a full first page`,
    value: until(({ rowsOfPage }) => rowsOfPage === fullPage),
    unit: 's',
  })
  report({
    metric: `${what}, until the first page that stays`,
    value: until(({ page }, last) => page === last.page),
    unit: 's',
  })
  report({ metric: `${what}, until it is complete`, value: seconds(({ ms }) => ms), unit: 's' })
  report({
    metric: `${what}, per second of the laptop's processor time`,
    value: activities / seconds(({ cpuMs }) => cpuMs),
    unit: 'rows/s',
  })
  report({ metric: `${what}, the server's processor time`, value: serverCpuMs / 1000, unit: 's' })
  const memory = middle(syncs, ({ glances }) => Math.max(...glances.map((each) => each.memoryMB)))
  report({ metric: `${what}, memory of the laptop's process`, value: memory, unit: 'MB' })
}

function reportCut(report: Report, cut: readonly FirstSync[], whole: readonly FirstSync[]): void {
  for (const [name, of] of [
    ['time', ({ ms }: FirstSync) => ms],
    ["the laptop's processor time", ({ cpuMs }: FirstSync) => cpuMs],
  ] as const)
    report({
      metric: `killed half-way and started again, ${name}`,
      value: middle(cut, of) / 1000,
      unit: 's',
      against: `not killed ${(middle(whole, of) / 1000).toPrecision(3)} s`,
      ratio: middle(cut, of) / middle(whole, of),
    })
}

const middle = (syncs: readonly FirstSync[], of: (sync: FirstSync) => number): number =>
  p50(syncs.map(of).sort((a, b) => a - b))

async function firstSync(server: OurServer, dataDir: string, name: string): Promise<FirstSync> {
  const joining = await invitationTo(server, `${name}@example.com`)
  return summed([await runLaptop([dataDir, JSON.stringify(joining)])])
}

async function cutSync(server: OurServer, dataDir: string, name: string): Promise<FirstSync> {
  const joining = await invitationTo(server, `${name}@example.com`)
  const isHalfWay = ({ progress }: Glance): boolean =>
    progress !== null && progress.done >= progress.total * cutAt
  const before = await runLaptop([dataDir, JSON.stringify(joining)], isHalfWay)
  if (before.at(-1)!.rows !== null) throw new Error('it had everything before it could be killed')
  return summed([before, await runLaptop([dataDir])])
}

function summed(runs: readonly (readonly Glance[])[]): FirstSync {
  const sum = (of: (glance: Glance) => number): number =>
    runs.map((glances) => of(glances.at(-1)!)).reduce((a, b) => a + b)
  return { glances: runs.at(-1)!, ms: sum(({ ms }) => ms), cpuMs: sum(({ cpuMs }) => cpuMs) }
}

/** Runs a laptop until it has everything, or kills it as soon as `isEnough`. */
async function runLaptop(
  args: readonly string[],
  isEnough: (glance: Glance) => boolean = () => false,
): Promise<Glance[]> {
  const script = join(import.meta.dirname, 'sync/joining-laptop.ts')
  const laptop = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(laptop, 'exit')
  const glances: Glance[] = []
  for await (const line of createInterface({ input: laptop.stdout })) {
    glances.push(JSON.parse(line) as Glance)
    if (!laptop.killed && isEnough(glances.at(-1)!)) laptop.kill('SIGKILL')
  }
  await exited
  if (glances.length === 0) throw new Error('the laptop did not start')
  return glances
}
