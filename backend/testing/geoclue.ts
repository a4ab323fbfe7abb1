import { createClient, type MessageBus, Variant } from 'dbus-native'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProgram } from './child-program.ts'
import { until } from './until.ts'

/** For tests: what the mock of GeoClue needs: a bus of its own, Debian's Python and its dbusmock. */
export const geocluePrograms = [
  'dbus-daemon',
  '/usr/bin/python3',
  '/usr/lib/python3/dist-packages/dbusmock',
] as const

const geoclue = 'org.freedesktop.GeoClue2'
const manager = '/org/freedesktop/GeoClue2/Manager'
const client = '/org/freedesktop/GeoClue2/Client/1'
const location = '/org/freedesktop/GeoClue2/Client/1/Location/0'

/** What the mock does: it answers with a position, refuses, or never answers a first or a second call. */
export type GeoclueBehaviour = 'answer' | 'deny' | 'hang' | 'quiet'

export interface MockPosition {
  readonly lat: number
  readonly lon: number
  readonly accuracyM: number
  readonly ageS: number
}

export interface MockBus {
  readonly address: string
  /** Starts a GeoClue on this bus. */
  geoclue(behaviour: GeoclueBehaviour, position?: Partial<MockPosition>): Promise<MockGeoclue>
  close(): Promise<void>
}

export interface MockGeoclue {
  /** It crashes. */
  kill(): Promise<void>
}

/** For tests: a system bus of our own, on which nobody is. */
export async function mockBus(): Promise<MockBus> {
  const folder = mkdtempSync(join(tmpdir(), 'wiseparts-bus-'))
  const address = `unix:path=${join(folder, 'bus')}`
  const how = ['--session', '--nofork', '--nopidfile', `--address=${address}`, '--print-address=1']
  const daemon = startProgram('dbus-daemon', how)
  await until(() => daemon.said().includes('\n'))
  const started: MockGeoclue[] = []
  return {
    address,
    async geoclue(behaviour, position) {
      const mock = await startMock(address, behaviour, {
        ...{ lat: 48.5, lon: 2.25, accuracyM: 25, ageS: 0 },
        ...position,
      })
      started.push(mock)
      return mock
    },
    async close() {
      await daemon.kill()
      for (const mock of started) await mock.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startMock(
  address: string,
  behaviour: GeoclueBehaviour,
  position: MockPosition,
): Promise<MockGeoclue> {
  const what = ['-m', 'dbusmock', '--system', geoclue, manager, `${geoclue}.Manager`]
  const mock = startProgram('/usr/bin/python3', what, { DBUS_SYSTEM_BUS_ADDRESS: address })
  const bus = createClient({ busAddress: address })
  await until(async () => (await bus.listNames()).includes(geoclue))
  await teach(bus, behaviour, position)
  await bus.close()
  return { kill: () => mock.kill() }
}

/** Python that the mock runs when a method is called: https://martinpitt.github.io/python-dbusmock/ */
async function teach(
  bus: MessageBus,
  behaviour: GeoclueBehaviour,
  { lat, lon, accuracyM, ageS }: MockPosition,
): Promise<void> {
  const mock = (member: string, signature: string, body: unknown[]) =>
    bus.invoke({
      ...{ destination: geoclue, path: manager, interface: 'org.freedesktop.DBus.Mock' },
      ...{ member, signature, body },
    })
  const updated = `self.EmitSignal("${geoclue}.Client", "LocationUpdated", "oo", [dbus.ObjectPath("/"), dbus.ObjectPath("${location}")])`
  const refused = `raise dbus.exceptions.DBusException("Geolocation disabled", name="org.freedesktop.DBus.Error.AccessDenied")`
  const start = { answer: updated, deny: refused, hang: '', quiet: '' }[behaviour]
  const getClient =
    behaviour === 'hang' ? 'import time; time.sleep(3600)' : `ret = dbus.ObjectPath("${client}")`
  const seconds = BigInt(Math.round(Date.now() / 1000 - ageS))
  await mock('AddObject', 'ssa{sv}a(ssss)', [
    ...[client, `${geoclue}.Client`],
    [
      ['DesktopId', new Variant('s', '')],
      ['RequestedAccuracyLevel', new Variant('u', 0)],
    ],
    [['Start', '', '', start]],
  ])
  await mock('AddObject', 'ssa{sv}a(ssss)', [
    ...[location, `${geoclue}.Location`],
    [
      ['Latitude', new Variant('d', lat)],
      ['Longitude', new Variant('d', lon)],
      ['Accuracy', new Variant('d', accuracyM)],
      ['Timestamp', new Variant('(tt)', [seconds, 0n])],
    ],
    [],
  ])
  await mock('AddMethod', 'sssss', [`${geoclue}.Manager`, 'GetClient', '', 'o', getClient])
}
