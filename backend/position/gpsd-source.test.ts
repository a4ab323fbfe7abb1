import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { isFix } from '../../core/domain/position/position-report.ts'
import { fakeSchedule } from '../../core/rpc/fake-schedule.ts'
import { describeWith } from '../testing/describe-with.ts'
import { startGpsd, tcpFeed } from '../testing/gnss-feed.ts'
import { recordingOf } from '../testing/gnss-recording.ts'
import { isProblem, watching } from '../testing/watching.ts'
import { gpsdSource } from './gpsd-source.ts'
import { machineTiming } from './timing.ts'

const host = '127.0.0.1'
const version = '{"class":"VERSION","release":"3.22","proto_major":3}\n'
const devices = '{"class":"DEVICES","devices":[{"class":"DEVICE","path":"/dev/ttyACM0"}]}\n'
const tpv =
  '{"class":"TPV","device":"/dev/ttyACM0","mode":3,"time":"2026-11-30T10:15:00.000Z","lat":48.5,"lon":2.25,"eph":12}\n'
const sourceAt = (port: number) => gpsdSource({ host, port, timing: machineTiming })
const { signal } = new AbortController()

describeWith(['gpsd'], 'a real gpsd', () => {
  async function gpsdWithFeed() {
    const feed = await tcpFeed()
    onTestFinished(() => feed.close())
    const gpsd = await startGpsd(feed.port)
    onTestFinished(() => gpsd.kill())
    return { feed, gpsd, port: gpsd.port }
  }

  test('GPS-14 gives the position that its receiver gives, of now', async () => {
    const place = { lat: 45.764043, lon: 4.835659 }
    const { feed, port } = await gpsdWithFeed()
    feed.play(recordingOf('bu353s4'), { place })
    const fix = await watching(sourceAt(port)).next(
      (report): report is Extract<typeof report, { lat: number }> =>
        isFix(report) && report.accuracy95M !== null && report.satellitesUsed !== null,
    )
    expect(fix).toMatchObject({ provider: 'gpsd', kind: 'gnss', satellitesUsed: 8, hdop: 1.1 })
    expect(Math.abs(fix.lat - place.lat)).toBeLessThan(0.0001)
    expect(Math.abs(fix.lon - place.lon)).toBeLessThan(0.0001)
    expect(fix.accuracy95M).toBeGreaterThan(5)
    expect(Math.abs(fix.receivedAt - fix.gpsTime!)).toBeLessThan(10_000)
  })

  test('GPS-14 is found by a probe, with its receiver', async () => {
    const { feed, port } = await gpsdWithFeed()
    const probe = await sourceAt(port).probe(signal)
    expect(probe).toMatchObject({ available: true })
    expect(probe.detail).toContain(`tcp://127.0.0.1:${feed.port}`)
  })

  test('GPS-12 that is killed in mid-read is DEVICE_LOST', async () => {
    const { feed, gpsd, port } = await gpsdWithFeed()
    feed.play(recordingOf('bu353s4'))
    const watch = watching(sourceAt(port))
    await watch.next(isFix)
    await gpsd.kill()
    expect((await watch.rest()).at(-1)).toMatchObject({ error: 'DEVICE_LOST' })
  })
})

/** Something that listens as gpsd does and says what a test wants. */
async function server(greet: (socket: Socket) => void) {
  const sockets: Socket[] = []
  const listening = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    socket.resume()
    greet(socket)
  }).listen(0, host)
  await once(listening, 'listening')
  onTestFinished(() => {
    sockets.forEach((socket) => socket.destroy())
    listening.close()
  })
  return { port: (listening.address() as AddressInfo).port, sockets }
}

async function freePort(): Promise<number> {
  const listening = createServer().listen(0, host)
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  listening.close()
  await once(listening, 'close')
  return port
}

test('GPS-12 no gpsd is NO_DEVICE', async () => {
  const source = sourceAt(await freePort())
  const expected = { error: 'NO_DEVICE' }
  expect(await source.probe(signal)).toMatchObject({ available: false, ...expected })
  expect(await watching(source).rest()).toMatchObject([expected])
})

