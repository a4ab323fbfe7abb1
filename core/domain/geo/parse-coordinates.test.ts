import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areValidCoordinates, parseCoordinates } from './parse-coordinates.ts'

/** Degrees to a tenth of a second, with the decimals. */
function read(text: string) {
  const found = parseCoordinates(text)
  return found && [Number(found.lat.toFixed(5)), Number(found.lon.toFixed(5)), found.decimals]
}

describe('GPS-10 decimal degrees', () => {
  test.each([
    ['48.8566, 2.3522', 48.8566, 2.3522, 4],
    ['48.8566,2.3522', 48.8566, 2.3522, 4],
    ['48.8566 2.3522', 48.8566, 2.3522, 4],
    ['48.8566;2.3522', 48.8566, 2.3522, 4],
    ['48.8566\t2.3522', 48.8566, 2.3522, 4],
    ['48,8566 2,3522', 48.8566, 2.3522, 4],
    ['48,8566; 2,3522', 48.8566, 2.3522, 4],
    ['48,8566, 2,3522', 48.8566, 2.3522, 4],
    ['48,8566\u00A02,3522', 48.8566, 2.3522, 4],
    ['(48.8566, 2.3522)', 48.8566, 2.3522, 4],
    ['  48.8566, 2.3522\n', 48.8566, 2.3522, 4],
    ['-21.1151, 55.5364', -21.1151, 55.5364, 4],
    ['47.2184, −1.5536', 47.2184, -1.5536, 4],
    ['+47.2184 -1.5536', 47.2184, -1.5536, 4],
    ['48.8566N 2.3522E', 48.8566, 2.3522, 4],
    ['48,8566° N, 2,3522° E', 48.8566, 2.3522, 4],
    ['N 47.2184, O 1.5536', 47.2184, -1.5536, 4],
    ['1.5536 W 47.2184 N', 47.2184, -1.5536, 4],
    ['48.8566° 2.3522°', 48.8566, 2.3522, 4],
    ['48.85661, 2.35', 48.85661, 2.35, 2],
    ['48, 2', 48, 2, 0],
    ['51.4779, 0', 51.4779, 0, 0],
    ['51.4779 N 0.0000 W', 51.4779, 0, 4],
    ['-90, 180', -90, 180, 0],
  ])('%s', (text, lat, lon, decimals) => {
    expect(read(text)).toEqual([lat, lon, decimals])
  })
})

describe('GPS-10 degrees, minutes and seconds', () => {
  test.each([
    [`48°51'24"N 2°21'08"E`, 48.85667, 2.35222, 4],
    ['48°51’24” N, 2°21’08” E', 48.85667, 2.35222, 4],
    [`48º51′24″N 2º21′08″E`, 48.85667, 2.35222, 4],
    [`48° 51' 24'' N 2° 21' 08'' E`, 48.85667, 2.35222, 4],
    [`48°51'24,5"N 2°21'08,5"E`, 48.85681, 2.35236, 5],
    [`47°13'06"N 1°33'13"O`, 47.21833, -1.55361, 4],
    [`47°13'06"N 1°33'13"W`, 47.21833, -1.55361, 4],
    [`1°33'13"O 47°13'06"N`, 47.21833, -1.55361, 4],
    [`N 48°51'24" E 2°21'08"`, 48.85667, 2.35222, 4],
    [`21°06'54"S 55°32'11"E`, -21.115, 55.53639, 4],
    [`48°51.4'N 2°21.13'E`, 48.85667, 2.35217, 3],
    [`48°51'N 2°21'E`, 48.85, 2.35, 2],
    [`48°51'24" 2°21'08"`, 48.85667, 2.35222, 4],
    [`-0°30'00" 5°00'00"`, -0.5, 5, 4],
  ])('%s', (text, lat, lon, decimals) => {
    expect(read(text)).toEqual([lat, lon, decimals])
  })
})

describe('GPS-10 links and geo URIs', () => {
  test.each([
    ['geo:48.85,2.35', 48.85, 2.35, 2],
    ['GEO:48.8566,2.3522?z=17', 48.8566, 2.3522, 4],
    ['geo:48.8566,2.3522,35;crs=wgs84;u=25', 48.8566, 2.3522, 4],
    ['geo:0,0?q=48.8566,2.3522(Garage%20Martin)', 48.8566, 2.3522, 4],
    ['https://www.openstreetmap.org/#map=17/48.8566/2.3522', 48.8566, 2.3522, 4],
    ['https://www.openstreetmap.org/#map=17/47.2184/-1.5536&layers=N', 47.2184, -1.5536, 4],
    ['https://www.openstreetmap.org/?mlat=48.8566&mlon=2.3522#map=5/46.0/3.0', 48.8566, 2.3522, 4],
    ['https://www.openstreetmap.org/?mlat=47.2184&zoom=4&mlon=-1.5536', 47.2184, -1.5536, 4],
    ['openstreetmap.org/node/1#map=19/48.85661/2.35222', 48.85661, 2.35222, 5],
    ['https://www.google.com/maps/@48.8566,2.3522,17z', 48.8566, 2.3522, 4],
    [
      'https://www.google.fr/maps/place/Garage/@46.1,3.1,8z/data=!3m1!8m2!3d48.8566!4d2.3522',
      48.8566,
      2.3522,
      4,
    ],
    ['https://www.google.com/maps?q=48.8566,2.3522', 48.8566, 2.3522, 4],
    ['https://maps.google.com/?q=loc:48.8566,2.3522&z=12', 48.8566, 2.3522, 4],
    ['https://www.google.com/maps/search/?api=1&query=47.2184%2C-1.5536', 47.2184, -1.5536, 4],
    ['https://www.google.com/maps/search/48.8566,+2.3522?entry=tts', 48.8566, 2.3522, 4],
    ['https://www.google.com/maps/dir/?api=1&destination=48.8566,2.3522', 48.8566, 2.3522, 4],
  ])('%s', (link, lat, lon, decimals) => {
    expect(read(link)).toEqual([lat, lon, decimals])
  })
})

