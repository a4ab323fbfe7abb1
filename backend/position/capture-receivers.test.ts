import { expect, onTestFinished, test } from 'vitest'
import { distanceM } from '../../core/domain/geo/distance.ts'
import { epochReport } from '../../core/domain/position/epoch-report.ts'
import type { Fix } from '../../core/domain/position/fix.ts'
import { NmeaReader } from '../../core/domain/position/nmea/nmea-reader.ts'
import { isFix } from '../../core/domain/position/position-report.ts'
import { stabilityGate } from '../../core/domain/position/stability-gate.ts'
import { describeWith } from '../testing/describe-with.ts'
import { ptyFeed, startGpsd, tcpFeed } from '../testing/gnss-feed.ts'
import { recordingOf, staged } from '../testing/gnss-recording.ts'
import { type CaptureResult, CaptureSession } from './capture-session.ts'
import { gpsdSource } from './gpsd-source.ts'
import type { PositionSource } from './position-source.ts'
import { serialSource } from './serial-source.ts'
import { machineTiming } from './timing.ts'

const timing = machineTiming
const lyon = { lat: 45.764043, lon: 4.835659 }

function capture(...sources: PositionSource[]): Promise<CaptureResult> {
  const session = new CaptureSession({ sources, autoAcceptM: 50, maxAccuracyM: 150, timing })
  onTestFinished(() => session.cancel())
  return session.result
}

function expectLyon(result: CaptureResult, provider: Fix['provider']): void {
  expect(result).toMatchObject({ samples: 5, fix: { provider, kind: 'gnss' } })
  if ('fix' in result) expect(distanceM(result.fix, lyon)).toBeLessThan(10)
}

describeWith(['gpsd', 'socat'], 'GPS-13 a capture', () => {
  test('GPS-13 by a real gpsd ends by itself at the place of the receiver', async () => {
    const feed = await tcpFeed()
    onTestFinished(() => feed.close())
    const gpsd = await startGpsd(feed.port)
    onTestFinished(() => gpsd.kill())
    feed.play(recordingOf('bu353s4'), { place: lyon })
    expectLyon(await capture(gpsdSource({ host: '127.0.0.1', port: gpsd.port, timing })), 'gpsd')
  })

  test('GPS-14 without gpsd by a receiver at a serial port', async () => {
    const feed = await ptyFeed()
    onTestFinished(() => feed.close())
    const noGpsd = gpsdSource({ host: '127.0.0.1', port: 1, timing })
    const serial = serialSource({ path: feed.path, baudRate: 'auto', timing })
    const result = capture(noGpsd, serial)
    feed.play(recordingOf('bu353s4'), { place: lyon })
    expectLyon(await result, 'serial')
  })
})

test('GPS-13 the cold start of a real receiver, 888 m off at first, is not used unasked', () => {
  const recording = recordingOf('ublox-lea-4h')
  const reader = new NmeaReader()
  const startAt = Date.UTC(2026, 10, 30, 10, 15)
  const fixes: Fix[] = []
  for (let moment = 0; moment < recording.moments.length; moment++) {
    const ms = moment * 1000
    reader.read(staged(recording, moment, startAt + ms))
    const epoch = reader.finish()
    const report =
      epoch &&
      epochReport(epoch, {
        ...{ provider: 'serial', device: null, receivedAt: startAt + ms, monotonicMs: ms },
      })
    if (report && isFix(report)) fixes.push(report)
    expect(stabilityGate(fixes, 50).isAccepted).toBe(false)
  }
  expect(Math.round(distanceM(fixes[0]!, fixes.at(-1)!))).toBe(888)
})