test('GPS-12 gpsd without a receiver is NO_DEVICE', async () => {
  const { port } = await server((socket) =>
    socket.write(`${version}{"class":"DEVICES","devices":[]}\n`),
  )
  const expected = { error: 'NO_DEVICE', detail: 'gpsd runs, but has no receiver' }
  expect(await sourceAt(port).probe(signal)).toEqual({ available: false, ...expected })
  expect(await watching(sourceAt(port)).rest()).toEqual([expected])
})

test.each([
  ['another service', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ['a line without an end', '{'.repeat(70_000)],
])('GPS-12 %s at the port of gpsd is BAD_DATA', async (_what, text) => {
  const { port } = await server((socket) => socket.write(text))
  const expected = { error: 'BAD_DATA' }
  expect(await sourceAt(port).probe(signal)).toMatchObject({ available: false, ...expected })
  expect(await watching(sourceAt(port)).rest()).toMatchObject([expected])
})

test('GPS-12 a message of gpsd that arrives in halves is read', async () => {
  const { port } = await server((socket) => {
    socket.setNoDelay(true)
    socket.write(version)
    socket.once('data', () => {
      socket.write(tpv.slice(0, 40))
      setImmediate(() => socket.write(tpv.slice(40)))
    })
  })
  expect(await watching(sourceAt(port)).next(isFix)).toMatchObject({ lat: 48.5, accuracy95M: 12 })
})

test('GPS-12 a service that accepts and says nothing is TIMEOUT after two seconds', async () => {
  const { port } = await server(() => undefined)
  const time = fakeSchedule()
  const source = gpsdSource({ host, port, timing: { ...machineTiming, ...time } })
  const probe = source.probe(signal)
  time.advance(2000)
  expect(await probe).toMatchObject({ available: false, error: 'TIMEOUT' })
})

test('GPS-12 a receiver of gpsd that never says anything is NO_DEVICE', async () => {
  const { port } = await server((socket) => socket.write(version + devices))
  const time = fakeSchedule()
  const watch = watching(gpsdSource({ host, port, timing: { ...machineTiming, ...time } }))
  const rest = watch.rest()
  await expect.poll(() => time.delays()).toEqual([20_000])
  time.advance(20_000)
  expect(await rest).toMatchObject([{ error: 'NO_DEVICE' }])
})

test('GPS-12 a receiver of gpsd that falls silent is DEVICE_LOST after five seconds', async () => {
  const { port } = await server((socket) => socket.write(version + tpv))
  const time = fakeSchedule()
  const watch = watching(gpsdSource({ host, port, timing: { ...machineTiming, ...time } }))
  await watch.next(isFix)
  const rest = watch.rest()
  expect(time.delays()).toEqual([5000])
  time.advance(5000)
  expect(await rest).toMatchObject([{ error: 'DEVICE_LOST' }])
})

test.each([1901, 2036])('GPS-12 a clock of %i that gpsd tells is BAD_DATA', async (year) => {
  const { port } = await server((socket) => socket.write(version + tpv.replace('2026', `${year}`)))
  expect(await watching(sourceAt(port)).next(isProblem)).toMatchObject({ error: 'BAD_DATA' })
})

test('GPS-12 after an abort the connection is closed', async () => {
  const { port, sockets } = await server((socket) => socket.write(version + tpv))
  const watch = watching(sourceAt(port))
  await watch.next(isFix)
  await watch.stop()
  await expect.poll(() => sockets.map(({ destroyed }) => destroyed)).toEqual([true])
})

test('GPS-12 a probe leaves no connection open', async () => {
  const { port, sockets } = await server((socket) => socket.write(version + devices))
  expect(await sourceAt(port).probe(signal)).toEqual({
    available: true,
    detail: 'gpsd 3.22 with /dev/ttyACM0',
  })
  await expect.poll(() => sockets.map(({ destroyed }) => destroyed)).toEqual([true])
})

test('GPS-12 a watch that was aborted before opens nothing', async () => {
  const { port, sockets } = await server(() => undefined)
  const reports = sourceAt(port).watch({ signal: AbortSignal.abort(), highAccuracy: true })
  expect(await reports[Symbol.asyncIterator]().next()).toMatchObject({ done: true })
  expect(sockets).toEqual([])
})
