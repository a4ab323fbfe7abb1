import type { Message, MessageBus } from 'dbus-native'
import type { PositionProblem } from '../../core/domain/position/position-report.ts'

const service = 'org.freedesktop.GeoClue2'
const properties = 'org.freedesktop.DBus.Properties'
const theBus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' } as const

export interface GeoclueOptions {
  /** The address of the system bus; by default where the environment or the standard says. */
  readonly busAddress?: string
  /** The name of our `.desktop` file: by it GeoClue knows whether we may ask. */
  readonly desktopId: string
  /** Without an agent that asks the person GeoClue never answers: so long we wait for an answer, in ms. */
  readonly limitMs?: number
}

const usualLimitMs = 5000

/** GeoClue2 over D-Bus: https://www.freedesktop.org/software/geoclue/docs/ */
export class GeoclueBus {
  readonly #bus: MessageBus
  readonly #limitMs: number
  readonly #signal: AbortSignal

  /** Connects to the system bus. Calls wait until that is done, and fail if it fails. */
  static async connect(options: GeoclueOptions, signal: AbortSignal): Promise<GeoclueBus> {
    const { createClient } = await import('dbus-native')
    const address = options.busAddress ?? process.env['DBUS_SYSTEM_BUS_ADDRESS']
    const bus = createClient({
      busAddress: address ?? 'unix:path=/var/run/dbus/system_bus_socket',
    })
    // Every call that waits fails too; without a listener the error would end the process.
    bus.connection.on('error', () => undefined)
    return new GeoclueBus(bus, options.limitMs ?? usualLimitMs, signal)
  }

  constructor(bus: MessageBus, limitMs: number, signal: AbortSignal) {
    this.#bus = bus
    this.#limitMs = limitMs
    this.#signal = signal
  }

  /** Whether GeoClue runs or would be started. */
  async isInstalled(): Promise<boolean> {
    const names = await Promise.all(
      ['ListNames', 'ListActivatableNames'].map((member) =>
        this.#call<string[]>({ ...theBus, interface: 'org.freedesktop.DBus', member }),
      ),
    )
    return names.flat().includes(service)
  }

  /** A client of our own, which may ask for positions. */
  async client(desktopId: string, accuracyLevel: number): Promise<string> {
    const manager = { path: '/org/freedesktop/GeoClue2/Manager', interface: `${service}.Manager` }
    const client = await this.#call<string>({ ...manager, member: 'GetClient' })
    await this.#set(client, 'DesktopId', ['s', desktopId])
    await this.#set(client, 'RequestedAccuracyLevel', ['u', accuracyLevel])
    return client
  }

  async start(client: string): Promise<void> {
    await this.#call({ path: client, interface: `${service}.Client`, member: 'Start' })
  }

  /** Calls with the object of each new location. */
  async onLocation(client: string, take: (location: string) => void): Promise<void> {
    await this.#listen(client, `${service}.Client`, 'LocationUpdated', (body) => {
      if (typeof body[1] === 'string') take(body[1])
    })
  }

  /** Calls when the connection ends, or GeoClue. */
  async onEnd(take: () => void): Promise<void> {
    this.#bus.connection.on('close', take)
    const { path } = theBus
    await this.#listen(path, 'org.freedesktop.DBus', 'NameOwnerChanged', ([name, , owner]) => {
      if (name === service && owner === '') take()
    })
  }

  /** The properties of a location. */
  location(path: string): Promise<Record<string, unknown>> {
    const body = [`${service}.Location`]
    return this.#call({ path, interface: properties, member: 'GetAll', signature: 's', body })
  }

  /** GeoClue forgets a client whose connection ends. */
  async close(): Promise<void> {
    await this.#bus.close().catch(() => undefined)
  }

  async #set(path: string, name: string, value: readonly [string, unknown]): Promise<void> {
    const body = [`${service}.Client`, name, value]
    await this.#call({ path, interface: properties, member: 'Set', signature: 'ssv', body })
  }

  async #listen(
    path: string,
    from: string,
    member: string,
    take: (body: unknown[]) => void,
  ): Promise<void> {
    this.#bus.signals.on(this.#bus.mangle(path, from, member), take)
    const rule = `type='signal',path='${path}',interface='${from}',member='${member}'`
    await this.#bus.addMatch(rule)
  }

  async #call<T>(message: Message): Promise<T> {
    const options = { timeout: this.#limitMs, signal: this.#signal }
    return await this.#bus.invoke<T>({ destination: service, ...message }, options)
  }
}

/** What a failed call means: refused, or that there is no such service here. */
export function geoclueProblem(error: unknown): PositionProblem {
  const { dbusName = '', message = String(error) } = (error ?? {}) as Partial<{
    dbusName: string
    message: string
  }>
  const isRefused = dbusName.endsWith('.AccessDenied')
  const code = (error as { code?: string } | null)?.code
  const detail = code === 'ETIMEDOUT' ? 'GeoClue does not answer: it has no agent' : message
  return { error: isRefused ? 'PERMISSION_DENIED' : 'UNSUPPORTED', detail }
}
