import { createDecoder, type Decoder, readVarUint } from 'lib0/decoding'
import { decodeUtf8 } from 'lib0/string'

/** The bytes are no message of the feed; the connection they came from is to be closed. */
export class MalformedFrame extends Error {
  override readonly name = 'MalformedFrame'
}

/**
 * Reads lib0's encoding from bytes that somebody else wrote. Every length is checked before anything
 * is allocated or read: lib0 alone would read on into the memory behind a frame that is part of a
 * larger buffer. Every method throws `MalformedFrame` and nothing else.
 */
export class FrameReader {
  private readonly decoder: Decoder

  constructor(frame: Uint8Array) {
    this.decoder = createDecoder(frame)
  }

  uint(max = Number.MAX_SAFE_INTEGER): number {
    let value: number
    try {
      value = readVarUint(this.decoder)
    } catch {
      throw new MalformedFrame('a number is cut short or too long')
    }
    if (value > max) throw new MalformedFrame(`a number above ${max}`)
    return value
  }

  flag(): boolean {
    return this.uint(1) === 1
  }

  /** A copy of the next `length` bytes: a view would keep the whole frame in memory. */
  fixedBytes(length: number): Uint8Array {
    const { arr, pos } = this.decoder
    if (length > arr.length - pos) throw new MalformedFrame('bytes are cut short')
    this.decoder.pos += length
    return new Uint8Array(arr.subarray(pos, pos + length))
  }

  bytes(max: number): Uint8Array {
    return this.fixedBytes(this.uint(max))
  }

  text(maxBytes: number): string {
    const bytes = this.bytes(maxBytes)
    try {
      return decodeUtf8(bytes)
    } catch {
      throw new MalformedFrame('a text is not UTF-8')
    }
  }

  list<T>(maxLength: number, readOne: () => T): T[] {
    return Array.from({ length: this.uint(maxLength) }, readOne)
  }

  end(): void {
    if (this.decoder.pos < this.decoder.arr.length) throw new MalformedFrame('more than a message')
  }
}
