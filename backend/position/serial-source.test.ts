import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { SerialPort } from 'serialport'
import { expect, onTestFinished, test } from 'vitest'
import { isFix } from '../../core/domain/position/position-report.ts'
import { fakeSchedule } from '../../core/rpc/fake-schedule.ts'
import { second, sentence } from '../../core/domain/position/nmea/sample-sentences.ts'
import { describeWith } from '../testing/describe-with.ts'
import { ptyFeed } from '../testing/gnss-feed.ts'
import { recordingOf } from '../testing/gnss-recording.ts'
import { isProblem, watching } from '../testing/watching.ts'
import {
  closePort,
  type LoadSerial,
  loadSerial,
  openingProblem,
  openPort,
} from './serial-library.ts'
import { serialSource } from './serial-source.ts'
import { machineTiming, type Timing } from './timing.ts'

const timing = machineTiming
const { signal } = new AbortController()

describeWith(['socat'], 'a receiver at a serial port', () => {
  async function receiver() {
    const feed = await ptyFeed()
    onTestFinished(() => feed.close())
    return { feed, source: serialSource({ path: feed.path, baudRate: 'auto', timing }) }
  }

  test('GPS-14 gives its position, of now', async () => {
    const place = { lat: 45.764043, lon: 4.835659 }
    const { feed, source } = await receiver()
    const watch = watching(source)
    const found = watch.next(isFix)
    feed.play(recordingOf('bu353s4'), { place })
    const fix = await found
    expect(fix).toMatchObject({
      ...{ provider: 'serial', device: feed.path, kind: 'gnss' },
      ...{ satellitesUsed: 8, hdop: 1.1, accuracy95M: 1.1 * 19, mode: 3 },
    })
    expect(Math.abs(fix.lat - place.lat)).toBeLessThan(0.0001)
    expect(Math.abs(fix.receivedAt - fix.gpsTime!)).toBeLessThan(10_000)
  })

  test('GPS-14 is found by a probe, which leaves the port free', async () => {
    const { feed, source } = await receiver()
    const expected = { available: true, detail: `${feed.path} can be opened` }
    expect(await source.probe(signal)).toEqual(expected)
    expect(await source.probe(signal)).toEqual(expected)
  })

  test('GPS-12 that another program holds is DEVICE_BUSY', async () => {
    const { feed, source } = await receiver()
    const how = { path: feed.path, baudRate: 9600, limitMs: 5000, timing, load: loadSerial }
    const opened = await openPort(how)
    if ('error' in opened) throw new Error(opened.detail)
    const expected = { error: 'DEVICE_BUSY' }
    expect(await source.probe(signal)).toMatchObject({ available: false, ...expected })
    expect(await watching(source).rest()).toMatchObject([expected])
    await closePort(opened.port)
    expect(await source.probe(signal)).toMatchObject({ available: true })
  })

  test('GPS-12 that is unplugged in mid-read is DEVICE_LOST', async () => {
    const { feed, source } = await receiver()
    const watch = watching(source)
    const found = watch.next(isFix)
    feed.play(recordingOf('bu353s4'))
    await found
    await feed.unplug()
    expect((await watch.rest()).at(-1)).toMatchObject({ error: 'DEVICE_LOST' })
  })

  test('GPS-12 that sends something else is BAD_DATA', async () => {
    const { feed, source } = await receiver()
    const reports = watching(source).rest()
    let isOver = false
    void reports.then(() => (isOver = true))
    for (let block = 0; !isOver; block++) {
      // What a wrong speed looks like: any bytes.
      feed.say(createHash('sha512').update(`${block}`).digest().toString('latin1'))
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await reports).toMatchObject([{ error: 'BAD_DATA' }])
  })

  test('GPS-12 after an abort the port is free', async () => {
    const { feed, source } = await receiver()
    const watch = watching(source)
    const found = watch.next(isFix)
    feed.play(recordingOf('bu353s4'))
    await found
    await watch.stop()
    expect(await source.probe(signal)).toMatchObject({ available: true })
  })
})