test.each([
  ['nothing', ''],
  ['spaces', '   '],
  ['words', 'Paris'],
  ['one number', '48.8566'],
  ['one number with a comma', '48,85'],
  ['three numbers', '48.85 2.35 12'],
  ['four numbers', '48,8566,2,3522'],
  ['a latitude over 90', '91.0, 2.0'],
  ['a longitude over 180', '48.0, 180.1'],
  ['zero, zero', '0, 0'],
  ['zero, zero as a geo URI', 'geo:0,0'],
  ['minutes of 60', `48°60'N 2°21'E`],
  ['seconds of 60', `48°51'60"N 2°21'08"E`],
  ['decimals before minutes', `48.5°51'N 2°21'E`],
  ['two latitudes', '48.8566N 2.3522N'],
  ['one letter', '48.8566N 2.3522'],
  ['a sign and a letter', '-48.8566S 2.3522E'],
  ['an exponent', '4e1, 2'],
  ['another reference system', 'geo:48.85,2.35;crs=nad27'],
  ['a short link', 'https://maps.app.goo.gl/AbCdEf123'],
  ['a link without a position', 'https://www.google.com/maps/search/Garage+Martin'],
  ['a broken escape', 'https://www.google.com/maps/%E0%A4%A'],
  ['a position cut short in a link', 'https://www.openstreetmap.org/#map=17/48.8566'],
  ['an endless text', `48.8566${' '.repeat(5000)}, 2.3522`],
])('GPS-10 %s is refused', (_name, text) => {
  expect(parseCoordinates(text)).toBeUndefined()
})

test('GPS-10 warnings come with the reading, for the country of the address', () => {
  expect(parseCoordinates('2.35, 48.85', { country: 'FR' })).toEqual({
    lat: 2.35,
    lon: 48.85,
    decimals: 2,
    warnings: ['swapped', 'imprecise'],
  })
  expect(parseCoordinates('48.8566, 2.3522', { country: 'FR' })?.warnings).toEqual([])
  expect(parseCoordinates('2.3522, 48.8566', { country: null })?.warnings).toEqual([])
})

test('GPS-10 a zero west of Greenwich is an ordinary zero', () => {
  expect(parseCoordinates('51.4779 N 0.0000 W')?.lon).toBe(0)
  expect(parseCoordinates('-0.0000, 32.5811')?.lat).toBe(0)
})

test('GPS-10 any position written with point or comma reads back as itself', () => {
  const millionths = (limit: number) => fc.integer({ min: -limit * 1e6, max: limit * 1e6 })
  fc.assert(
    fc.property(millionths(90), millionths(180), fc.boolean(), (lat, lon, hasComma) => {
      fc.pre(lat !== 0 || lon !== 0)
      const texts = [lat, lon].map((value) => (value / 1e6).toFixed(6))
      const text = hasComma ? texts.join('; ').replaceAll('.', ',') : texts.join(', ')
      expect(parseCoordinates(text)).toMatchObject({
        lat: Number(texts[0]) + 0,
        lon: Number(texts[1]) + 0,
        decimals: 6,
      })
    }),
    { seed: 10, numRuns: 1000 },
  )
})

test('GPS-10 every form refuses exactly what is out of range', () => {
  const forms = [
    (lat: number, lon: number) => `${lat}.5, ${lon}.5`,
    (lat: number, lon: number) => `${lat}°30' ${lon}°30'`,
    (lat: number, lon: number) => `geo:${lat}.5,${lon}.5`,
    (lat: number, lon: number) => `https://www.openstreetmap.org/#map=9/${lat}.5/${lon}.5`,
    (lat: number, lon: number) => `https://www.google.com/maps/@${lat}.5,${lon}.5,9z`,
  ]
  const degrees = fc.integer({ min: 0, max: 250 })
  fc.assert(
    fc.property(fc.constantFrom(...forms), degrees, degrees, (form, lat, lon) => {
      const expected = lat < 90 && lon < 180 ? { lat: lat + 0.5, lon: lon + 0.5 } : undefined
      const found = parseCoordinates(form(lat, lon))
      expect(found && { lat: found.lat, lon: found.lon }).toEqual(expected)
    }),
    { seed: 12, numRuns: 1000 },
  )
})

test('GPS-10 whatever is pasted gives a valid position or none', () => {
  const symbols = [
    ...`0123456789.,;°'"-+NSEWO /?=&#@!:()`,
    'geo:',
    'https://',
    'q=',
    '#map=',
    '!3d',
  ]
  const pasted = fc.array(fc.constantFrom(...symbols), { maxLength: 40 }).map((all) => all.join(''))
  fc.assert(
    fc.property(pasted, (text) => {
      const found = parseCoordinates(text)
      if (found) expect(areValidCoordinates(found)).toBe(true)
    }),
    { seed: 11, numRuns: 5000 },
  )
})

test.each([
  [48.8566, 2.3522, true],
  [90, -180, true],
  [0, 2.3522, true],
  [48.8566, 0, true],
  [0, 0, false],
  [-0, 0, false],
  [90.0001, 0, false],
  [0, -180.0001, false],
  [NaN, 2, false],
  [48, Infinity, false],
])('GPS-09 %d, %d are valid: %s', (lat, lon, valid) => {
  expect(areValidCoordinates({ lat, lon })).toBe(valid)
})
