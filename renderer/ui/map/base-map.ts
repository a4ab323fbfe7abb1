import type { Feature, FeatureCollection, Geometry } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import fineUrl from 'world-atlas/countries-10m.json?url'
import coarseUrl from 'world-atlas/countries-50m.json?url'
import { countriesWithin, type Country } from './countries-within.ts'
import type { Bounds } from './metric-grid.ts'
import townsUrl from './towns.tsv?url'

/** What lies under every map. */
export interface BaseMap {
  readonly countries: readonly Country[]
  readonly towns: FeatureCollection
}

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>

/**
 * Outlines of the world's countries, good for a whole country on screen, and towns, from files of the app.
 *
 * @throws TypeError where they cannot be read; then the next call tries again
 */
export const loadBaseMap = once(async (): Promise<BaseMap> => {
  const [world, towns] = await Promise.all([readWorld(coarseUrl), fetch(townsUrl)])
  const { features } = feature(world, world.objects.countries)
  return {
    countries: features.filter(isArea),
    towns: townsOf(await towns.text()),
  }
})
const loadFine = once(() => readWorld(fineUrl))
/** Fine outlines by the country's name. */
const unpacked = new Map<string, Country>()

/**
 * The same countries, those that can be seen within the bounds by outlines that are good for a region:
 * only they are unpacked, since all of them take a second.
 */
export async function withFineOutlines(
  countries: readonly Country[],
  bounds: Bounds,
): Promise<Country[]> {
  const seen = countriesWithin(countries, bounds).map(({ properties }) => properties.name)
  const missing = seen.filter((name) => !unpacked.has(name))
  if (missing.length > 0) {
    const world = await loadFine()
    const geometries = world.objects.countries.geometries.filter(
      ({ properties }) => properties && missing.includes(nameIn(properties)),
    )
    const { features } = feature(world, { type: 'GeometryCollection' as const, geometries })
    for (const outline of features.filter(isArea)) unpacked.set(nameIn(outline.properties), outline)
  }
  const fine = new Set(seen)
  return countries.map((country) => {
    const { name } = country.properties
    return (fine.has(name) && unpacked.get(name)) || country
  })
}

const nameIn = (properties: object): string => ('name' in properties ? String(properties.name) : '')

/** Remembers the answer, but no failure. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined
  return () => {
    reading ??= read().catch((error: unknown) => {
      reading = undefined
      throw error
    })
    return reading
  }
}

const readWorld = async (url: string): Promise<World> => (await (await fetch(url)).json()) as World

const isArea = (outline: Feature<Geometry, { name: string }>): outline is Country =>
  outline.geometry.type === 'Polygon' || outline.geometry.type === 'MultiPolygon'

/** Lines of name, longitude, latitude and population, separated by tabs. */
function townsOf(text: string): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: text
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [name, lon, lat, population] = line.split('\t')
        return {
          type: 'Feature',
          properties: { name, population: Number(population) },
          geometry: { type: 'Point', coordinates: [Number(lon), Number(lat)] },
        }
      }),
  }
}