test('GPS-12 a port that does not exist is NO_DEVICE', async () => {
  const source = serialSource({ path: '/dev/wiseparts-none', baudRate: 9600, timing })
  expect(await source.probe(signal)).toMatchObject({ available: false, error: 'NO_DEVICE' })
  expect(await watching(source).rest()).toMatchObject([{ error: 'NO_DEVICE' }])
})

test('GPS-12 a machine without a binary of the library is UNSUPPORTED', async () => {
  const load: LoadSerial = () => Promise.reject(new Error('No native build was found'))
  const source = serialSource({ path: '/dev/ttyUSB0', baudRate: 9600, timing, load })
  const expected = {
    error: 'UNSUPPORTED',
    detail: 'no serial ports on this machine: No native build was found',
  }
  expect(await source.probe(signal)).toEqual({ available: false, ...expected })
  expect(await watching(source).rest()).toEqual([expected])
})

test.each([
  ['Error Resource temporarily unavailable Cannot lock port', 'DEVICE_BUSY'],
  ['Opening COM3: Access denied', 'DEVICE_BUSY'],
  ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'DEVICE_BUSY'],
  ['Error: Permission denied, cannot open /dev/ttyUSB0', 'PERMISSION_DENIED'],
  ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'NO_DEVICE'],
  ['Opening COM3: File not found', 'NO_DEVICE'],
  ['Error: Inappropriate ioctl for device setting custom baud rate of 9600', 'NO_DEVICE'],
  ['something new', 'NO_DEVICE'],
])('GPS-12 a port that does not open by "%s" is %s', (message, error) => {
  expect(openingProblem('COM3', message)).toEqual({
    error,
    detail: `COM3 does not open: ${message}`,
  })
})

/** A port without a device: a test says what comes in, and time passes when it says so. */
function fakePort(baudRate: 'auto' | 4800, path = 'COM3') {
  const time = fakeSchedule()
  let now = Date.UTC(2026, 10, 30, 10, 15)
  const rates: number[] = []
  let opened: FakePort | undefined
  const keep = (port: FakePort): FakePort => (opened = port)
  class FakePort extends EventEmitter {
    readonly path = path
    isOpen = false
    constructor(options: { baudRate: number }) {
      super()
      rates.push(options.baudRate)
    }
    open(done: (error: Error | null) => void): void {
      keep(this)
      this.isOpen = true
      done(null)
    }
    update(options: { baudRate: number }, done: (error: Error | null) => void): void {
      rates.push(options.baudRate)
      done(null)
    }
    close(done: () => void): void {
      this.isOpen = false
      done()
    }
  }
  const fakeTiming: Timing = { now: () => now, monotonicMs: () => now, schedule: time.schedule }
  const load = () => Promise.resolve({ SerialPort: FakePort as unknown as typeof SerialPort })
  const source = serialSource({ path, baudRate, timing: fakeTiming, load })
  return {
    rates,
    source,
    isOpen: () => opened?.isOpen,
    whenListening: () => expect.poll(() => opened?.listenerCount('data')).toBe(1),
    fail: (error: Error) => opened!.emit('error', error),
    say: (text: string) => opened!.emit('data', Buffer.from(text, 'latin1')),
    advance(ms: number) {
      now += ms
      time.advance(ms)
    },
  }
}

test('GPS-14 the speed is found by trying, the usual one first', async () => {
  const port = fakePort('auto')
  const found = watching(port.source).next(isFix)
  await port.whenListening()
  port.say('\x80\xfe\x00'.repeat(20))
  port.advance(1600)
  port.advance(1600)
  port.say(second('101500.00').join(''))
  port.advance(250)
  expect(await found).toMatchObject({ lat: 48.5, device: 'COM3' })
  expect(port.rates).toEqual([9600, 4800, 38_400])
})

test('GPS-14 a moment is told when the receiver pauses, as of its last sentence', async () => {
  const port = fakePort(4800)
  const found = watching(port.source).next(isFix)
  await port.whenListening()
  port.say(second('101500.00').join(''))
  port.advance(250)
  const receivedAt = Date.UTC(2026, 10, 30, 10, 15)
  expect(await found).toMatchObject({ receivedAt, monotonicMs: receivedAt, gpsTime: receivedAt })
})

