import { readdir, readFile, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type LoadSerial, loadSerial } from './serial-library.ts'

/** A serial port of this machine. */
export interface SerialPortInfo {
  /** `/dev/ttyUSB0`, `COM3`. */
  readonly path: string
  /** What is plugged in, by its maker's words; `null` where it does not say. */
  readonly name: string | null
}

export interface SerialPortsOptions {
  readonly platform?: NodeJS.Platform
  readonly load?: LoadSerial
  /** Where Linux keeps its devices and what it knows about them. */
  readonly folders?: { readonly dev: string; readonly sys: string }
}

/** What the library tells of a port; only Windows has friendly names. */
interface ListedPort {
  readonly path: string
  readonly manufacturer?: string
  readonly friendlyName?: string
}

const linuxFolders = { dev: '/dev', sys: '/sys/class/tty' } as const
/** By USB, by Bluetooth, of a small computer's board, and plugs of nine pins. */
const receiverPort = /^(ttyUSB|ttyACM|ttyAMA|rfcomm|ttyS)\d+$/
/** A USB device lies so many folders above its port. */
const levels = 4

/** The serial ports that a receiver may be at, by their paths. None where there is no way to know. */
export async function listSerialPorts({
  platform = process.platform,
  load = loadSerial,
  folders = linuxFolders,
}: SerialPortsOptions = {}): Promise<SerialPortInfo[]> {
  // The library asks `udevadm` on Linux, and the whole process ends where that is not installed.
  if (platform === 'linux') return listOnLinux(folders)
  try {
    const { SerialPort } = await load()
    const ports = (await SerialPort.list()) as readonly ListedPort[]
    return ports.map(({ path, friendlyName, manufacturer }) => ({
      path,
      name: friendlyName ?? manufacturer ?? null,
    }))
  } catch {
    return []
  }
}

async function listOnLinux(folders: { dev: string; sys: string }): Promise<SerialPortInfo[]> {
  const names = await readdir(folders.dev).catch(() => [])
  const ports = names.filter((name) => receiverPort.test(name)).sort(byNumber)
  const known = await Promise.all(ports.map((name) => portOnLinux(name, folders)))
  return known.filter((port) => port !== null)
}

async function portOnLinux(
  name: string,
  { dev, sys }: { dev: string; sys: string },
): Promise<SerialPortInfo | null> {
  // Plugs of nine pins are there in any number; those without a chip behind them have type 0.
  if (name.startsWith('ttyS') && ((await textOf(join(sys, name, 'type'))) ?? '0') === '0')
    return null
  return { path: join(dev, name), name: await usbNameOf(join(sys, name, 'device')) }
}

async function usbNameOf(device: string): Promise<string | null> {
  let folder = await realpath(device).catch(() => null)
  for (let level = 0; folder && level < levels; level++, folder = dirname(folder)) {
    const product = await textOf(join(folder, 'product'))
    if (product)
      return [await textOf(join(folder, 'manufacturer')), product].filter(Boolean).join(' ')
  }
  return null
}

async function textOf(file: string): Promise<string | null> {
  return (await readFile(file, 'utf8').catch(() => null))?.trim() ?? null
}

const byNumber = new Intl.Collator('en', { numeric: true }).compare
