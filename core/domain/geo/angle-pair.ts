import { type Angle, anglePattern, toAngle } from './angle.ts'

/** Latitude and longitude as written, not yet checked for their range. */
export interface AnglePair {
  readonly lat: Angle
  readonly lon: Angle
}

const angle = anglePattern
const letter = '([NSEWO])'
const separator = String.raw`\s*[,;/]?\s*`
const lettersAfter = new RegExp(`^${angle}\\s*${letter}${separator}${angle}\\s*${letter}$`)
const lettersBefore = new RegExp(`^${letter}\\s*${angle}${separator}${letter}\\s*${angle}$`)
const withDegreeSigns = new RegExp(`^(?=.*°.*°)${angle}${separator}${angle}$`)

/**
 * Reads two angles that carry compass letters or degree signs: `48°51'24"N 2°21'08"E`,
 * `N 48.8566, E 2.3522`. With letters either order will do; without, latitude comes first.
 * O is the French *ouest*.
 * @param text normalised by {@link normaliseAngles}
 */
export function readAnglePair(text: string): AnglePair | undefined {
  const after = lettersAfter.exec(text)
  if (after) {
    const [, s1 = '', d1 = '', m1, x1, l1 = '', s2 = '', d2 = '', m2, x2, l2 = ''] = after
    return byLetters(l1, toAngle(s1, d1, m1, x1), l2, toAngle(s2, d2, m2, x2))
  }
  const before = lettersBefore.exec(text)
  if (before) {
    const [, l1 = '', s1 = '', d1 = '', m1, x1, l2 = '', s2 = '', d2 = '', m2, x2] = before
    return byLetters(l1, toAngle(s1, d1, m1, x1), l2, toAngle(s2, d2, m2, x2))
  }
  const bare = withDegreeSigns.exec(text)
  if (!bare) return undefined
  const [, s1 = '', d1 = '', m1, x1, s2 = '', d2 = '', m2, x2] = bare
  const [lat, lon] = [toAngle(s1, d1, m1, x1), toAngle(s2, d2, m2, x2)]
  return lat && lon && { lat, lon }
}

/**
 * One spelling for the signs that keyboards, phones and word processors put in, and single spaces,
 * so that no pasted text makes the patterns slow.
 */
export function normaliseAngles(text: string): string {
  return text
    .replaceAll(/[′’‘ʹ´]/g, "'")
    .replaceAll(/[″”“ʺ]|''/g, '"')
    .replaceAll(/[º˚]/g, '°')
    .replaceAll(/[−–]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toUpperCase()
}

function byLetters(
  firstLetter: string,
  first: Angle | undefined,
  secondLetter: string,
  second: Angle | undefined,
): AnglePair | undefined {
  const [a, b] = [first && pointed(firstLetter, first), second && pointed(secondLetter, second)]
  if (!a || !b || isLatitude(firstLetter) === isLatitude(secondLetter)) return undefined
  return isLatitude(firstLetter) ? { lat: a, lon: b } : { lat: b, lon: a }
}

function isLatitude(compassLetter: string): boolean {
  return compassLetter === 'N' || compassLetter === 'S'
}

/** A sign together with a letter says two things at once, so it is refused. */
function pointed(compassLetter: string, { degrees, decimals }: Angle): Angle | undefined {
  if (degrees < 0) return undefined
  const isNegative = 'SWO'.includes(compassLetter)
  return { degrees: isNegative ? -degrees : degrees, decimals }
}
