import type { Epoch } from '../epoch.ts'
import { EpochAssembler } from './epoch-assembler.ts'
import { readSentence } from './read-sentence.ts'
import { SentenceReader } from './sentence-reader.ts'

/** From the characters of a receiver to what it says about each moment. Never throws. */
export class NmeaReader {
  readonly #sentences = new SentenceReader()
  readonly #assembler = new EpochAssembler()

  /** Sentences with the right checksum so far. */
  get accepted(): number {
    return this.#sentences.accepted
  }

  /** Sentences without one, and broken ones, so far. */
  get refused(): number {
    return this.#sentences.refused
  }

  /**
   * @param text the next characters, one a byte (latin-1)
   * @returns the moments that are complete now
   */
  read(text: string): Epoch[] {
    const epochs: Epoch[] = []
    for (const body of this.#sentences.read(text)) {
      const sentence = readSentence(body)
      const ended = sentence && this.#assembler.take(sentence)
      if (ended) epochs.push(ended)
    }
    return epochs
  }

  /** What has been told of the last moment: the receiver pauses, or there is no more of it. */
  finish(): Epoch | null {
    return this.#assembler.finish()
  }
}
