import { areValidCoordinates, type Coordinates } from '../../geo/parse-coordinates.ts'

/** A field of a sentence; `undefined` where the sentence is shorter. */
type Field = string | undefined

const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)$/
const plainAngle = /^\d{2,5}(?:\.\d*)?$/
const fraction = /^\.\d*$/

const zero = 0x30

/** Two digits of a year from here on are of the 20th century: GPS began in 1980. */
const firstYearOfCentury = 80

/** A decimal number; `null` for an empty field and for anything else. */
export function readNumber(field: Field): number | null {
  return field && plainNumber.test(field) ? Number(field) : null
}

/**
 * A position from `ddmm.mmmm,N,dddmm.mmmm,E`: the four fields from `index` on. `null` where one of
 * them is empty or impossible, and for 0,0, which receivers send when they know nothing.
 */
export function readCoordinates(fields: readonly string[], index: number): Coordinates | null {
  const lat = readAngle(fields[index], fields[index + 1], 'N', 'S')
  const lon = readAngle(fields[index + 2], fields[index + 3], 'E', 'W')
  if (lat === null || lon === null) return null
  const coordinates = { lat, lon }
  return areValidCoordinates(coordinates) ? coordinates : null
}

function readAngle(value: Field, side: Field, positive: string, negative: string): number | null {
  if (side !== positive && side !== negative) return null
  if (!value || !plainAngle.test(value)) return null
  const point = value.indexOf('.')
  const split = (point < 0 ? value.length : point) - 2
  const minutes = Number(value.slice(split))
  if (minutes >= 60) return null
  const degrees = Number(value.slice(0, split)) + minutes / 60
  return side === negative ? 0 - degrees : degrees
}

/** Milliseconds since midnight UTC from `hhmmss.sss`; a leap second is the 60th. */
export function readTimeOfDay(field: Field): number | null {
  if (!field) return null
  const [hours, minutes, seconds] = [readTwo(field, 0), readTwo(field, 2), readTwo(field, 4)]
  if (!(hours < 24 && minutes < 60 && seconds <= 60)) return null
  const rest = field.slice(6)
  if (rest !== '' && !fraction.test(rest)) return null
  const whole = (hours * 60 + minutes) * 60 + seconds
  return whole * 1000 + Math.round(Number(`0${rest}`) * 1000)
}

/** Midnight UTC of the day `ddmmyy`, in milliseconds. */
export function readShortDate(field: Field): number | null {
  if (field?.length !== 6) return null
  const [day, month, year] = [readTwo(field, 0), readTwo(field, 2), readTwo(field, 4)]
  return midnight(year + (year >= firstYearOfCentury ? 1900 : 2000), month, day)
}

/** The number of two digits; NaN if they are none. */
function readTwo(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - zero, text.charCodeAt(at + 1) - zero]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

/** Midnight UTC of the day that three fields give: day, month, year of four digits. */
export function readLongDate(day: Field, month: Field, year: Field): number | null {
  const [d, m, y] = [readNumber(day), readNumber(month), readNumber(year)]
  return d === null || m === null || y === null || y < 1000 ? null : midnight(y, m, d)
}

function midnight(year: number, month: number, day: number): number | null {
  const at = Date.UTC(year, month - 1, day)
  const date = new Date(at)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at : null
}