test('GPS-12 a wrong speed without choice is BAD_DATA after five seconds', async () => {
  const port = fakePort(4800)
  const rest = watching(port.source).rest()
  await port.whenListening()
  port.say('\x80\xfe\x00'.repeat(1000))
  port.advance(5000)
  expect(await rest).toMatchObject([{ error: 'BAD_DATA' }])
  expect(port.isOpen()).toBe(false)
})

test('GPS-12 noise at every speed is BAD_DATA after each was tried once', async () => {
  const port = fakePort('auto')
  const rest = watching(port.source).rest()
  await port.whenListening()
  for (let burst = 0; burst < 50; burst++) port.say('\x80\xfe\x00'.repeat(100))
  port.advance(1600)
  expect(await rest).toMatchObject([{ error: 'BAD_DATA' }])
  expect(port.rates).toEqual([9600, 4800, 38_400, 115_200])
})

test('GPS-12 a port that says nothing at any speed is NO_DEVICE', async () => {
  const port = fakePort('auto')
  const rest = watching(port.source).rest()
  await port.whenListening()
  for (let rate = 0; rate < 4; rate++) port.advance(1600)
  expect(await rest).toMatchObject([{ error: 'NO_DEVICE' }])
  expect(port.rates).toEqual([9600, 4800, 38_400, 115_200])
})

test('GPS-12 a receiver that falls silent is DEVICE_LOST after five seconds', async () => {
  const port = fakePort(4800)
  const rest = watching(port.source).rest()
  await port.whenListening()
  port.say(second('101500.00').join(''))
  port.advance(5000)
  expect((await rest).at(-1)).toEqual({
    error: 'DEVICE_LOST',
    detail: 'the receiver has said nothing for 5 s',
  })
  expect(port.isOpen()).toBe(false)
})

test('GPS-12 a receiver that turns to noise is BAD_DATA after five seconds', async () => {
  const port = fakePort(4800)
  const rest = watching(port.source).rest()
  await port.whenListening()
  port.say(second('101500.00').join(''))
  for (let s = 0; s < 5; s++) {
    port.say('\x80\xfe\x00'.repeat(100))
    port.advance(1000)
  }
  expect((await rest).at(-1)).toMatchObject({ error: 'BAD_DATA' })
})

test('GPS-12 a receiver whose time stands still is STALE, and goes on', async () => {
  const port = fakePort(4800)
  const watch = watching(port.source)
  const found = watch.next(isFix)
  await port.whenListening()
  for (let s = 0; s < 6; s++) {
    port.say(second('101500.00').join(''))
    port.advance(1000)
  }
  await found
  expect(await watch.next(isProblem)).toMatchObject({ error: 'STALE' })
})

test('GPS-12 a receiver that does not know the time yet is NO_FIX', async () => {
  const port = fakePort(4800)
  const next = watching(port.source).next(isProblem)
  await port.whenListening()
  for (let s = 0; s < 6; s++) {
    port.say(sentence('GPGGA,,,,,,0,,,,M,,M,,'))
    port.advance(1000)
  }
  expect(await next).toMatchObject({ error: 'NO_FIX' })
})

test('GPS-12 a port that vanishes without an event is DEVICE_LOST after a second', async () => {
  const port = fakePort(4800, '/dev/wiseparts-none')
  const rest = watching(port.source).rest()
  await port.whenListening()
  port.advance(1000)
  expect(await rest).toEqual([
    { error: 'DEVICE_LOST', detail: '/dev/wiseparts-none is not there any more' },
  ])
  expect(port.isOpen()).toBe(false)
})

test('GPS-12 a port that fails is DEVICE_LOST', async () => {
  const port = fakePort(4800)
  const rest = watching(port.source).rest()
  await port.whenListening()
  port.fail(new Error('Input/output error'))
  expect(await rest).toEqual([
    { error: 'DEVICE_LOST', detail: 'the port failed: Input/output error' },
  ])
})
