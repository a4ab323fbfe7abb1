import * as Y from 'yjs'
import type { TextPlace } from '../contract/presence.ts'

/** The place before the character at `index` of a text in a document, for others who write in it. */
export function textPlaceAt(text: Y.Text, index: number): TextPlace {
  const { item, type, assoc } = Y.createRelativePositionFromTypeIndex(text, index)
  return { item: item && { ...item }, type: type && { ...type }, assoc }
}

/**
 * Where a place is in `text` now. `undefined` when it is in another text, or in what has not arrived
 * here or was thrown away.
 */
export function indexOfPlace(place: TextPlace, text: Y.Text): number | undefined {
  if (!text.doc) return undefined
  const position = Y.createRelativePositionFromJSON(place)
  const found = Y.createAbsolutePositionFromRelativePosition(position, text.doc)
  return found?.type === text ? found.index : undefined
}
