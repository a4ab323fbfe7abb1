import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { second } from '../../core/domain/position/nmea/sample-sentences.ts'
import { isFix } from '../../core/domain/position/position-report.ts'
import { fakeTiming } from '../testing/fake-source.ts'
import { temporaryFolder } from '../testing/test-backend.ts'
import { watching } from '../testing/watching.ts'
import { replaySource } from './replay-source.ts'

const startAt = Date.UTC(2026, 10, 30, 10, 15)
const { signal } = new AbortController()

function replay(name: string, content: string | Uint8Array) {
  const file = join(temporaryFolder(), name)
  writeFileSync(file, content)
  const timing = fakeTiming(startAt)
  return { file, timing, source: replaySource({ file, timing }) }
}

test('GPS-14 a recording is played one moment a second, over and over, as simulated', async () => {
  const { file, timing, source } = replay(
    'drive.nmea',
    [second('101500'), second('101501')].flat().join(''),
  )
  const watch = watching(source)
  const times: number[] = []
  for (let moment = 0; moment < 3; moment++) {
    const fix = await watch.next(isFix)
    expect(fix).toMatchObject({
      ...{ lat: 48.5, quality: 'simulated', provider: 'replay', device: file, gpsTime: null },
    })
    times.push(fix.receivedAt - startAt)
    timing.advance(1000)
  }
  expect(times).toEqual([0, 1000, 2000])
})

test('GPS-14 a GPX track is played, whatever its clock says', async () => {
  const { source } = replay(
    'walk.gpx',
    '\uFEFF<gpx><trkpt lat="46.4" lon="13.7"><time>1901-12-13T20:45:52Z</time></trkpt></gpx>',
  )
  expect(await source.probe(signal)).toMatchObject({ available: true })
  expect(await watching(source).next(isFix)).toMatchObject({
    ...{ lat: 46.4, lon: 13.7, quality: 'simulated', gpsTime: null, receivedAt: startAt },
  })
})

test('GPS-12 a file without positions is BAD_DATA', async () => {
  const { source } = replay(
    'noise.nmea',
    Uint8Array.from({ length: 999 }, (_, at) => at % 256),
  )
  expect(await source.probe(signal)).toMatchObject({ available: false, error: 'BAD_DATA' })
  expect(await watching(source).rest()).toMatchObject([{ error: 'BAD_DATA' }])
})
