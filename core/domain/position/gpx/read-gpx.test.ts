import { expect, test } from 'vitest'
import { readGpx } from './read-gpx.ts'

const head = '<?xml version="1.0"?><gpx version="1.1">'

test('GPS-14 the points of a track are read, whatever order their attributes have', () => {
  const track = `\uFEFF${head}<wpt lat="1" lon="1"/><trk><trkseg>
    <trkpt lat="48.5" lon="2.25"><ele>35</ele><time>1901-12-13T20:45:52Z</time></trkpt>
    <trkpt\n lon='-2.5' lat='-48.25'/></trkseg></trk></gpx>`
  expect(readGpx(track)).toEqual([
    { lat: 48.5, lon: 2.25 },
    { lat: -48.25, lon: -2.5 },
  ])
})

test('GPS-14 without a track the route is read, without a route the way points', () => {
  const wayPoint = '<wpt lat="48.5" lon="2.25"/>'
  expect(readGpx(`${head}${wayPoint}</gpx>`)).toEqual([{ lat: 48.5, lon: 2.25 }])
  expect(readGpx(`${head}${wayPoint}<rte><rtept lat="1" lon="2"/></rte></gpx>`)).toEqual([
    { lat: 1, lon: 2 },
  ])
})

test.each([
  ['no numbers', '<trkpt lat="x" lon="2"/>'],
  ['out of range', '<trkpt lat="91" lon="2"/>'],
  ['0,0', '<trkpt lat="0" lon="0"/>'],
  ['half a point', '<trkpt lat="48.5"/>'],
  ['no GPX', 'latitude 48.5'],
])('GPS-12 %s gives no position', (_what, text) => {
  expect(readGpx(text)).toEqual([])
})
