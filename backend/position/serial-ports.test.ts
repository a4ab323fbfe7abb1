import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SerialPort } from 'serialport'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/test-backend.ts'
import { listSerialPorts } from './serial-ports.ts'

function linux(files: Readonly<Record<string, string>>) {
  const root = temporaryFolder()
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    if (content.startsWith('->')) symlinkSync(join(root, content.slice(2)), join(root, path))
    else writeFileSync(join(root, path), content)
  }
  return { folders: { dev: join(root, 'dev'), sys: join(root, 'sys') }, root }
}

test('GPS-14 on Linux ports are listed with what is plugged in', async () => {
  const { folders, root } = linux({
    'dev/ttyACM10': '',
    'dev/ttyACM2': '',
    'dev/rfcomm0': '',
    'dev/tty1': '',
    'dev/ttyS0': '',
    'dev/ttyS1': '',
    'sys/ttyS0/type': '4\n',
    'sys/ttyS1/type': '0\n',
    'usb/1-1/product': 'u-blox 7 - GPS/GNSS Receiver\n',
    'usb/1-1/manufacturer': 'u-blox AG\n',
    'usb/1-1/1-1:1.0/tty/uevent': '',
    'sys/ttyACM2/device': '->usb/1-1/1-1:1.0',
  })
  expect(await listSerialPorts({ platform: 'linux', folders })).toEqual([
    { path: join(root, 'dev/rfcomm0'), name: null },
    { path: join(root, 'dev/ttyACM2'), name: 'u-blox AG u-blox 7 - GPS/GNSS Receiver' },
    { path: join(root, 'dev/ttyACM10'), name: null },
    { path: join(root, 'dev/ttyS0'), name: null },
  ])
})

test('GPS-14 elsewhere ports are listed by the library', async () => {
  const list = () =>
    Promise.resolve([
      { path: 'COM3', friendlyName: 'u-blox GNSS (COM3)', manufacturer: 'u-blox' },
      { path: 'COM4', manufacturer: 'Prolific' },
      { path: 'COM5' },
    ])
  const load = () => Promise.resolve({ SerialPort: { list } as unknown as typeof SerialPort })
  expect(await listSerialPorts({ platform: 'win32', load })).toEqual([
    { path: 'COM3', name: 'u-blox GNSS (COM3)' },
    { path: 'COM4', name: 'Prolific' },
    { path: 'COM5', name: null },
  ])
})

test('GPS-12 without the library there are no ports', async () => {
  const load = () => Promise.reject(new Error('No native build was found'))
  expect(await listSerialPorts({ platform: 'darwin', load })).toEqual([])
})
