import 'maplibre-gl/dist/maplibre-gl.css'
import { Map as MapLibreMap, setWorkerUrl, type GeoJSONSource } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { GeoJSON } from 'geojson'
import { loadBaseMap, withFineOutlines } from './base-map.ts'
import type { MapColors } from './map-colors.ts'
import { layersOf, mapStyle, type MapSource } from './map-style.ts'
import type { Bounds } from './metric-grid.ts'

// A file of this origin: the policy allows no worker from a blob.
setWorkerUrl(workerUrl)

interface MapChoices {
  readonly colors: MapColors
  /** The name of the map, for those who do not see it. */
  readonly label: string
  /** Among other things that scroll: the wheel zooms with Ctrl only, and this is said. */
  readonly wheelHelp: string | undefined
}

/**
 * A map of the app's own data that is seen from straight above, with north at the top.
 *
 * @throws Error where there is no WebGL
 */
export function openMap(
  container: HTMLElement,
  { colors, label, wheelHelp }: MapChoices,
): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style: mapStyle(colors),
    center: [2.5, 46.6],
    zoom: 4.5,
    ...{ minZoom: 1, maxZoom: 20, maxPitch: 0, pitchWithRotate: false, dragRotate: false },
    attributionControl: false,
    cooperativeGestures: wheelHelp !== undefined,
    fadeDuration: 0,
    locale: {
      'Map.Title': label,
      ...(wheelHelp !== undefined && {
        'CooperativeGesturesHandler.WindowsHelpText': wheelHelp,
        'CooperativeGesturesHandler.MacHelpText': wheelHelp.replace('Ctrl', '⌘'),
      }),
    },
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  return map
}

/** Fills a source of the style. Before the style is loaded it does nothing. */
export function setMapData(map: MapLibreMap, source: MapSource, data: GeoJSON): void {
  void map.getSource<GeoJSONSource>(source)?.setData(data)
}

/** Nearer than this the coarse outlines are seen to be coarse. */
const fineFromZoom = 6

/**
 * Draws outlines and towns, and finer outlines where the map is looked at closely. Without them a map
 * still shows what it is about, so that a file that cannot be read is no failure.
 */
export async function addBaseMap(map: MapLibreMap, isGone: () => boolean): Promise<void> {
  const base = await loadBaseMap().catch(() => undefined)
  if (!base || isGone()) return
  let { countries } = base
  const show = (): void =>
    setMapData(map, 'countries', { type: 'FeatureCollection', features: [...countries] })
  const refine = async (): Promise<void> => {
    if (map.getZoom() < fineFromZoom) return
    const finer = await withFineOutlines(countries, boundsOf(map)).catch(() => countries)
    if (isGone() || finer.every((country, index) => country === countries[index])) return
    countries = finer
    show()
  }
  show()
  setMapData(map, 'towns', base.towns)
  map.on('moveend', () => void refine())
  await refine()
}

export function boundsOf(map: MapLibreMap): Bounds {
  const [[west, south], [east, north]] = map.getBounds().toArray()
  return [west, south, east, north]
}

/** Paints all layers in the colours of another theme. */
export function recolorMap(map: MapLibreMap, colors: MapColors): void {
  for (const { id, paint } of layersOf(colors))
    for (const [property, value] of Object.entries(paint ?? {}))
      map.setPaintProperty(id, property as 'fill-color', value as string)
}
