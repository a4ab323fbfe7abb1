import { expect, test } from 'vitest'
import { coordinateWarnings } from './coordinate-warnings.ts'

const decimals = 4

test.each([
  ['FR', 'Lyon', 45.764, 4.8357],
  ['FR', 'Brest', 48.3904, -4.4861],
  ['BE', 'Liège', 50.6326, 5.5797],
  ['CH', 'Genève', 46.2044, 6.1432],
  ['LU', 'Luxembourg', 49.6116, 6.1319],
  ['DE', 'Berlin', 52.52, 13.405],
  ['ES', 'Madrid', 40.4168, -3.7038],
  ['ES', 'Las Palmas', 28.1235, -15.4363],
  ['PT', 'Lisboa', 38.7223, -9.1393],
  ['PT', 'Funchal', 32.6669, -16.9241],
  ['PT', 'Ponta Delgada', 37.7412, -25.6756],
  ['IT', 'Roma', 41.9028, 12.4964],
  ['GB', 'London', 51.5074, -0.1278],
  ['NL', 'Amsterdam', 52.3676, 4.9041],
  ['IE', 'Dublin', 53.3498, -6.2603],
  ['AT', 'Wien', 48.2082, 16.3738],
  ['MC', 'Monaco', 43.7384, 7.4246],
  ['AD', 'Andorra la Vella', 42.5063, 1.5218],
])(
  'GPS-10 %s: %s is in place and looks swapped the other way round',
  (country, _town, lat, lon) => {
    expect(coordinateWarnings({ lat, lon, decimals, country })).toEqual([])
    expect(coordinateWarnings({ lat: lon, lon: lat, decimals, country })).toEqual(['swapped'])
  },
)

test.each([
  ['overseas France', 'FR', -21.1151, 55.5364],
  ['abroad', 'FR', 35.6762, 139.6503],
  ['a country without a box', 'JP', 139.6503, 35.6762],
  ['no country', null, 2.3522, 48.8566],
  ['an empty country', '', 2.3522, 48.8566],
])('GPS-10 nothing looks swapped: %s', (_name, country, lat, lon) => {
  expect(coordinateWarnings({ lat, lon, decimals, country })).toEqual([])
})

test('GPS-10 the country may be written in small letters', () => {
  expect(coordinateWarnings({ lat: 2.3522, lon: 48.8566, decimals, country: 'fr' })).toEqual([
    'swapped',
  ])
})

test.each([
  [0, ['imprecise']],
  [2, ['imprecise']],
  [3, []],
])('GPS-10 with %i decimals: %o', (given, expected) => {
  const position = { lat: 48.8566, lon: 2.3522, decimals: given }
  expect(coordinateWarnings(position)).toEqual(expected)
})
