import type { AnglePair } from './angle-pair.ts'
import { toPair } from './decimal-pair.ts'

const number = String.raw`([+-]?\d{1,3}(?:\.\d{1,20})?)`
const pair = String.raw`${number}\s*,[\s+]*${number}`

/**
 * Where OpenStreetMap and Google Maps keep a position, the marked place before the middle of the
 * view, which is only what happened to be on the screen.
 */
const places = [
  // OpenStreetMap marker
  new RegExp(String.raw`[?&#]mlat=${number}&(?:[^#]*&)?mlon=${number}(?=[&#]|$)`),
  // Google place
  new RegExp(String.raw`!3d${number}!4d${number}(?=\D|$)`),
  new RegExp(
    String.raw`[?&](?:q|query|ll|destination|daddr|center)=(?:loc:)?${pair}(?=[&#(\s+,]|$)`,
  ),
  new RegExp(String.raw`/maps/(?:search|place|dir/[^/]*)/${pair}(?=[/?&#]|$)`),
  // Middles of the view
  new RegExp(String.raw`/@${number},${number}(?=,|$)`),
  new RegExp(String.raw`#(?:[^#]*&)?map=\d{1,2}(?:\.\d+)?/${number}/${number}(?=[&/]|$)`),
]

/**
 * Reads the position in a pasted OpenStreetMap or Google Maps link. Short links name no position and
 * are not followed, since that takes a network.
 */
export function readMapLink(link: string): AnglePair | undefined {
  const text = decoded(link)
  for (const place of places) {
    const [, lat, lon] = place.exec(text) ?? []
    if (lat !== undefined && lon !== undefined) return toPair(lat, lon)
  }
  return undefined
}

const geo = new RegExp(
  String.raw`^geo:${pair}(?:,[+-]?\d+(?:\.\d+)?)?((?:;[^?]*)?)(?:\?(.*))?$`,
  'i',
)
const otherSystem = /;crs=(?!wgs84(?:;|$))/i
const question = new RegExp(String.raw`(?:^|&)q=${pair}(?=[&(]|$)`)

/**
 * Reads a `geo:` URI (RFC 5870), with the `geo:0,0?q=48.85,2.35(Name)` of Android. Another
 * coordinate system than WGS-84 is refused.
 */
export function readGeoUri(uri: string): AnglePair | undefined {
  const found = geo.exec(decoded(uri))
  if (!found) return undefined
  const [, lat = '', lon = '', parameters = '', query = ''] = found
  if (otherSystem.test(parameters)) return undefined
  const asked = question.exec(query)
  return asked ? toPair(asked[1] ?? '', asked[2] ?? '') : toPair(lat, lon)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
