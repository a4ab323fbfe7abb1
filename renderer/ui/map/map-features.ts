import type { Feature, FeatureCollection } from 'geojson'
import { geodesicCircle } from '../../../core/domain/geo/geodesic-circle.ts'
import type { MapCircle, MapPlace } from './map-place.ts'
import type { MetricGrid } from './metric-grid.ts'

/** Circles as areas of the map, with their kind as a property. */
export function circleFeatures(circles: readonly MapCircle[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: circles.map(({ centre, radiusM, kind }) => {
      const ring = geodesicCircle(centre, radiusM).map(({ lat, lon }) => [lon, lat])
      return {
        type: 'Feature',
        properties: { kind },
        geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] },
      }
    }),
  }
}

/** The spots of places. */
export function pinFeatures(places: readonly Pick<MapPlace, 'lat' | 'lon'>[]): Feature {
  return {
    type: 'Feature',
    properties: {},
    geometry: { type: 'MultiPoint', coordinates: places.map(({ lat, lon }) => [lon, lat]) },
  }
}

/** One line through the places in their order. */
export function pathFeature(path: readonly Pick<MapPlace, 'lat' | 'lon'>[]): Feature {
  return {
    type: 'Feature',
    properties: {},
    geometry: { type: 'LineString', coordinates: path.map(({ lat, lon }) => [lon, lat]) },
  }
}

export function gridFeature(lines: MetricGrid['lines']): Feature {
  return {
    type: 'Feature',
    properties: {},
    geometry: {
      type: 'MultiLineString',
      coordinates: lines.map((line) => line.map((point) => [...point])),
    },
  }
}
