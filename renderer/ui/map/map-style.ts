import type { FeatureCollection } from 'geojson'
import type {
  ExpressionSpecification,
  LayerSpecification,
  StyleSpecification,
  VariableAnchorOffsetCollectionSpecification,
} from 'maplibre-gl'
import type { MapColors } from './map-colors.ts'

/** Data that is given to the map once it is there, by the name of its source. */
export const mapSources = ['countries', 'towns', 'grid', 'path', 'pins', 'circles'] as const
export type MapSource = (typeof mapSources)[number]

/** The smallest towns that are named at a zoom; what then overlaps gives way to the larger one. */
const leastPopulations = { 4: 1e6, 5: 3e5, 6: 1e5, 7: 3e4, 8: 1e4, 9: 3000, 10: 0 }
const steps = Object.entries(leastPopulations).flatMap(([zoom, least]) => [Number(zoom), least])
const townsAtZoom: ExpressionSpecification = [
  '>=',
  ['get', 'population'],
  ['step', ['zoom'], 3e6, ...steps],
]
const ofKind = (kind: string): ExpressionSpecification => ['==', ['get', 'kind'], kind]

/**
 * What the map looks like. Nothing is fetched for it: the sources are filled by the page, and letters
 * are drawn from the font of the page because the style names no `glyphs`.
 */
export function mapStyle(colors: MapColors): StyleSpecification {
  const empty: FeatureCollection = { type: 'FeatureCollection', features: [] }
  return {
    version: 8,
    sources: Object.fromEntries(
      mapSources.map((name) => [
        name,
        // The tiles of outlines are stretched beyond zoom 10: there is nothing finer in them.
        { type: 'geojson', data: empty, ...(name === 'countries' && { maxzoom: 10 }) },
      ]),
    ),
    layers: layersOf(colors),
  }
}

/** Their order is that of drawing. */
export function layersOf(colors: MapColors): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': colors.sea } },
    { id: 'land', type: 'fill', source: 'countries', paint: { 'fill-color': colors.land } },
    {
      ...{ id: 'borders', type: 'line', source: 'countries' },
      paint: { 'line-color': colors.border, 'line-width': 0.75 },
    },
    {
      ...{ id: 'grid', type: 'line', source: 'grid' },
      paint: { 'line-color': colors.grid, 'line-width': 1 },
    },
    {
      ...{ id: 'path', type: 'line', source: 'path' },
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': colors.path, 'line-width': 2, 'line-dasharray': [0.5, 2.5] },
    },
    {
      ...{ id: 'town-dots', type: 'circle', source: 'towns', filter: townsAtZoom },
      paint: { 'circle-radius': 2, 'circle-color': colors.town },
    },
    {
      ...{ id: 'towns', type: 'symbol', source: 'towns', filter: townsAtZoom },
      layout: {
        'text-field': ['get', 'name'],
        'text-font': ['Inter Variable'],
        'text-size': ['step', ['get', 'population'], 11, 30_000, 12, 200_000, 13],
        // Close to the town's dot; further away where a pin is in the way.
        'text-variable-anchor-offset': anchors(0.4).concat(anchors(1.4)),
        'text-justify': 'auto',
        'symbol-sort-key': ['-', ['get', 'population']],
      },
      paint: {
        'text-color': colors.town,
        'text-halo-color': colors.townHalo,
        'text-halo-width': 1.5,
      },
    },
    {
      // Nothing to be seen: it keeps the names of towns from under the pins, which are no part of the canvas.
      ...{ id: 'pins', type: 'symbol', source: 'pins' },
      layout: {
        ...{ 'text-field': '●', 'text-font': ['Inter Variable'], 'text-size': 28 },
        'text-allow-overlap': true,
      },
      paint: { 'text-opacity': 0 },
    },
    ...circleLayers('radius', colors.radius, 0.07),
    ...circleLayers('accuracy', colors.accuracy, 0.1),
  ]
}

/** The four sides of a point, so many ems away. */
function anchors(ems: number): VariableAnchorOffsetCollectionSpecification {
  return [
    ...(['bottom', [0, -ems], 'top', [0, ems]] as const),
    ...(['left', [ems, 0], 'right', [-ems, 0]] as const),
  ] as VariableAnchorOffsetCollectionSpecification
}

function circleLayers(kind: string, color: string, opacity: number): LayerSpecification[] {
  const of = { source: 'circles', filter: ofKind(kind) }
  return [
    {
      ...{ id: kind, type: 'fill', ...of },
      paint: { 'fill-color': color, 'fill-opacity': opacity },
    },
    {
      ...{ id: `${kind}-edge`, type: 'line', ...of },
      paint: {
        'line-color': color,
        'line-width': kind === 'radius' ? 2 : 1.5,
        // Told apart without colours too.
        ...(kind === 'accuracy' && { 'line-dasharray': [4, 2] }),
      },
    },
  ]
}
