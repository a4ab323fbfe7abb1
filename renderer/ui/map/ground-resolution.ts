/** Circumference of the sphere that web maps project, in metres: WGS-84's equator. */
const equatorM = 2 * Math.PI * 6_378_137
/** Pixels of the whole equator at zoom 0 in MapLibre. */
const worldPx = 512

/**
 * How many metres on the ground one pixel is at a latitude (the scale of the Mercator projection).
 *
 * @param lat degrees
 */
export function metresPerPixel(lat: number, zoom: number): number {
  return (equatorM * Math.cos((lat * Math.PI) / 180)) / (worldPx * 2 ** zoom)
}
