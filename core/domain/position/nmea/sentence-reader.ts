/** NMEA 0183 allows 82 characters; receivers of many constellations send more. */
const longestSentence = 200

const [dollar, star, firstPrintable, lastPrintable] = [0x24, 0x2a, 0x20, 0x7e]

/**
 * Finds NMEA 0183 sentences in whatever a port delivers: halves, several at once with or without line
 * ends, noise, the wrong baud rate. A sentence goes from `$` to `*` and its checksum, which must be
 * there and right. Never throws.
 */
export class SentenceReader {
  #pending = ''
  #accepted = 0
  #refused = 0

  /** Sentences with the right checksum so far. */
  get accepted(): number {
    return this.#accepted
  }

  /** Beginnings of sentences so far that were broken off, or had a wrong checksum or none. */
  get refused(): number {
    return this.#refused
  }

  /**
   * @param text the next characters, one a byte (latin-1)
   * @returns what stands between `$` and `*` of each sentence that is now complete
   */
  read(text: string): string[] {
    const all = this.#pending + text
    const found: string[] = []
    let start = all.indexOf('$')
    let sum = 0
    for (let at = start + 1; start >= 0 && at < all.length; at++) {
      const code = all.charCodeAt(at)
      if (code === star) {
        if (at + 2 >= all.length) break
        if (hexValue(all, at + 1) === sum) found.push(all.slice(start + 1, at))
        else this.#refused++
      } else if (code !== dollar && isPrintable(code) && at - start < longestSentence) {
        sum ^= code
        continue
      } else this.#refused++
      // Not past the character that broke it off: it may begin the next one.
      start = all.indexOf('$', code === dollar ? at : at + 1)
      at = start
      sum = 0
    }
    this.#pending = start < 0 ? '' : all.slice(start)
    this.#accepted += found.length
    return found
  }
}

function isPrintable(code: number): boolean {
  return code >= firstPrintable && code <= lastPrintable
}

/** The value of two hexadecimal digits; -1 if they are none, which no checksum is. */
function hexValue(text: string, at: number): number {
  const [high, low] = [hexDigit(text.charCodeAt(at)), hexDigit(text.charCodeAt(at + 1))]
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = code | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}
